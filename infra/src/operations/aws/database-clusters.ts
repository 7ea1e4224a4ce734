/** Clusters of Aurora, and the servers in them. */
import {
  CreateDBClusterSnapshotCommand,
  CreateDBInstanceCommand,
  type DBCluster,
  DescribeDBClustersCommand,
  DescribeDBClusterSnapshotsCommand,
  DescribeDBInstancesCommand,
  FailoverDBClusterCommand,
  ModifyDBClusterCommand,
  ModifyDBInstanceCommand,
  paginateDescribeDBClusters,
  type RDSClient,
  RestoreDBClusterToPointInTimeCommand,
  StartDBClusterCommand,
  StopDBClusterCommand,
} from '@aws-sdk/client-rds';
import type { Databases, DatabaseState } from './databases.ts';
import { orMissing, present } from './options.ts';

export function createClusters(rds: RDSClient): Databases['cluster'] {
  const read = async (id: string): Promise<DBCluster | undefined> => {
    const found = await orMissing(
      rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: id })),
    );
    return found?.DBClusters?.[0];
  };
  const member = async (id: string) => {
    const found = await orMissing(
      rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id })),
    );
    return found?.DBInstances?.[0];
  };
  const modify = async (id: string, change: Readonly<Record<string, unknown>>): Promise<void> => {
    await rds.send(
      new ModifyDBClusterCommand({ ...change, DBClusterIdentifier: id, ApplyImmediately: true }),
    );
  };
  return {
    async find(id) {
      const cluster = await read(id);
      return cluster === undefined ? undefined : stateOf(id, cluster);
    },
    async list(prefix) {
      const ids: string[] = [];
      for await (const { DBClusters = [] } of paginateDescribeDBClusters({ client: rds }, {})) {
        ids.push(...DBClusters.map(({ DBClusterIdentifier = '' }) => DBClusterIdentifier));
      }
      return ids.filter((id) => id.startsWith(prefix));
    },
    async start(id) {
      await rds.send(new StartDBClusterCommand({ DBClusterIdentifier: id }));
    },
    async stop(id) {
      await rds.send(new StopDBClusterCommand({ DBClusterIdentifier: id }));
    },
    async snapshot(id, name) {
      await rds.send(
        new CreateDBClusterSnapshotCommand({
          DBClusterIdentifier: id,
          DBClusterSnapshotIdentifier: name,
        }),
      );
    },
    async snapshotStatus(name) {
      const found = await orMissing(
        rds.send(new DescribeDBClusterSnapshotsCommand({ DBClusterSnapshotIdentifier: name })),
      );
      return found?.DBClusterSnapshots?.[0]?.Status;
    },
    async restore(from, to, atMs) {
      const source = present(await read(from), `the cluster ${from}`);
      await rds.send(
        new RestoreDBClusterToPointInTimeCommand({
          SourceDBClusterIdentifier: from,
          DBClusterIdentifier: to,
          ...(atMs === undefined
            ? { UseLatestRestorableTime: true }
            : { RestoreToTime: new Date(atMs) }),
          ...likeOf(source),
        }),
      );
    },
    rename: (id, to) => modify(id, { NewDBClusterIdentifier: to }),
    unprotect: (id) => modify(id, { DeletionProtection: false }),
    async addMember(cluster, id, like) {
      const model = present(await member(like), `the server ${like}`);
      await rds.send(
        new CreateDBInstanceCommand({
          DBClusterIdentifier: cluster,
          DBInstanceIdentifier: id,
          Engine: present(model.Engine, 'an engine'),
          DBInstanceClass: present(model.DBInstanceClass, 'a class'),
          PubliclyAccessible: false,
          Tags: [...(model.TagList ?? [])],
        }),
      );
    },
    async renameMember(id, to) {
      await rds.send(
        new ModifyDBInstanceCommand({
          DBInstanceIdentifier: id,
          NewDBInstanceIdentifier: to,
          ApplyImmediately: true,
        }),
      );
    },
    memberStatus: async (id) => (await member(id))?.DBInstanceStatus,
    async failOver(id) {
      await rds.send(new FailoverDBClusterCommand({ DBClusterIdentifier: id }));
    },
  };
}

const likeOf = (model: DBCluster) => ({
  DBSubnetGroupName: present(model.DBSubnetGroup, 'a subnet group'),
  DBClusterParameterGroupName: present(model.DBClusterParameterGroup, 'a parameter group'),
  VpcSecurityGroupIds: (model.VpcSecurityGroups ?? []).flatMap(
    ({ VpcSecurityGroupId: one }) => one ?? [],
  ),
  DeletionProtection: model.DeletionProtection === true,
  CopyTagsToSnapshot: true,
  EnableCloudwatchLogsExports: [...(model.EnabledCloudwatchLogsExports ?? [])],
  Tags: [...(model.TagList ?? [])],
  ...(model.ServerlessV2ScalingConfiguration === undefined
    ? {}
    : {
        ServerlessV2ScalingConfiguration: {
          MinCapacity: model.ServerlessV2ScalingConfiguration.MinCapacity,
          MaxCapacity: model.ServerlessV2ScalingConfiguration.MaxCapacity,
        },
      }),
});

function stateOf(id: string, cluster: DBCluster): DatabaseState {
  const members = cluster.DBClusterMembers ?? [];
  return {
    kind: 'cluster',
    id,
    arn: present(cluster.DBClusterArn, 'an ARN'),
    status: present(cluster.Status, 'a status'),
    host: cluster.Endpoint,
    engineVersion: cluster.EngineVersion ?? '?',
    follows: cluster.ReplicationSourceIdentifier,
    followers: cluster.ReadReplicaIdentifiers ?? [],
    isProtected: cluster.DeletionProtection === true,
    secretArn: cluster.MasterUserSecret?.SecretArn,
    // The writer first.
    members: members
      .toSorted((a, b) => Number(b.IsClusterWriter === true) - Number(a.IsClusterWriter === true))
      .flatMap(({ DBInstanceIdentifier: member }) => member ?? []),
    multiAz: cluster.MultiAZ === true,
    createdMs: cluster.ClusterCreateTime?.getTime(),
    latestRestorableMs: cluster.LatestRestorableTime?.getTime(),
    pending: Object.keys(cluster.PendingModifiedValues ?? {}),
  };
}
