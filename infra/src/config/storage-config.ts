/** The shape of what keeps objects: buckets, images, and tables, which are off by default. */
import type { Problem } from '../lib/problem.ts';

export type BucketConfig = {
  /** Former versions of an object, and what was deleted, can be brought back so long. */
  readonly oldVersionDays: number;
  /** Moved to Glacier after so many days. Absent: never. */
  readonly glacierAfterDays?: number;
  /** Deleted after so many days. Absent: never. */
  readonly expireAfterDays?: number;
};

export type RegistryConfig = {
  /** One image serves every role, so one is enough. */
  readonly repositories: readonly string[];
  /** Of the images that carry a tag, besides protected ones. */
  readonly imagesKept: number;
  readonly untaggedDays: number;
  /**
   * Beginnings of tags that keep an image among the newest `imagesKept` of their own, however many
   * builds come after it: releases, and whatever is running somewhere.
   */
  readonly protectedTagPrefixes: readonly string[];
  /** Tags that may move; all others are for ever. */
  readonly movableTags: readonly string[];
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
  /** Whether deleting the stack deletes buckets and repositories that are not empty. */
  readonly deleteContents: boolean;
  readonly registry: RegistryConfig;
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
  const { repositories, imagesKept, untaggedDays } = config.registry;
  refuse(
    repositories.length === 0 || new Set(repositories).size !== repositories.length,
    'registry.repositories',
    'has to name each repository once.',
    'Name at least one.',
  );
  for (const repository of repositories) {
    refuse(
      !/^[a-z0-9]+(?:[._/-][a-z0-9]+)*$/.test(repository),
      'registry.repositories',
      `"${repository}" is no name of a repository.`,
      'Use lower-case letters, digits and hyphens.',
    );
  }
  refuse(imagesKept < 2, 'registry.imagesKept', 'leaves nothing to go back to.', 'Use 2 or more.');
  refuse(untaggedDays < 1, 'registry.untaggedDays', `${untaggedDays} is no age.`, 'Use 1 or more.');
  const days = config.tables.pointInTimeRecoveryDays;
  refuse(
    !Number.isInteger(days) || days < 1 || days > 35,
    'tables.pointInTimeRecoveryDays',
    `${days} is out of range.`,
    'Use 1 to 35.',
  );
  return problems;
}
