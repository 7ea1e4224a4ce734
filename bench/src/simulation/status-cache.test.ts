/** The simulated cache keeps, serves stale, asks once at a time, and does not hide failures. */
import { describe, expect, it } from 'vitest';
import { type OriginAnswer, StatusCache } from './status-cache.ts';

const answer = (changes: Partial<OriginAnswer> = {}): OriginAnswer => ({
  status: 200,
  body: '{}',
  etag: '"1"',
  cacheControl: 'public, max-age=1, stale-while-revalidate=5',
  ...changes,
});

describe('a cache of one second', () => {
  it('asks once for all who come within the second', async () => {
    const cache = new StatusCache(async () => answer());
    for (let ms = 0; ms < 1_000; ms += 10) expect(await cache.ask(ms)).toBe('{}');
    expect(cache.counts).toMatchObject({ asked: 100, origin: 1, hits: 99 });
  });

  it('lets those who come together share one request', async () => {
    const cache = new StatusCache(async () => answer());
    await Promise.all([cache.ask(0), cache.ask(0), cache.ask(0)]);
    expect(cache.counts.origin).toBe(1);
  });

  it('serves what is stale while it asks anew, and nothing older', async () => {
    let version = 0;
    const cache = new StatusCache(async () => answer({ body: String(++version) }));
    expect(await cache.ask(0)).toBe('1');
    expect(await cache.ask(1_500)).toBe('1');
    expect(await cache.ask(1_600)).toBe('2');
    expect(await cache.ask(60_000)).toBe('3');
    expect(cache.counts).toMatchObject({ origin: 3, stale: 1 });
  });

  it('keeps the body when the origin says that nothing has changed', async () => {
    const cache = new StatusCache(async (etag) =>
      etag === undefined ? answer({ body: 'kept' }) : answer({ status: 304, body: '' }),
    );
    await cache.ask(0);
    expect(await cache.ask(60_000)).toBe('kept');
    expect(cache.counts.notModified).toBe(1);
  });

  it('keeps nothing that must not be kept, and counts failures', async () => {
    const open = new StatusCache(async () => answer({ cacheControl: '' }));
    await open.ask(0);
    await open.ask(1);
    expect(open.counts.origin).toBe(2);
    const broken = new StatusCache(async () => {
      throw new Error('gone');
    });
    expect(await broken.ask(0)).toBeUndefined();
    expect(broken.counts.failed).toBe(1);
  });
});
