/** Single instances of RDS, and replicas of them. */
import {
  CreateDBInstanceReadReplicaCommand,
  CreateDBSnapshotCommand,
  type DBInstance,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotsCommand,
  ModifyDBInstanceCommand,
  paginateDescribeDBInstances,
  PromoteReadReplicaCommand,
  type RDSClient,
  RestoreDBInstanceToPointInTimeCommand,
  StartDBInstanceCommand,
  StopDBInstanceCommand,
} from '@aws-sdk/client-rds';
import type { Databases, DatabaseState } from './databases.ts';
import { orMissing, present } from './options.ts';

export function createDatabaseInstances(rds: RDSClient): Databases['instance'] {
  const read = async (id: string): Promise<DBInstance | undefined> => {
    const found = await orMissing(
      rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id })),
    );
    return found?.DBInstances?.[0];
  };
  const modify = async (id: string, change: Readonly<Record<string, unknown>>): Promise<void> => {
    await rds.send(
      new ModifyDBInstanceCommand({ ...change, DBInstanceIdentifier: id, ApplyImmediately: true }),
    );
  };
  return {
    async find(id) {
      const instance = await read(id);
      return instance === undefined ? undefined : stateOf(id, instance);
    },
    async list(prefix) {
      const ids: string[] = [];
      for await (const { DBInstances = [] } of paginateDescribeDBInstances({ client: rds }, {})) {
        ids.push(...DBInstances.map(({ DBInstanceIdentifier = '' }) => DBInstanceIdentifier));
      }
      return ids.filter((id) => id.startsWith(prefix));
    },
    async start(id) {
      await rds.send(new StartDBInstanceCommand({ DBInstanceIdentifier: id }));
    },
    async stop(id) {
      await rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier: id }));
    },
    async snapshot(id, name) {
      await rds.send(
        new CreateDBSnapshotCommand({ DBInstanceIdentifier: id, DBSnapshotIdentifier: name }),
      );
    },
    async snapshotStatus(name) {
      const found = await orMissing(
        rds.send(new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: name })),
      );
      return found?.DBSnapshots?.[0]?.Status;
    },
    async restore(from, to, atMs) {
      const source = present(await read(from), `the database ${from}`);
      await rds.send(
        new RestoreDBInstanceToPointInTimeCommand({
          SourceDBInstanceIdentifier: from,
          TargetDBInstanceIdentifier: to,
          ...(atMs === undefined
            ? { UseLatestRestorableTime: true }
            : { RestoreTime: new Date(atMs) }),
          ...likeOf(source),
        }),
      );
    },
    rename: (id, to) => modify(id, { NewDBInstanceIdentifier: to }),
    unprotect: (id) => modify(id, { DeletionProtection: false }),
    setMultiAz: (id) => modify(id, { MultiAZ: true }),
    async promote(id, backupRetentionDays) {
      await rds.send(
        new PromoteReadReplicaCommand({
          DBInstanceIdentifier: id,
          BackupRetentionPeriod: backupRetentionDays,
        }),
      );
    },
    async createReplica({ id, sourceArn, like }) {
      const model = present(await read(like), `the database ${like}`);
      const { MultiAZ: _multiAz, ...shape } = likeOf(model);
      await rds.send(
        new CreateDBInstanceReadReplicaCommand({
          DBInstanceIdentifier: id,
          // From an ARN of another region the client signs the request there as well.
          SourceDBInstanceIdentifier: sourceArn,
          ...(model.KmsKeyId === undefined ? {} : { KmsKeyId: model.KmsKeyId }),
          ...shape,
        }),
      );
    },
  };
}

/** What AWS would otherwise take from its defaults: network, class, parameters, protection. */
const likeOf = (model: DBInstance) => ({
  DBInstanceClass: present(model.DBInstanceClass, 'a class'),
  DBSubnetGroupName: present(model.DBSubnetGroup?.DBSubnetGroupName, 'a subnet group'),
  DBParameterGroupName: present(
    model.DBParameterGroups?.[0]?.DBParameterGroupName,
    'a parameter group',
  ),
  VpcSecurityGroupIds: (model.VpcSecurityGroups ?? []).flatMap(
    ({ VpcSecurityGroupId: one }) => one ?? [],
  ),
  MultiAZ: model.MultiAZ === true,
  PubliclyAccessible: false,
  DeletionProtection: model.DeletionProtection === true,
  CopyTagsToSnapshot: true,
  AutoMinorVersionUpgrade: model.AutoMinorVersionUpgrade !== false,
  EnableCloudwatchLogsExports: [...(model.EnabledCloudwatchLogsExports ?? [])],
  Tags: [...(model.TagList ?? [])],
});

const stateOf = (id: string, instance: DBInstance): DatabaseState => ({
  kind: 'instance',
  id,
  arn: present(instance.DBInstanceArn, 'an ARN'),
  status: present(instance.DBInstanceStatus, 'a status'),
  host: instance.Endpoint?.Address,
  engineVersion: instance.EngineVersion ?? '?',
  follows: instance.ReadReplicaSourceDBInstanceIdentifier,
  followers: instance.ReadReplicaDBInstanceIdentifiers ?? [],
  isProtected: instance.DeletionProtection === true,
  secretArn: instance.MasterUserSecret?.SecretArn,
  members: [id],
  multiAz: instance.MultiAZ === true,
  createdMs: instance.InstanceCreateTime?.getTime(),
  latestRestorableMs: instance.LatestRestorableTime?.getTime(),
  pending: Object.keys(instance.PendingModifiedValues ?? {}),
});
