/** Buckets, file systems, backups and copies in another region. */
import {
  blocksOf,
  type JsonObject,
  numberOf,
  textOf,
  valueAt,
} from '../../../policy/reading/json.ts';
import { auroraStoragePrices, rdsStoragePrices } from '../../prices/database.ts';
import { networkPrices } from '../../prices/network.ts';
import { bucketPrices, filePrices } from '../../prices/storage.ts';
import { linesOf, type Rule } from '../rule.ts';
import type { ModelResource } from '../scenario.ts';

/** Moved after a month of the year that they are kept, eleven twelfths are in Glacier. */
const glacierShare = 11 / 12;
const logsAndBackupsShare = 0.6;

const movesToGlacier = (lifecycle: ModelResource | undefined): boolean =>
  blocksOf(lifecycle?.values.rule).some((rule) =>
    blocksOf(rule.transition).some(({ storage_class: name }) => textOf(name) === 'GLACIER'),
  );

/** The use is that of all buckets together; those that are archived hold most of it. */
export const bucket: Rule = (resource, around) => {
  const { scenario, ofType, users } = around;
  const { bucketGb, bucketWritesThousand, bucketReadsThousand } = scenario.usage.data;
  const isArchive = (one: ModelResource): boolean =>
    users(one, 'aws_s3_bucket_lifecycle_configuration').some(
      (lifecycle) =>
        movesToGlacier(lifecycle) ||
        blocksOf(lifecycle.values.rule).some(({ expiration }) => expiration),
    );
  const buckets = ofType('aws_s3_bucket');
  const archives = buckets.filter(isArchive);
  const others = buckets.length - archives.length;
  const hasBoth = archives.length > 0 && others > 0;
  const kind = isArchive(resource) ? logsAndBackupsShare : 1 - logsAndBackupsShare;
  const alike = isArchive(resource) ? archives.length : others;
  const gb = hasBoth ? (bucketGb * kind) / alike : bucketGb / buckets.length;
  const [lifecycle] = users(resource, 'aws_s3_bucket_lifecycle_configuration');
  const cold = movesToGlacier(lifecycle) ? glacierShare : 0;
  const lines = linesOf(resource, 'storage');
  return [
    ...lines('buckets', bucketPrices.standard, gb * (1 - cold)),
    ...lines('buckets, in Glacier', bucketPrices.glacier, gb * cold),
    ...lines('writes to buckets', bucketPrices.writes, bucketWritesThousand / buckets.length),
    ...lines('reads of buckets', bucketPrices.reads, bucketReadsThousand / buckets.length),
  ];
};

export const bucketReplication: Rule = (resource, { scenario: { usage }, ofType }) =>
  linesOf(resource, 'network')(
    'copies to another region',
    networkPrices.betweenRegions,
    usage.network.betweenRegionsGb / ofType('aws_s3_bucket_replication_configuration').length,
  );

export const fileSystem: Rule = (resource, { scenario: { usage }, users }) => {
  const lines = linesOf(resource, 'storage');
  const isCopied = users(resource, 'aws_efs_backup_policy').some(({ values }) =>
    blocksOf(values.backup_policy).some(({ status }) => textOf(status) === 'ENABLED'),
  );
  const { journalGb, incrementalShare } = usage.data;
  return [
    ...lines('file system', filePrices.standard, journalGb),
    ...lines(
      'backups of the file system',
      filePrices.backup,
      isCopied ? journalGb * (1 + 35 * incrementalShare) : 0,
    ),
  ];
};

const keptDays = (block: JsonObject): number =>
  numberOf(valueAt(block, 'lifecycle', 'delete_after')) ?? 0;

const backupsAMonth = 30;

/** Copies of a day share with the next what has not changed. */
export const backupPlan: Rule = (resource, { scenario: { usage }, ofType }) => {
  const { backup } = ofType('aws_rds_cluster').length > 0 ? auroraStoragePrices : rdsStoragePrices;
  const { databaseGb, incrementalShare } = usage.data;
  const kept = (blocks: readonly JsonObject[]): number =>
    blocks.reduce((sum, block) => sum + databaseGb * (1 + keptDays(block) * incrementalShare), 0);
  const rules = blocksOf(resource.values.rule);
  const copies = rules.flatMap(({ copy_action: action }) => blocksOf(action));
  const lines = linesOf(resource, 'storage');
  return [
    ...lines('copies in AWS Backup', backup, kept(rules)),
    ...lines('copies in another region', backup, kept(copies)),
    ...linesOf(resource, 'network')(
      'backups on their way',
      networkPrices.betweenRegions,
      copies.length * databaseGb * incrementalShare * backupsAMonth,
    ),
  ];
};
