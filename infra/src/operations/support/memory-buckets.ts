/** S3 in memory, with its conditions: what a test looks at afterwards. */
import type { PutOptions } from '../aws/buckets.ts';

type Stored = { readonly text: string; readonly etag: string; readonly options: PutOptions };

const at = (bucket: string, key: string): string => `${bucket}/${key}`;

export function memoryBuckets(now: () => number = () => 0) {
  const stored = new Map<string, Stored & { readonly modifiedMs: number }>();
  const log: string[] = [];
  let writes = 0;
  return {
    /** What was written and removed, in order. */
    log,
    keys: (bucket: string): string[] =>
      [...stored.keys()]
        .filter((path) => path.startsWith(`${bucket}/`))
        .map((path) => path.slice(bucket.length + 1))
        .toSorted(),
    options: (bucket: string, key: string) => stored.get(at(bucket, key))?.options,
    async exists(bucket: string) {
      return [...stored.keys()].some((path) => path.startsWith(`${bucket}/`));
    },
    async read(bucket: string, key: string) {
      const found = stored.get(at(bucket, key));
      return found === undefined ? undefined : { text: found.text, etag: found.etag };
    },
    async hashOf(bucket: string, key: string) {
      return stored.get(at(bucket, key))?.options.sha256;
    },
    async objects(bucket: string, prefix: string) {
      return [...stored]
        .filter(([path]) => path.startsWith(at(bucket, prefix)))
        .map(([path, { modifiedMs }]) => ({ key: path.slice(bucket.length + 1), modifiedMs }));
    },
    async put(bucket: string, key: string, body: Uint8Array | string, options: PutOptions) {
      const found = stored.get(at(bucket, key));
      if (options.when === 'absent' && found !== undefined) return undefined;
      if (typeof options.when === 'object' && options.when.etag !== found?.etag) return undefined;
      writes += 1;
      const text = typeof body === 'string' ? body : Buffer.from(body).toString();
      const etag = `"${writes}"`;
      stored.set(at(bucket, key), { text, etag, options, modifiedMs: now() });
      log.push(`put ${key}`);
      return etag;
    },
    async remove(bucket: string, keys: readonly string[]) {
      for (const key of keys) {
        stored.delete(at(bucket, key));
        log.push(`remove ${key}`);
      }
    },
    async copy(bucket: string, from: string, to: string, versionId?: string) {
      const found = stored.get(at(bucket, from));
      if (found === undefined) throw new Error(`There is no ${from}.`);
      stored.set(at(bucket, to), found);
      log.push(`copy ${from} ${versionId ?? ''}to ${to}`);
    },
  };
}
