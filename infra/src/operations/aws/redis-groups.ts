/** Replication groups of ElastiCache. */
import {
  CreateReplicationGroupCommand,
  type CreateReplicationGroupCommandInput,
  CreateSnapshotCommand,
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  DescribeSnapshotsCommand,
  ElastiCacheClient,
  ModifyReplicationGroupCommand,
  paginateDescribeReplicationGroups,
} from '@aws-sdk/client-elasticache';
import { clientConfig, type ClientOptions, orMissing, present } from './options.ts';

export type RedisGroupState = {
  readonly status: string;
  readonly clusterMode: boolean;
  readonly memberIds: readonly string[];
  /** Of every member; they differ while a group is being upgraded. */
  readonly versions: readonly string[];
  readonly nodeType: string;
  readonly host: string | undefined;
  /** Where snapshots of a group without cluster mode are taken from: a replica, if there is one. */
  readonly snapshotMemberId: string | undefined;
  readonly subnetGroup: string | undefined;
  readonly securityGroupIds: readonly string[];
  readonly parameterGroup: string | undefined;
  readonly kmsKeyId: string | undefined;
  readonly replicated: boolean;
};

export type RedisGroups = {
  readonly find: (id: string) => Promise<RedisGroupState | undefined>;
  readonly list: (prefix: string) => Promise<readonly string[]>;
  readonly snapshot: (id: string, group: RedisGroupState, name: string) => Promise<void>;
  readonly snapshotStatus: (name: string) => Promise<string | undefined>;
  readonly upgrade: (id: string, version: string, parameterGroup?: string) => Promise<void>;
  /** A new group from a snapshot, with network, encryption and parameters of another one. */
  readonly restore: (
    newId: string,
    snapshot: string,
    like: RedisGroupState,
    token: string | undefined,
  ) => Promise<void>;
};

export function createRedisGroups(options: ClientOptions): RedisGroups {
  const client = new ElastiCacheClient(clientConfig(options));
  return {
    find: (id) => findGroup(client, id),
    async list(prefix) {
      const ids: string[] = [];
      for await (const page of paginateDescribeReplicationGroups({ client }, {})) {
        ids.push(
          ...(page.ReplicationGroups ?? []).map(
            ({ ReplicationGroupId = '' }) => ReplicationGroupId,
          ),
        );
      }
      return ids.filter((id) => id.startsWith(prefix));
    },
    async snapshot(id, { clusterMode, snapshotMemberId }, name) {
      await client.send(
        new CreateSnapshotCommand({
          SnapshotName: name,
          ...(clusterMode || snapshotMemberId === undefined
            ? { ReplicationGroupId: id }
            : { CacheClusterId: snapshotMemberId }),
        }),
      );
    },
    async snapshotStatus(name) {
      const found = await orMissing(
        client.send(new DescribeSnapshotsCommand({ SnapshotName: name })),
      );
      return found?.Snapshots?.[0]?.SnapshotStatus;
    },
    async upgrade(id, version, parameterGroup) {
      await client.send(
        new ModifyReplicationGroupCommand({
          ReplicationGroupId: id,
          EngineVersion: version,
          ApplyImmediately: true,
          ...(parameterGroup === undefined ? {} : { CacheParameterGroupName: parameterGroup }),
        }),
      );
    },
    async restore(newId, snapshot, like, token) {
      await client.send(new CreateReplicationGroupCommand(restored(newId, snapshot, like, token)));
    },
  };
}

async function findGroup(
  client: ElastiCacheClient,
  id: string,
): Promise<RedisGroupState | undefined> {
  const found = await orMissing(
    client.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: id })),
  );
  const group = found?.ReplicationGroups?.[0];
  if (group === undefined) return undefined;
  const memberIds = group.MemberClusters ?? [];
  const members = await Promise.all(
    memberIds.map(async (CacheClusterId) => {
      const answer = await client.send(new DescribeCacheClustersCommand({ CacheClusterId }));
      return answer.CacheClusters?.[0];
    }),
  );
  const [first] = members;
  const roles = group.NodeGroups?.[0]?.NodeGroupMembers ?? [];
  const replica = roles.find(({ CurrentRole }) => CurrentRole === 'replica') ?? roles[0];
  const clusterMode = group.ClusterEnabled === true;
  return {
    status: present(group.Status, 'a status'),
    clusterMode,
    memberIds,
    versions: members.map((member) => member?.EngineVersion ?? '?'),
    nodeType: present(group.CacheNodeType, 'a node type'),
    host: clusterMode
      ? group.ConfigurationEndpoint?.Address
      : group.NodeGroups?.[0]?.PrimaryEndpoint?.Address,
    snapshotMemberId: replica?.CacheClusterId,
    subnetGroup: first?.CacheSubnetGroupName,
    securityGroupIds: (first?.SecurityGroups ?? []).flatMap(
      ({ SecurityGroupId: one }) => one ?? [],
    ),
    parameterGroup: first?.CacheParameterGroup?.CacheParameterGroupName,
    kmsKeyId: group.KmsKeyId,
    replicated: group.AutomaticFailover === 'enabled' && roles.length > 1,
  };
}

const restored = (
  newId: string,
  snapshot: string,
  like: RedisGroupState,
  token: string | undefined,
): CreateReplicationGroupCommandInput => ({
  ReplicationGroupId: newId,
  ReplicationGroupDescription: `Restored from ${snapshot}`,
  SnapshotName: snapshot,
  CacheNodeType: like.nodeType,
  // Shards come from the snapshot; only how many nodes each has is to be said.
  ...(like.clusterMode
    ? { ReplicasPerNodeGroup: like.replicated ? 1 : 0, AutomaticFailoverEnabled: true }
    : { NumCacheClusters: like.replicated ? 2 : 1, AutomaticFailoverEnabled: like.replicated }),
  MultiAZEnabled: like.replicated,
  SecurityGroupIds: [...like.securityGroupIds],
  AtRestEncryptionEnabled: true,
  TransitEncryptionEnabled: true,
  ...(like.subnetGroup === undefined ? {} : { CacheSubnetGroupName: like.subnetGroup }),
  ...(like.parameterGroup === undefined ? {} : { CacheParameterGroupName: like.parameterGroup }),
  ...(like.kmsKeyId === undefined ? {} : { KmsKeyId: like.kmsKeyId }),
  ...(token === undefined ? {} : { AuthToken: token }),
});
