/**
 * Uploads the web app: files with a hash in their name first, so that nothing refers to what is not
 * there; then the others; then CloudFront forgets the old ones, and files of old releases go.
 */
import type { Buckets } from '../aws/buckets.ts';
import type { Distributions } from '../aws/distributions.ts';
import { patience, until, type Watch } from '../core/until.ts';
import type { SiteFile } from './files.ts';
import { keptReleases, type SiteRelease, unusedKeys } from './releases.ts';

export type SitePorts = {
  readonly buckets: Pick<Buckets, 'hashOf' | 'put' | 'read' | 'objects' | 'remove'>;
  readonly distributions: Distributions;
};

export type SitePublication = {
  readonly bucket: string;
  readonly distributionId: string | undefined;
  readonly files: readonly SiteFile[];
  readonly dryRun: boolean;
};

/** What is in the bucket besides; CloudFront leads nobody to it. */
export const releasesKey = 'releases.json';
const atOnce = 8;

export async function publishSite(
  watch: Watch,
  { buckets, distributions }: SitePorts,
  { bucket, distributionId, files, dryRun }: SitePublication,
): Promise<void> {
  const { say, clock } = watch;
  const upload = async (some: readonly SiteFile[]): Promise<readonly SiteFile[]> => {
    const changed: SiteFile[] = [];
    for (let at = 0; at < some.length; at += atOnce) {
      const batch = some.slice(at, at + atOnce);
      const found = await Promise.all(batch.map(({ key }) => buckets.hashOf(bucket, key)));
      const differing = batch.filter(({ sha256 }, index) => found[index] !== sha256);
      changed.push(...differing);
      if (dryRun) continue;
      await Promise.all(
        differing.map(({ key, body, ...options }) => buckets.put(bucket, key, body, options)),
      );
    }
    return changed;
  };
  const done = dryRun ? 'would be uploaded' : 'are uploaded';
  const hashed = await upload(files.filter((file) => file.hashed));
  say(`${hashed.length} of ${files.length} files with a hash in their name ${done}.`);
  const named = await upload(files.filter((file) => !file.hashed));
  say(`${named.length} other files ${done}: ${named.map(({ key }) => key).join(', ') || 'none'}.`);
  const unused = await recordRelease(watch, buckets, { bucket, files, dryRun });
  const gone = dryRun ? 'would go' : 'are gone';
  say(`${unused.length} files that no release of the last 30 days uses ${gone}.`);
  if (hashed.length + named.length === 0)
    return say('Nothing changed: CloudFront forgets nothing.');
  if (distributionId === undefined) return say('There is no distribution to forget anything.');
  if (dryRun) return say('CloudFront would forget everything that has no hash in its name.');
  await forget(watch, distributions, distributionId, `publish-${clock.nowMs()}`);
}

async function recordRelease(
  { clock }: Watch,
  buckets: SitePorts['buckets'],
  { bucket, files, dryRun }: Pick<SitePublication, 'bucket' | 'files' | 'dryRun'>,
): Promise<readonly string[]> {
  const nowMs = clock.nowMs();
  const found = await buckets.read(bucket, releasesKey);
  const before: readonly SiteRelease[] = found === undefined ? [] : JSON.parse(found.text);
  const releases = [...before, { atMs: nowMs, keys: files.map(({ key }) => key) }];
  const present = await buckets.objects(bucket, '');
  const unused = unusedKeys(
    releases,
    present.map(({ key }) => key),
    nowMs,
  );
  if (dryRun) return unused;
  if (unused.length > 0) await buckets.remove(bucket, unused);
  await buckets.put(bucket, releasesKey, JSON.stringify(keptReleases(releases, nowMs)), {
    contentType: 'application/json',
    cacheControl: 'no-store',
  });
  return unused;
}

/**
 * One path for all: pages are the server's and name the new files. Hashed ones come back at once.
 */
async function forget(
  watch: Watch,
  distributions: Distributions,
  distributionId: string,
  reference: string,
): Promise<void> {
  const invalidation = await distributions.invalidate(distributionId, ['/*'], reference);
  await until(
    watch,
    'CloudFront forgets',
    patience(20, 'It goes on by itself; pages are at most five minutes old.'),
    async () =>
      (await distributions.isForgotten(distributionId, invalidation))
        ? { done: true }
        : { missing: 'in progress' },
  );
}
