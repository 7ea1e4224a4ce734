/**
 * The nodes that Karpenter starts: Spot first, because it costs a third, on-demand when there is
 * none. Whatever Spot takes back is known two minutes ahead, and its pods are moved.
 */
import { EC2NodeClass } from '@kubernetes-models/karpenter/karpenter.k8s.aws/v1/EC2NodeClass';
import { NodePool } from '@kubernetes-models/karpenter/karpenter.sh/v1/NodePool';
import type { KarpenterConfig } from '../../src/config/eks-config.ts';
import type { Environment } from '../../src/config/names.ts';
import { checked, type Manifest } from '../manifest/manifest.ts';
import type { ClusterValues } from '../values/cluster-values.ts';

const nodeClassName = 'default';
const seoulHoursAhead = 9;

export const nodeClass = (
  { project, network, nodes }: ClusterValues,
  environment: Environment,
  { volumeGib }: KarpenterConfig,
): Manifest =>
  checked(
    new EC2NodeClass({
      metadata: { name: nodeClassName },
      spec: {
        amiSelectorTerms: [{ alias: nodes.image }],
        role: nodes.roleName,
        subnetSelectorTerms: network.applicationSubnetIds.map((id) => ({ id })),
        securityGroupSelectorTerms: nodes.securityGroupIds.map((id) => ({ id })),
        associatePublicIPAddress: false,
        // One hop ends at the node: pods take their roles from Pod Identity and nothing from here.
        metadataOptions: {
          httpEndpoint: 'enabled',
          httpTokens: 'required',
          httpPutResponseHopLimit: 1,
        },
        blockDeviceMappings: [
          {
            deviceName: '/dev/xvda',
            ebs: {
              volumeSize: `${volumeGib}Gi`,
              volumeType: 'gp3',
              encrypted: true,
              deleteOnTermination: true,
            },
          },
        ],
        tags: {
          Project: project,
          Environment: environment,
          ManagedBy: 'Karpenter',
          Name: `${project}-${environment}-karpenter`,
        },
      },
    }),
  );

type Capacity = 'spot' | 'on-demand';

/** The heavier one is tried first. */
const weights = { spot: 60, 'on-demand': 20 } as const satisfies Record<Capacity, number>;

export const nodePool = (capacity: Capacity, config: KarpenterConfig): Manifest =>
  checked(
    new NodePool({
      metadata: { name: capacity },
      spec: {
        weight: weights[capacity],
        limits: { cpu: capacity === 'spot' ? config.spotVcpuLimit : config.onDemandVcpuLimit },
        template: {
          metadata: { labels: { 'node-group': capacity } },
          spec: {
            nodeClassRef: {
              group: 'karpenter.k8s.aws',
              kind: 'EC2NodeClass',
              name: nodeClassName,
            },
            expireAfter: `${config.expireAfterHours}h`,
            // A pod that refuses to go holds up a node so long and no longer.
            terminationGracePeriod: '10m',
            requirements: [
              { key: 'karpenter.sh/capacity-type', operator: 'In', values: [capacity] },
              { key: 'kubernetes.io/arch', operator: 'In', values: ['amd64'] },
              { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] },
              {
                key: 'karpenter.k8s.aws/instance-family',
                operator: 'In',
                values: [...config.instanceFamilies],
                // Spot takes from where there is most; with few types there is soon nothing.
                ...(capacity === 'spot' ? { minValues: 3 } : {}),
              },
              {
                key: 'karpenter.k8s.aws/instance-cpu',
                operator: 'In',
                values: config.instanceVcpus.map(String),
              },
            ],
          },
        },
        disruption: {
          consolidationPolicy: 'WhenEmptyOrUnderutilized',
          consolidateAfter: `${config.consolidateAfterSeconds}s`,
          budgets: [
            { nodes: `${config.disruptedPercent}%` },
            {
              nodes: '0',
              reasons: ['Drifted', 'Underutilized'],
              // Karpenter reads UTC.
              schedule: `0 ${(config.calmFromHour + 24 - seoulHoursAhead) % 24} * * *`,
              duration: `${config.calmHours}h`,
            },
          ],
        },
      },
    }),
  );
