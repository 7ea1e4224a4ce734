/**
 * What groups of EC2 instances have in common in the topologies that have them: one log group, keys
 * for volumes, the simulator of payments, and everything that a group is made with.
 */
import type { TerraformStack } from 'cdktn';
import type { InstanceRefresh, InstancesComputeConfig } from '../../config/compute-config.ts';
import type { Fleet } from '../../config/connection-budget.ts';
import type { DatabaseConfig } from '../../config/database-config.ts';
import type { MonitoringConfig } from '../../config/monitoring-config.ts';
import type { Region } from '../../config/names.ts';
import { imageIn, imageOf, repositoryArn } from '../../config/settings.ts';
import type { ComputeGroup } from '../../constructs/compute-asg/compute-group.ts';
import { createVolumeEncryption } from '../../constructs/compute-asg/volume-encryption.ts';
import type { ComputeGroupProps } from '../../constructs/compute-asg/compute-group-props.ts';
import { createCluster } from '../../constructs/ecs-service/cluster.ts';
import { createLogGroup } from '../../constructs/log-groups/log-group.ts';
import { deploymentLogs } from '../../constructs/log-groups/log-group-names.ts';
import { createPaymentSimulator } from '../../constructs/payment-simulator/payment-simulator.ts';
import { simulatorWebhookPath } from '../../constructs/payment-simulator/simulator-environment.ts';
import type { Restartable } from '../../constructs/secrets/restart-on-rotation.ts';
import { createSessionManager } from '../../constructs/session-manager/session-manager.ts';
import { bucketStatements } from '../../constructs/storage/bucket-access.ts';
import { consumeStatements } from '../../constructs/queue/queue-access.ts';
import type { DeployedRole, SecretReferences } from '../../runtime/contract.ts';
import { type Deployment, type Name, tagsOf } from '../deployment.ts';
import type { DataStack } from './data-stack.ts';
import { keyDeletionWindowDays, type NetworkStack } from './network-stack.ts';
import { productEnvironment, publicUrl, trustedProxies } from './product-environment.ts';

export type InstancesProps = {
  readonly stack: TerraformStack;
  readonly deployment: Deployment;
  readonly name: Name;
  readonly region: Region;
  readonly networkStack: NetworkStack;
  readonly data: Pick<DataStack, 'database' | 'caches' | 'buckets' | 'eventing' | 'notifications'>;
  readonly secrets: SecretReferences;
  readonly config: {
    readonly compute: InstancesComputeConfig;
    readonly monitoring: MonitoringConfig;
    readonly connections: DatabaseConfig['server']['connections'];
  };
  readonly fleet: Fleet;
};

export type Instances = {
  readonly logGroupName: string;
  /** Everything but what makes two groups differ. */
  readonly groupOf: (
    role: DeployedRole,
  ) => Omit<ComputeGroupProps, 'part' | 'target' | 'releasedBy' | 'image' | 'scaling'>;
};

export function prepareInstances(props: InstancesProps): Instances {
  const { stack, deployment, name, region, networkStack, data, secrets, config, fleet } = props;
  const { settings } = deployment;
  const { accountId, project } = settings;
  const { network, groups, logsKey, dataKey } = networkStack;
  const { compute, monitoring, connections } = config;
  const logGroup = createLogGroup(stack, 'logs', {
    name: deploymentLogs(monitoring.applicationLogs, name),
    retentionDays: monitoring.logRetentionDays,
    keyArn: logsKey.arn,
  });
  const encryption = createVolumeEncryption(stack, 'volumes', {
    name,
    accountId,
    deletionWindowDays: keyDeletionWindowDays,
  });
  const sessions = createSessionManager(stack, 'sessions', {
    name,
    accountId,
    logsKeyArn: logsKey.arn,
    logRetentionDays: monitoring.logRetentionDays,
    keyDeletionWindowDays,
  });
  const payments = createLogGroup(stack, 'logs-payments', {
    name: `${deploymentLogs(monitoring.applicationLogs, name)}-payments`,
    retentionDays: monitoring.logRetentionDays,
    keyArn: logsKey.arn,
  });
  const simulator = createPaymentSimulator(stack, 'payments', {
    name,
    region,
    accountId,
    image: imageIn(imageOf(settings), region),
    repositoryArn: repositoryArn(settings, region),
    secretsKeyArn: dataKey.arn,
    architecture: 'X86_64',
    logGroup: payments,
    config: compute.simulator,
    domain: `${project}.internal`,
    // Only the simulator runs in it: it is one small task, which needs no instance of its own.
    cluster: createCluster(stack, 'cluster', {
      name,
      containerInsights: 'disabled',
      keyArn: logsKey.arn,
      sessionLogGroupName: sessions.logGroupName,
    }),
    network,
    securityGroups: groups,
    journalKeyArn: dataKey.arn,
    webhookUrl: `${publicUrl(deployment)}${simulatorWebhookPath}`,
    secrets,
  });
  const proxies = trustedProxies(stack, network, region);
  const queues = Object.values(data.eventing?.queues ?? {});
  return {
    logGroupName: logGroup.name,
    groupOf: (role) => ({
      name,
      region,
      accountId,
      tags: tagsOf(deployment),
      role,
      config: compute.instances,
      network,
      securityGroupIds: [groups.applicationId],
      environment: productEnvironment({
        deployment,
        role,
        data,
        secrets,
        fleet,
        connections,
        trustedProxies: proxies,
        paymentSimulatorUrl: simulator.url,
      }),
      repositoryArn: repositoryArn(settings, region),
      secretsKeyArn: dataKey.arn,
      logGroup,
      encryption,
      ...(role === 'worker' && queues.length > 0
        ? { queueNames: queues.map((queue) => queue.name) }
        : {}),
      statements: [
        ...sessions.instanceStatements,
        ...bucketStatements('Blobs', data.buckets.blobs),
        ...(role === 'worker' && queues.length > 0 ? consumeStatements(queues) : []),
      ],
    }),
  };
}

/** A group that is refreshed when the password of the database changes, as in a release. */
export const refreshable = (
  part: string,
  group: ComputeGroup,
  refresh: InstanceRefresh,
): Restartable => ({
  kind: 'instances',
  part,
  groupName: group.name,
  groupArn: group.arn,
  ...refresh,
});
