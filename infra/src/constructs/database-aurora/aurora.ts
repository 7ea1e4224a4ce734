/**
 * PostgreSQL on Aurora (document A): a writer and readers in different zones over one storage. When
 * the writer fails a reader takes its place behind the same name.
 */
import { DbSubnetGroup } from '@cdktn/provider-aws/lib/db-subnet-group/index.js';
import type { RdsCluster } from '@cdktn/provider-aws/lib/rds-cluster/index.js';
import { Construct } from 'constructs';
import type { AuroraConfig } from '../../config/database-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { type Database, databaseName, databasePort } from '../database/database.ts';
import { createDatabaseLogs, createMonitoringRole } from '../database/monitoring.ts';
import type { MasterSecret } from '../secrets/master-secret.ts';
import { createAuroraCluster } from './aurora-cluster.ts';
import { createAuroraInstances } from './aurora-instances.ts';
import { createAuroraParameters } from './aurora-parameters.ts';
import { createReaderScaling } from './reader-scaling.ts';

export type AuroraProps = {
  readonly name: Name;
  readonly accountId: string;
  readonly config: AuroraConfig;
  /** Writer and readers are put into these, in turn. */
  readonly zones: readonly string[];
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  /** Encrypts storage, secret and insights. */
  readonly keyArn: string;
  readonly logsKeyArn: string;
  /** With a password of kind `own`. */
  readonly master?: MasterSecret;
  readonly global?: GlobalMembership;
};

/** A secondary gets data and users from the primary of its global cluster. */
export type GlobalMembership =
  | { readonly role: 'primary'; readonly clusterId: string }
  | { readonly role: 'secondary'; readonly clusterId: string; readonly secretArn: string };

export function createAuroraDatabase(scope: Construct, id: string, props: AuroraProps): Database {
  const { name, config, zones, keyArn } = props;
  const within = new Construct(scope, id);
  const identifier = name('aurora-cluster');
  const parameters = createAuroraParameters(within, 'parameters', { name, config });
  const logs = createDatabaseLogs(within, 'logs', {
    kind: 'cluster',
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
  const cluster = createAuroraCluster(within, 'cluster', {
    ...props,
    identifier,
    subnetGroup: subnets.name,
    parameterGroup: parameters.clusterGroup,
    logs,
  });
  const instanceIdentifiers = createAuroraInstances(within, 'instances', {
    name,
    config,
    zones,
    cluster,
    parameterGroup: parameters.instanceGroup,
    monitoringRoleArn: createMonitoringRole(within, 'monitoring', {
      name: name('rds-monitoring'),
      accountId: props.accountId,
    }),
    keyArn,
  });
  if (config.readerScaling !== undefined) {
    const scaling = { clusterId: identifier, min: config.readers, ...config.readerScaling };
    createReaderScaling(within, 'reader-scaling', { name, cluster, ...scaling });
  }
  return {
    kind: 'cluster',
    host: cluster.endpoint,
    // Without a reader this name leads to the writer.
    readHost: cluster.readerEndpoint,
    port: databasePort,
    databaseName,
    secretArn: secretOf(props, cluster),
    identifier,
    arn: cluster.arn,
    instanceIdentifiers,
    logGroupName: logs.name,
  };
}

function secretOf({ global, master }: AuroraProps, cluster: RdsCluster): string {
  if (global?.role === 'secondary') return global.secretArn;
  return master?.arn ?? cluster.masterUserSecret.get(0).secretArn;
}
