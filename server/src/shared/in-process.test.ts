/** The engine of one process keeps the contract, and its bounds. */
import { describe, expect, it } from 'vitest';
import { systemClock } from '../lib/clock.ts';
import { SharedStateError } from './contract.ts';
import { createLocalCache } from './in-process/cache.ts';
import { createLocalDistinct } from './in-process/distinct.ts';
import { openInProcess } from './in-process/engine.ts';
import { createLocalFeed } from './in-process/feed.ts';
import { createLocalOnce } from './in-process/once.ts';
import { describeContract } from '../../test/shared/contract-suite.ts';
import { listen, numbered } from '../../test/shared/feed-suite.ts';

describe('in one process', () => {
  describeContract(async () => {
    const state = openInProcess(systemClock);
    return { processes: [state], close: () => state.close() };
  });
});

describe('its memory', () => {
  const time = { ms: 0 };
  const clock = { nowMs: () => time.ms, monotonicMs: () => time.ms };

  it('refuses when it cannot remember one more name, until others are over', async () => {
    const once = createLocalOnce(clock, 2);
    expect(await once.first('a', 1_000)).toBe(true);
    expect(await once.first('b', 5_000)).toBe(true);
    await expect(once.first('c', 1_000)).rejects.toThrow(SharedStateError);
    expect(await once.first('a', 1_000)).toBe(false);
    time.ms += 1_000;
    expect(await once.first('c', 1_000)).toBe(true);
    expect(await once.first('b', 1_000)).toBe(false);
  });

  it('counts the window and up to a minute before it', async () => {
    const distinct = createLocalDistinct(2, clock, 3);
    time.ms = 60_000;
    await distinct.seen('g', 'a');
    time.ms = 179_999;
    await distinct.seen('g', 'b');
    expect(await distinct.count('g')).toBe(2);
    time.ms = 239_999;
    expect(await distinct.count('g')).toBe(2);
    time.ms = 240_000;
    expect(await distinct.count('g')).toBe(1);
    for (const member of ['c', 'd', 'e', 'f']) await distinct.seen('g', member);
    expect(await distinct.count('g')).toBe(4);
  });

  it('drops the oldest values of a cache', async () => {
    const cache = createLocalCache(clock, 30);
    await cache.set('a', 'x'.repeat(10), 1_000);
    await cache.set('b', 'x'.repeat(10), 1_000);
    await cache.set('c', 'x'.repeat(10), 1_000);
    expect(await cache.get('a')).toBeUndefined();
    expect(await cache.get('c')).toHaveLength(10);
  });

  it('keeps so many messages of a feed, and calls the rest a gap', async () => {
    const feed = createLocalFeed(10);
    await feed.publish(numbered(1, 35));
    const heard = listen(feed);
    await expect.poll(() => heard.subscription.position).toBe(35);
    const [gap, ...rest] = heard.events;
    expect(gap).toEqual([1, 20]);
    expect(rest).toHaveLength(15);
    await feed.close();
  });
});
