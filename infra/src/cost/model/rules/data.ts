/** Databases, Redis, tables, and the copies of them. */
import { isTrue, numberOf, textOf, valueAt } from '../../../policy/reading/json.ts';
import { cacheStoragePrices } from '../../prices/cache.ts';
import { classPrice } from '../../prices/class-prices.ts';
import { auroraStoragePrices, rdsStoragePrices } from '../../prices/database.ts';
import { secretPrices } from '../../prices/operations.ts';
import { monthHours } from '../../prices/price.ts';
import { tablePrices } from '../../prices/storage.ts';
import type { CostLine } from '../cost-line.ts';
import { linesOf, numberAt, type Rule, textAt } from '../rule.ts';
import type { ModelResource } from '../scenario.ts';

/** RDS keeps a managed password in a secret of its own. */
const managedSecret = (resource: ModelResource): readonly CostLine[] =>
  linesOf(resource, 'security')(
    "the database's own secret",
    secretPrices.secret,
    isTrue(resource.values.manage_master_user_password) ? 1 : 0,
  );

export const instanceOfRds: Rule = (resource, around) => {
  const className = textAt(resource, 'instance_class');
  const zones = isTrue(resource.values.multi_az) ? 2 : 1;
  const { usage, terms } = around.scenario;
  const source = around.used(resource, 'aws_db_instance');
  const allocated =
    numberOf(resource.values.allocated_storage) ?? numberOf(source?.values.allocated_storage) ?? 0;
  // A full disk grows by itself.
  const gib = Math.max(allocated, usage.data.databaseGb);
  const lines = linesOf(resource, 'database');
  const suffix = zones === 2 ? ' in two zones' : '';
  const backup = source === undefined ? usage.data.backupCopies * gib : 0;
  return [
    ...lines(
      `${className}${suffix}`,
      classPrice('rds', className, `${resource.id} instance_class`),
      zones * monthHours,
      terms.reservedDatabase,
    ),
    ...lines(`storage, gp3${suffix}`, rdsStoragePrices.gp3, zones * gib),
    ...lines('backups', rdsStoragePrices.backup, backup),
    ...managedSecret(resource),
  ];
};

/** An idle Serverless cluster stays at its least. */
export const instanceOfAurora: Rule = (resource, around) => {
  const { terms, usage } = around.scenario;
  const className = textAt(resource, 'instance_class');
  const lines = linesOf(resource, 'database');
  if (className !== 'db.serverless') {
    const found = classPrice('aurora', className, `${resource.id} instance_class`);
    return lines(`${className} of Aurora`, found, monthHours, terms.reservedDatabase);
  }
  const scaling = valueAt(
    around.used(resource, 'aws_rds_cluster')?.values,
    'serverlessv2_scaling_configuration',
  );
  const least = numberOf(valueAt(scaling, 'min_capacity')) ?? 0;
  const most = numberOf(valueAt(scaling, 'max_capacity')) ?? 0;
  const selling = Math.max(least, most * usage.saleShareOfMax) * usage.saleHours;
  return lines(
    'capacity units of Aurora',
    auroraStoragePrices.capacityUnit,
    least * (monthHours - usage.saleHours) + selling,
  );
};

export const clusterOfAurora: Rule = (resource, { scenario: { usage } }) => {
  const lines = linesOf(resource, 'database');
  const { databaseGb, databaseRequestsMillion, backupCopies } = usage.data;
  return [
    ...lines('storage of Aurora', auroraStoragePrices.storage, databaseGb),
    ...lines('requests to storage', auroraStoragePrices.requests, databaseRequestsMillion),
    ...lines('backups', auroraStoragePrices.backup, backupCopies * databaseGb),
    ...managedSecret(resource),
  ];
};

/** A third of what touches the storage writes. */
const writeShare = 1 / 3;

export const globalCluster: Rule = (resource, { scenario: { usage } }) =>
  linesOf(resource, 'database')(
    'replicated writes',
    auroraStoragePrices.replicatedWrites,
    usage.data.databaseRequestsMillion * writeShare,
  );

export const redis: Rule = (resource, { scenario: { usage, terms } }) => {
  const className = textAt(resource, 'node_type');
  const shards = numberAt(resource, 'num_node_groups');
  const nodes =
    shards === 0
      ? Math.max(1, numberAt(resource, 'num_cache_clusters'))
      : shards * (1 + numberAt(resource, 'replicas_per_node_group'));
  const lines = linesOf(resource, 'cache');
  // AWS keeps one snapshot for nothing.
  const snapshots = Math.max(0, numberAt(resource, 'snapshot_retention_limit') - 1);
  return [
    ...lines(
      className,
      classPrice('cache', className, `${resource.id} node_type`),
      nodes * monthHours,
      terms.reservedCache,
    ),
    ...lines('snapshots', cacheStoragePrices.snapshot, snapshots * usage.data.cacheSnapshotGb),
  ];
};

/** The use is that of all tables together; each gets its part. */
export const table: Rule = (resource, { scenario: { usage }, ofType }) => {
  const { tableGb, tableWritesMillion, tableReadsMillion } = usage.data;
  const part = 1 / ofType('aws_dynamodb_table').length;
  const lines = linesOf(resource, 'database');
  const isProvisioned = textOf(resource.values.billing_mode) === 'PROVISIONED';
  const restorable = isTrue(valueAt(resource.values, 'point_in_time_recovery', 'enabled'));
  const requests = isProvisioned
    ? [
        ...lines(
          'write capacity',
          tablePrices.provisionedWrite,
          numberAt(resource, 'write_capacity') * monthHours,
        ),
        ...lines(
          'read capacity',
          tablePrices.provisionedRead,
          numberAt(resource, 'read_capacity') * monthHours,
        ),
      ]
    : [
        ...lines('writes to tables', tablePrices.writes, tableWritesMillion * part),
        ...lines('reads of tables', tablePrices.reads, tableReadsMillion * part),
      ];
  return [
    ...requests,
    ...lines('storage of tables', tablePrices.storage, tableGb * part),
    ...lines('restore to a moment', tablePrices.restoreToMoment, restorable ? tableGb * part : 0),
  ];
};
