/**
 * PostgreSQL on RDS (documents C and D): a primary, a standby in another zone that takes over
 * behind the same name, and replicas to read from.
 */
import { DbInstance } from '@cdktn/provider-aws/lib/db-instance/index.js';
import { DbSubnetGroup } from '@cdktn/provider-aws/lib/db-subnet-group/index.js';
import { Construct } from 'constructs';
import type { RdsConfig } from '../../config/database-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { type Database, databaseName, databasePort, masterUser } from '../database/database.ts';
import { finalSnapshotName, finalSnapshotOf } from '../database/final-snapshot.ts';
import { createDatabaseLogs, createMonitoringRole } from '../database/monitoring.ts';
import type { MasterSecret } from '../secrets/master-secret.ts';
import { diskOf, serverOf } from './instance-arguments.ts';
import { createRdsParameters } from './rds-parameters.ts';
import { createReplicas } from './replicas.ts';

export type RdsProps = {
  readonly name: Name;
  readonly accountId: string;
  readonly config: RdsConfig;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  /** Encrypts storage, secret and insights. */
  readonly keyArn: string;
  readonly logsKeyArn: string;
  /** With a password of kind `own`. */
  readonly master?: MasterSecret;
};

export type RdsDatabase = Database & {
  /** RDS has no common name for replicas: `readHost` is the first of these. */
  readonly replicaHosts: readonly string[];
};

export function createRdsDatabase(scope: Construct, id: string, props: RdsProps): RdsDatabase {
  const { name, config, keyArn, logsKeyArn, securityGroupId } = props;
  const within = new Construct(scope, id);
  const identifier = name('database');
  const parameterGroup = createRdsParameters(within, 'parameters', { name, config });
  const logs = createDatabaseLogs(within, 'logs', {
    kind: 'instance',
    identifier,
    retentionDays: config.logRetentionDays,
    keyArn: logsKeyArn,
  });
  const subnets = new DbSubnetGroup(within, 'subnets', {
    name: name('database'),
    description: 'The data tier',
    subnetIds: [...props.subnetIds],
    tags: { Name: name('database') },
  });
  const monitoringRoleArn = createMonitoringRole(within, 'monitoring', {
    name: name('rds-monitoring'),
    accountId: props.accountId,
  });
  const around = { parameterGroup, securityGroupId, keyArn, monitoringRoleArn };
  const common = serverOf(config, around);
  const primary = new DbInstance(within, 'primary', {
    ...common,
    identifier,
    engine: 'postgres',
    engineVersion: config.engineVersion,
    dbName: databaseName,
    username: masterUser,
    ...passwordOf(props),
    ...diskOf(config.disk),
    kmsKeyId: keyArn,
    dbSubnetGroupName: subnets.name,
    multiAz: config.multiAz,
    backupRetentionPeriod: config.backupRetentionDays,
    backupWindow: config.backupWindow,
    ...finalSnapshotOf(name('final-snapshot'), config.finalSnapshot),
    lifecycle: { ignoreChanges: [finalSnapshotName] },
    tags: { Name: identifier, Role: 'Primary' },
    dependsOn: [logs],
  });
  const replicas = createReplicas(within, 'replicas', {
    name,
    config,
    primary,
    common,
    logsKeyArn,
  });
  const host = primary.address;
  return {
    kind: 'instance',
    host,
    readHost: replicas[0]?.host ?? host,
    replicaHosts: replicas.map((replica) => replica.host),
    port: databasePort,
    databaseName,
    secretArn: props.master?.arn ?? primary.masterUserSecret.get(0).secretArn,
    identifier,
    arn: primary.arn,
    instanceIdentifiers: [identifier, ...replicas.map((replica) => replica.identifier)],
    logGroupName: logs.name,
  };
}

function passwordOf({ config, master, keyArn }: RdsProps) {
  if (config.password.kind === 'managed') {
    return { manageMasterUserPassword: true, masterUserSecretKmsKeyId: keyArn };
  }
  if (master === undefined) throw new Error('A password of kind "own" needs its secret.');
  return { passwordWo: master.password, passwordWoVersion: master.version };
}
