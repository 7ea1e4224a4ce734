/**
 * A replication group: encrypted on the wire and on disk, with a token, logs, snapshots, and, where
 * it has replicas, a failover to another zone.
 */
import {
  ElasticacheReplicationGroup,
  type ElasticacheReplicationGroupConfig,
} from '@cdktn/provider-aws/lib/elasticache-replication-group/index.js';
import { Construct } from 'constructs';
import type { CacheConfig, RedisGroupConfig } from '../../config/cache-config.ts';
import { createRedisLogs } from './redis-logs.ts';
import { createRedisParameters } from './redis-parameters.ts';
import { createRedisScaling } from './redis-scaling.ts';
import { createRedisToken } from './redis-token.ts';

export const redisPort = 6379;

export type RedisGroupProps = {
  /** What both groups have in common. */
  readonly config: CacheConfig;
  readonly group: RedisGroupConfig;
  /** At most 40 characters; begins the names of all its parts. */
  readonly groupId: string;
  readonly subnetGroupName: string;
  readonly securityGroupId: string;
  readonly dataKeyArn: string;
  readonly logKeyArn: string;
  readonly notificationTopicArn?: string;
};

export type RedisGroup = {
  /** In cluster mode it tells where the shards are, otherwise it is the primary. */
  readonly host: string;
  readonly port: number;
  readonly clusterMode: boolean;
  /** JSON with the key `redisPasswordKey`. */
  readonly secretArn: string;
  readonly groupId: string;
  /** `CacheClusterId` of metrics. Shards that scaling adds come on top. */
  readonly memberIds: readonly string[];
  readonly slowLogGroupName: string;
  readonly engineLogGroupName: string;
};

export function createRedisGroup(scope: Construct, id: string, props: RedisGroupProps): RedisGroup {
  const { config, group, groupId } = props;
  const within = new Construct(scope, id);
  const logs = createRedisLogs(within, 'logs', {
    groupId,
    keyArn: props.logKeyArn,
    retentionDays: config.logRetentionDays,
  });
  const token = createRedisToken(within, 'token', {
    name: `${groupId}-auth-token`,
    keyArn: props.dataKeyArn,
    version: config.authTokenVersion,
    recoveryDays: config.secretRecoveryDays,
  });
  const redis = new ElasticacheReplicationGroup(within, 'group', {
    replicationGroupId: groupId,
    description: `Redis, ${group.evictionPolicy}`,
    engine: config.engine,
    engineVersion: config.engineVersion,
    autoMinorVersionUpgrade: 'true',
    parameterGroupName: createRedisParameters(within, 'parameters', {
      name: `${groupId}-parameters`,
      config,
      group,
    }),
    nodeType: group.nodeType,
    port: redisPort,
    ...layoutOf(group),
    subnetGroupName: props.subnetGroupName,
    securityGroupIds: [props.securityGroupId],
    atRestEncryptionEnabled: 'true',
    kmsKeyId: props.dataKeyArn,
    transitEncryptionEnabled: true,
    transitEncryptionMode: 'required',
    // A new token is added to the old one, which stays valid until the next change: AWS rotates
    // unless it is told otherwise, and nobody is thrown out.
    authTokenWo: token.value,
    authTokenWoVersion: token.version,
    snapshotRetentionLimit: group.snapshotRetentionDays,
    snapshotWindow: group.snapshotWindow,
    maintenanceWindow: group.maintenanceWindow,
    ...(group.finalSnapshot ? { finalSnapshotIdentifier: `${groupId}-final` } : {}),
    logDeliveryConfiguration: logs.deliveries,
    ...(props.notificationTopicArn === undefined
      ? {}
      : { notificationTopicArn: props.notificationTopicArn }),
    // A new token or log delivery does not wait for a window.
    applyImmediately: true,
    tags: { Name: groupId },
  });
  if (group.shardScaling !== undefined) {
    createRedisScaling(within, 'scaling', {
      name: `${groupId}-shards`,
      groupId: redis.id,
      scaling: group.shardScaling,
    });
  }
  return {
    host: group.clusterMode ? redis.configurationEndpointAddress : redis.primaryEndpointAddress,
    port: redisPort,
    clusterMode: group.clusterMode,
    secretArn: token.writeDownAfter(redis),
    groupId: redis.id,
    memberIds: membersOf(groupId, group),
    slowLogGroupName: logs.slowLogGroupName,
    engineLogGroupName: logs.engineLogGroupName,
  };
}

type Layout = Pick<
  ElasticacheReplicationGroupConfig,
  | 'clusterMode'
  | 'numNodeGroups'
  | 'replicasPerNodeGroup'
  | 'numCacheClusters'
  | 'automaticFailoverEnabled'
  | 'multiAzEnabled'
  | 'lifecycle'
>;

function layoutOf(group: RedisGroupConfig): Layout {
  const { shards, replicasPerShard } = group;
  const replicated = replicasPerShard > 0;
  if (!group.clusterMode) {
    return {
      clusterMode: 'disabled',
      numCacheClusters: 1 + replicasPerShard,
      automaticFailoverEnabled: replicated,
      multiAzEnabled: replicated,
    };
  }
  return {
    clusterMode: 'enabled',
    numNodeGroups: shards,
    replicasPerNodeGroup: replicasPerShard,
    // A cluster cannot be without it, even if there is nothing to fail over to.
    automaticFailoverEnabled: true,
    multiAzEnabled: replicated,
    // Otherwise the next run would undo what scaling did.
    ...(group.shardScaling === undefined
      ? {}
      : { lifecycle: { ignoreChanges: ['num_node_groups'] } }),
  };
}

/** As AWS numbers them: `<group>-001`, in cluster mode `<group>-<shard>-001`. */
function membersOf(groupId: string, group: RedisGroupConfig): string[] {
  const nodes = numbers(1 + group.replicasPerShard, 3);
  if (!group.clusterMode) return nodes.map((node) => `${groupId}-${node}`);
  return numbers(group.shards, 4).flatMap((shard) =>
    nodes.map((node) => `${groupId}-${shard}-${node}`),
  );
}

/** `001`, `002` and so on. */
const numbers = (count: number, digits: number): string[] =>
  Array.from({ length: count }, (_, index) => String(index + 1).padStart(digits, '0'));
