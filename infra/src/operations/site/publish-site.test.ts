/** What is uploaded, in which order, and what is never taken from somebody who still reads it. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgeConfig } from '../../config/fargate/edge.ts';
import { fakeOperation } from '../support/fake-operation.ts';
import { memoryBuckets } from '../support/memory-buckets.ts';
import { siteFile } from './files.ts';
import { publishSite, releasesKey } from './publish-site.ts';
import { keptDays, unusedKeys } from './releases.ts';

const keep = edgeConfig('prod').browserSeconds;
const file = (key: string, text: string) => siteFile(key, Buffer.from(text), keep);
const dayMs = 86_400_000;

function publisher() {
  const operation = fakeOperation();
  const buckets = memoryBuckets(operation.clock.nowMs);
  const forgotten: (readonly string[])[] = [];
  const distributions = {
    findByHost: async () => 'E1',
    async invalidate(_id: string, paths: readonly string[]) {
      forgotten.push(paths);
      return 'I1';
    },
    isForgotten: async () => true,
  };
  const publish = (files: ReturnType<typeof file>[], dryRun = false) =>
    publishSite(
      operation,
      { buckets, distributions },
      { bucket: 'site', distributionId: 'E1', files, dryRun },
    );
  return { operation, buckets, forgotten, publish };
}

describe('files of the web app', () => {
  it('are kept for ever when their name changes with them, and shortly otherwise', () => {
    expect(file('assets/home-page-uPeLD2mU.js', '')).toMatchObject({
      hashed: true,
      contentType: 'text/javascript; charset=utf-8',
      cacheControl: 'public, max-age=31536000, immutable',
    });
    expect(file('icon.svg', '').cacheControl).toBe('public, max-age=604800');
    expect(file('site.webmanifest', '').cacheControl).toBe('public, max-age=300');
    expect(file('assets/readme.txt', '').hashed).toBe(false);
  });
});

describe('publishing', () => {
  const first = [file('site.webmanifest', '1'), file('assets/a-12345678.js', 'a')];

  it('uploads what is referred to before what refers to it, then has the edge forget', async () => {
    const { buckets, forgotten, publish } = publisher();
    await publish(first);
    expect(buckets.log).toEqual([
      'put assets/a-12345678.js',
      'put site.webmanifest',
      `put ${releasesKey}`,
    ]);
    expect(buckets.options('site', 'assets/a-12345678.js')?.cacheControl).toContain('immutable');
    expect(forgotten).toEqual([['/*']]);
  });

  it('uploads nothing twice, and then forgets nothing', async () => {
    const { buckets, forgotten, publish } = publisher();
    await publish(first);
    buckets.log.length = 0;
    await publish(first);
    expect(buckets.log).toEqual([`put ${releasesKey}`]);
    expect(forgotten).toHaveLength(1);
  });

  it('keeps the files of a release for 30 days after its end, however old they are', async () => {
    const { operation, buckets, publish } = publisher();
    await publish(first);
    operation.pass(100 * dayMs);
    const second = [file('site.webmanifest', '1'), file('assets/b-12345678.js', 'b')];
    await publish(second);
    expect(buckets.keys('site')).toContain('assets/a-12345678.js');
    operation.pass((keptDays - 1) * dayMs);
    await publish(second);
    expect(buckets.keys('site')).toContain('assets/a-12345678.js');
    operation.pass(dayMs);
    await publish(second);
    expect(buckets.keys('site')).not.toContain('assets/a-12345678.js');
    expect(buckets.keys('site')).toContain('assets/b-12345678.js');
  });

  it('changes nothing in a dry run', async () => {
    const { operation, buckets, forgotten, publish } = publisher();
    await publish(first, true);
    expect([buckets.log, forgotten]).toEqual([[], []]);
    expect(operation.lines.join('\n')).toContain('1 of 2 files');
  });

  it('never takes what a release of the last 30 days used, nor what is not ours', () => {
    const keys = ['a', 'b', 'c', 'd'];
    const release = fc.record({
      atMs: fc.integer({ min: 0, max: 200 }).map((day) => day * dayMs),
      keys: fc.subarray(keys),
    });
    const { counterexample } = fc.check(
      fc.property(fc.array(release, { minLength: 1, maxLength: 8 }), (given) => {
        const releases = given.toSorted((a, b) => a.atMs - b.atMs);
        const nowMs = 200 * dayMs;
        const unused = unusedKeys(releases, [...keys, 'foreign'], nowMs);
        // By days, in another way than the code does it: who was current on each of the last 30?
        const needed = new Set<string>();
        for (let ms = nowMs - keptDays * dayMs + 1; ms <= nowMs + 1; ms += dayMs / 2) {
          const current = releases.findLast(({ atMs }) => atMs < ms);
          for (const key of current?.keys ?? []) needed.add(key);
        }
        return !unused.includes('foreign') && unused.every((key) => !needed.has(key));
      }),
      { numRuns: 2_000 },
    );
    expect(counterexample).toBeNull();
  });
});
