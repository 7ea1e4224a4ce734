/**
 * Former versions of objects: what a bucket can go back to, and what stands in the way of deleting
 * it.
 */
import {
  DeleteObjectsCommand,
  type ObjectIdentifier,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { present } from './options.ts';

export type ObjectVersion = {
  readonly versionId: string;
  readonly modifiedMs: number;
  readonly bytes: number;
  readonly isCurrent: boolean;
};

/** The client has no paginator for this one. */
async function* pagesOf(
  s3: S3Client,
  bucket: string,
  prefix: string,
): AsyncGenerator<ListObjectVersionsCommandOutput> {
  let marker: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } | undefined = {};
  while (marker !== undefined) {
    const page: ListObjectVersionsCommandOutput = await s3.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...marker }),
    );
    yield page;
    const { NextKeyMarker, NextVersionIdMarker } = page;
    marker =
      page.IsTruncated === true && NextKeyMarker !== undefined
        ? {
            KeyMarker: NextKeyMarker,
            ...(NextVersionIdMarker === undefined ? {} : { VersionIdMarker: NextVersionIdMarker }),
          }
        : undefined;
  }
}

export async function listVersions(
  s3: S3Client,
  bucket: string,
  key: string,
): Promise<readonly ObjectVersion[]> {
  const found: ObjectVersion[] = [];
  for await (const { Versions = [] } of pagesOf(s3, bucket, key)) {
    for (const version of Versions) {
      // The prefix fits the lock beside the state as well.
      if (version.Key !== key) continue;
      found.push({
        versionId: present(version.VersionId, 'a version'),
        modifiedMs: present(version.LastModified, 'a time').getTime(),
        bytes: version.Size ?? 0,
        isCurrent: version.IsLatest === true,
      });
    }
  }
  return found.toSorted((a, b) => b.modifiedMs - a.modifiedMs);
}

export async function emptyBucket(s3: S3Client, bucket: string): Promise<number> {
  let deleted = 0;
  for await (const { Versions = [], DeleteMarkers = [] } of pagesOf(s3, bucket, '')) {
    const Objects: ObjectIdentifier[] = [...Versions, ...DeleteMarkers].map((one) => ({
      Key: present(one.Key, 'a key'),
      VersionId: present(one.VersionId, 'a version'),
    }));
    if (Objects.length === 0) continue;
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
    );
    const [first] = Errors;
    if (first !== undefined) {
      throw new Error(`${bucket}: ${first.Key} cannot be deleted: ${first.Message}`);
    }
    deleted += Objects.length;
  }
  return deleted;
}
