/** Objects and their versions in S3. */
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  paginateListBuckets,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { clientConfig, type ClientOptions, isMissing, orMissing, present } from './options.ts';
import { emptyBucket, listVersions, type ObjectVersion } from './object-versions.ts';

export type StoredObject = { readonly key: string; readonly modifiedMs: number };

export type PutOptions = {
  readonly contentType: string;
  readonly cacheControl?: string;
  readonly sha256?: string;
  /**
   * Only when there is none (`absent`), or the one with this tag. Answers `undefined` otherwise.
   */
  readonly when?: 'absent' | { readonly etag: string };
};

export type Buckets = {
  readonly exists: (bucket: string) => Promise<boolean>;
  readonly list: (prefix: string) => Promise<readonly string[]>;
  readonly objects: (bucket: string, prefix: string) => Promise<readonly StoredObject[]>;
  readonly read: (
    bucket: string,
    key: string,
  ) => Promise<{ readonly text: string; readonly etag: string } | undefined>;
  /** The hash that was given when it was put. */
  readonly hashOf: (bucket: string, key: string) => Promise<string | undefined>;
  /** Answers the tag of what was written; `undefined` when `when` was not the case. */
  readonly put: (
    bucket: string,
    key: string,
    body: Uint8Array | string,
    options: PutOptions,
  ) => Promise<string | undefined>;
  readonly copy: (bucket: string, from: string, to: string, versionId?: string) => Promise<void>;
  readonly remove: (bucket: string, keys: readonly string[]) => Promise<void>;
  /** Newest first. */
  readonly versions: (bucket: string, key: string) => Promise<readonly ObjectVersion[]>;
  /** Deletes every version of everything; answers how many. */
  readonly empty: (bucket: string) => Promise<number>;
};

/** As many as AWS takes at once. */
const batchMax = 1_000;

export function createBuckets(options: ClientOptions): Buckets {
  // An emulator has no host name for each bucket.
  const s3 = new S3Client({
    ...clientConfig(options),
    forcePathStyle: options.endpoint !== undefined,
  });
  return {
    async exists(bucket) {
      return (await orMissing(s3.send(new HeadBucketCommand({ Bucket: bucket })))) !== undefined;
    },
    async list(prefix) {
      const names: string[] = [];
      for await (const { Buckets: page = [] } of paginateListBuckets({ client: s3 }, {})) {
        names.push(...page.map(({ Name = '' }) => Name));
      }
      return names.filter((name) => name.startsWith(prefix));
    },
    async objects(bucket, prefix) {
      const found: StoredObject[] = [];
      const pages = paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix });
      for await (const { Contents = [] } of pages) {
        for (const { Key, LastModified } of Contents) {
          found.push({
            key: present(Key, 'a key'),
            modifiedMs: present(LastModified, 'a time').getTime(),
          });
        }
      }
      return found;
    },
    async read(bucket, key) {
      const found = await orMissing(s3.send(new GetObjectCommand({ Bucket: bucket, Key: key })));
      if (found === undefined) return undefined;
      return {
        text: (await found.Body?.transformToString()) ?? '',
        etag: present(found.ETag, 'a tag'),
      };
    },
    async hashOf(bucket, key) {
      const found = await orMissing(s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key })));
      return found?.Metadata?.['sha256'];
    },
    async put(bucket, key, body, { contentType, cacheControl, sha256, when }) {
      try {
        const { ETag } = await s3.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: key,
            Body: body,
            ContentType: contentType,
            ...(cacheControl === undefined ? {} : { CacheControl: cacheControl }),
            ...(sha256 === undefined ? {} : { Metadata: { sha256 } }),
            ...(when === 'absent' ? { IfNoneMatch: '*' } : {}),
            ...(typeof when === 'object' ? { IfMatch: when.etag } : {}),
          }),
        );
        return present(ETag, 'a tag');
      } catch (error) {
        if (when !== undefined && isConflict(error)) return undefined;
        throw error;
      }
    },
    async copy(bucket, from, to, versionId) {
      const source = `${bucket}/${encodeURIComponent(from).replaceAll('%2F', '/')}`;
      await s3.send(
        new CopyObjectCommand({
          Bucket: bucket,
          Key: to,
          CopySource: versionId === undefined ? source : `${source}?versionId=${versionId}`,
        }),
      );
    },
    async remove(bucket, keys) {
      if (keys.length === 1) {
        await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: keys[0] }));
        return;
      }
      for (let at = 0; at < keys.length; at += batchMax) {
        const Objects = keys.slice(at, at + batchMax).map((Key) => ({ Key }));
        await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }));
      }
    },
    versions: (bucket, key) => listVersions(s3, bucket, key),
    empty: (bucket) => emptyBucket(s3, bucket),
  };
}

/** 412: the condition was not met. 409: somebody else was writing at the same time. */
const isConflict = (error: unknown): boolean =>
  error instanceof Error &&
  (/PreconditionFailed|ConditionalRequestConflict/.test(error.name) || isMissing(error));
