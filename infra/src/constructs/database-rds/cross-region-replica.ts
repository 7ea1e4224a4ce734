/**
 * The replica that waits in another region (document D). It follows without confirmation, so what
 * was committed in the last moments may be missing after a disaster. The disaster-recovery runbook
 * promotes it; from then on it is a primary, and Terraform does not make it follow again.
 */
import { DbInstance } from '@cdktn/provider-aws/lib/db-instance/index.js';
import { DbSubnetGroup } from '@cdktn/provider-aws/lib/db-subnet-group/index.js';
import { Construct } from 'constructs';
import type { CrossRegionReplicaConfig } from '../../config/database-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { type Database, databaseName, databasePort } from '../database/database.ts';
import { createDatabaseLogs, createMonitoringRole } from '../database/monitoring.ts';
import { serverOf } from './instance-arguments.ts';
import { createRdsParameters } from './rds-parameters.ts';

export type CrossRegionReplicaProps = {
  readonly name: Name;
  readonly accountId: string;
  readonly config: CrossRegionReplicaConfig;
  /** ARN of the database that it follows. */
  readonly primaryArn: string;
  /** The copy of the primary's secret in this region: users are replicated as well. */
  readonly secretArn: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  /** Of this region: a key does not leave its own. */
  readonly keyArn: string;
  readonly logsKeyArn: string;
};

export function createCrossRegionReplica(
  scope: Construct,
  id: string,
  props: CrossRegionReplicaProps,
): Database {
  const { name, config, keyArn, securityGroupId } = props;
  const within = new Construct(scope, id);
  const identifier = name('database');
  const parameterGroup = createRdsParameters(within, 'parameters', { name, config });
  const logs = createDatabaseLogs(within, 'logs', {
    kind: 'instance',
    identifier,
    retentionDays: config.logRetentionDays,
    keyArn: props.logsKeyArn,
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
  const replica = new DbInstance(within, 'replica', {
    ...serverOf(config, { parameterGroup, securityGroupId, keyArn, monitoringRoleArn }),
    identifier,
    replicateSourceDb: props.primaryArn,
    kmsKeyId: keyArn,
    dbSubnetGroupName: subnets.name,
    maxAllocatedStorage: config.disk.maxGib,
    multiAz: config.multiAz,
    // So that it can be restored to a moment as soon as it is promoted.
    backupRetentionPeriod: config.backupRetentionDays,
    backupWindow: config.backupWindow,
    // AWS takes no last snapshot of a replica; deletion protection stands before it in prod.
    skipFinalSnapshot: true,
    lifecycle: { ignoreChanges: ['replicate_source_db', 'multi_az'] },
    tags: { Name: identifier, Role: 'Standby' },
    dependsOn: [logs],
  });
  return {
    kind: 'instance',
    host: replica.address,
    readHost: replica.address,
    port: databasePort,
    databaseName,
    secretArn: props.secretArn,
    identifier,
    arn: replica.arn,
    instanceIdentifiers: [identifier],
    logGroupName: logs.name,
  };
}
