/** The shape of what keeps objects: buckets, and tables, which are off by default. */
import type { Problem } from '../lib/problem.ts';

export type BucketConfig = {
  /** Former versions of an object, and what was deleted, can be brought back so long. */
  readonly oldVersionDays: number;
  /** Moved to Glacier after so many days. Absent: never. */
  readonly glacierAfterDays?: number;
  /** Deleted after so many days. Absent: never. */
  readonly expireAfterDays?: number;
};

export type TablesConfig = {
  /** Whether the DynamoDB tables exist. The product does not need them. */
  readonly enabled: boolean;
  /** How far back a table can be restored, 1 to 35. */
  readonly pointInTimeRecoveryDays: number;
  readonly deletionProtection: boolean;
};

export type StorageConfig = {
  readonly buckets: {
    /** Posters and documents. */
    readonly blobs: BucketConfig;
    /** Dumps of the database, exports. */
    readonly backups: BucketConfig;
    /** Of load balancer, CDN and buckets. */
    readonly accessLogs: BucketConfig;
  };
  /** Whether deleting the stack deletes buckets that are not empty. */
  readonly deleteContents: boolean;
  readonly tables: TablesConfig;
};

/** At `where`, e.g. `fargate/prod storage`. */
export function checkStorage(where: string, config: StorageConfig): Problem[] {
  const problems: Problem[] = [];
  const refuse = (wrong: boolean, setting: string, problem: string, remedy: string): void => {
    if (wrong) problems.push({ setting: `${where}.${setting}`, problem, remedy });
  };
  for (const [name, bucket] of Object.entries(config.buckets)) {
    const { oldVersionDays, glacierAfterDays = 0, expireAfterDays } = bucket;
    refuse(
      oldVersionDays < 1,
      `buckets.${name}.oldVersionDays`,
      `${oldVersionDays} days bring nothing back.`,
      'Use at least one.',
    );
    refuse(
      expireAfterDays !== undefined && expireAfterDays <= glacierAfterDays,
      `buckets.${name}.expireAfterDays`,
      `${expireAfterDays} days are over before objects are moved to Glacier.`,
      'Use more, or leave out glacierAfterDays.',
    );
  }
  const days = config.tables.pointInTimeRecoveryDays;
  refuse(
    !Number.isInteger(days) || days < 1 || days > 35,
    'tables.pointInTimeRecoveryDays',
    `${days} is out of range.`,
    'Use 1 to 35.',
  );
  return problems;
}
