/** The nodes that are always there, in managed groups: EKS drains and replaces them by itself. */
import { EksNodeGroup } from '@cdktn/provider-aws/lib/eks-node-group/index.js';
import { type ITerraformDependable, Token } from 'cdktn';
import { Construct } from 'constructs';
import {
  type ClusterComputeConfig,
  type NodeGroupConfig,
  nodeGroupNames,
} from '../../config/eks-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import type { ServiceRole } from '../iam/service-role.ts';
import type { ClusterReference } from './cluster-reference.ts';
import { createNodeTemplate } from './launch-template.ts';
import { nodeGroupLabel } from './node-group-label.ts';
import { createNodeRole } from './node-role.ts';
import { policiesOf } from './policies-of.ts';

export type NodeGroupsProps = {
  readonly name: Name;
  readonly config: ClusterComputeConfig['nodeGroups'];
  readonly cluster: ClusterReference;
  readonly version: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** What nodes may do besides, e.g. write the logs of sessions. */
  readonly nodeStatements: readonly PolicyStatement[];
  /** Add-ons without which a node never becomes ready. */
  readonly dependsOn: readonly ITerraformDependable[];
};

export type NodeGroups = {
  readonly role: ServiceRole;
  readonly groups: readonly EksNodeGroup[];
  readonly autoScalingGroupNames: readonly string[];
};

export function createNodeGroups(scope: Construct, id: string, props: NodeGroupsProps): NodeGroups {
  const { name, config, cluster, version, subnetIds, securityGroupIds } = props;
  const within = new Construct(scope, id);
  const role = createNodeRole(within, 'role', name('eks-node'), props.nodeStatements);
  const groups = nodeGroupNames.map((group) => {
    const { instanceTypes, capacity, volumeGib, ...sizes }: NodeGroupConfig = config[group];
    const template = createNodeTemplate(within, `${group}-template`, {
      name,
      group,
      volumeGib,
      securityGroupIds,
    });
    return new EksNodeGroup(within, group, {
      clusterName: cluster.reference,
      nodeGroupName: name(group),
      nodeRoleArn: role.arn,
      version,
      subnetIds: [...subnetIds],
      amiType: 'AL2023_x86_64_STANDARD',
      capacityType: capacity === 'spot' ? 'SPOT' : 'ON_DEMAND',
      instanceTypes: [...instanceTypes],
      launchTemplate: { id: template.id, version: Token.asString(template.latestVersion) },
      scalingConfig: { minSize: sizes.min, desiredSize: sizes.desired, maxSize: sizes.max },
      updateConfig: { maxUnavailable: 1 },
      nodeRepairConfig: { enabled: true },
      labels: { [nodeGroupLabel]: group },
      taint: sizes.tainted ? [{ key: 'dedicated', value: group, effect: 'NO_SCHEDULE' }] : [],
      tags: { Name: name(group) },
      // Between its bounds the size belongs to whoever scales it.
      lifecycle: { ignoreChanges: ['scaling_config[0].desired_size'] },
      dependsOn: [...props.dependsOn, ...policiesOf(within)],
    });
  });
  return {
    role,
    groups,
    autoScalingGroupNames: groups.map(
      ({ resources }) => resources.get(0).autoscalingGroups.get(0).name,
    ),
  };
}
