/**
 * The control plane: reached from inside of the network only, its secrets encrypted with a key of
 * their own, everything it does logged, and nobody let in who is not named (access entries, not the
 * `aws-auth` map that one wrong edit locks everybody out of).
 */
import { CloudwatchLogGroup } from '@cdktn/provider-aws/lib/cloudwatch-log-group/index.js';
import { EksCluster } from '@cdktn/provider-aws/lib/eks-cluster/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktn/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import { Construct } from 'constructs';
import type { ClusterConfig } from '../../config/eks-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { createKey } from '../encryption/key.ts';
import { createServiceRole } from '../iam/service-role.ts';
import { controlPlaneLogs } from '../log-groups/log-group-names.ts';
import type { ClusterReference } from './cluster-reference.ts';
import { policiesOf } from './policies-of.ts';

export type ClusterProps = {
  readonly name: Name;
  readonly config: ClusterConfig;
  readonly accountId: string;
  readonly subnetIds: readonly string[];
  readonly logsKeyArn: string;
  /** Groups outside of the cluster that may call its API, by what they are, e.g. `tools`. */
  readonly apiClients: Readonly<Record<string, string>>;
};

export type Cluster = ClusterReference & {
  readonly arn: string;
  readonly endpoint: string;
  readonly certificateAuthority: string;
  /** EKS makes it: control plane and nodes talk to each other within. */
  readonly securityGroupId: string;
  readonly controlPlaneLogGroup: string;
};

const logTypes = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

export function createCluster(scope: Construct, id: string, props: ClusterProps): Cluster {
  const { name, config, accountId, subnetIds, logsKeyArn, apiClients } = props;
  const clusterName = name('eks');
  const within = new Construct(scope, id);
  const key = createKey(within, 'secrets-key', {
    name,
    purpose: 'cluster-secrets',
    accountId,
    services: [],
    deletionWindowDays: config.keyDeletionWindowDays,
  });
  // EKS would make it without an end and without a key.
  const logs = new CloudwatchLogGroup(within, 'logs', {
    name: controlPlaneLogs(clusterName),
    retentionInDays: config.controlPlaneLogRetentionDays,
    kmsKeyId: logsKeyArn,
  });
  const role = createServiceRole(within, 'role', {
    name: name('eks-cluster'),
    services: ['eks.amazonaws.com'],
    managedPolicies: ['arn:aws:iam::aws:policy/AmazonEKSClusterPolicy'],
    statements: [
      {
        sid: 'EncryptSecrets',
        actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:ListGrants'],
        resources: [key.arn],
      },
    ],
  });
  const cluster = new EksCluster(within, 'cluster', {
    name: clusterName,
    version: config.version,
    roleArn: role.arn,
    deletionProtection: config.deletionProtection,
    enabledClusterLogTypes: logTypes,
    // They come as EKS add-ons, with versions.
    bootstrapSelfManagedAddons: false,
    accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
    encryptionConfig: { resources: ['secrets'], provider: { keyArn: key.arn } },
    kubernetesNetworkConfig: { ipFamily: 'ipv4' },
    upgradePolicy: { supportType: config.support.toUpperCase() },
    vpcConfig: {
      subnetIds: [...subnetIds],
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
    },
    zonalShiftConfig: { enabled: true },
    tags: { Name: clusterName },
    dependsOn: [logs, ...policiesOf(within)],
  });
  const securityGroupId = cluster.vpcConfig.clusterSecurityGroupId;
  for (const [client, clientGroupId] of Object.entries(apiClients)) {
    new VpcSecurityGroupIngressRule(within, `${client}-to-api`, {
      securityGroupId,
      referencedSecurityGroupId: clientGroupId,
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      description: `Kubernetes API from ${client}`,
    });
  }
  return {
    name: clusterName,
    reference: cluster.name,
    arn: cluster.arn,
    endpoint: cluster.endpoint,
    certificateAuthority: cluster.certificateAuthority.get(0).data,
    securityGroupId,
    controlPlaneLogGroup: logs.name,
  };
}
