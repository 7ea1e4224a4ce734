/** B8: one release at a time, with a bucket that many can write to. */
import { describe, expect, it } from 'vitest';
import { memoryBuckets } from '../support/memory-buckets.ts';
import { lockMaxMs, lockPlace, withLock } from './lock.ts';

const place = lockPlace('states', 'fargate', 'prod');
const clockAt = (nowMs: number) => ({ nowMs: () => nowMs });

describe('the lock of a release', () => {
  it('lets one work and sends the other away with the name of the first', async () => {
    const buckets = memoryBuckets();
    const ports = { buckets, clock: clockAt(0) };
    await withLock(ports, place, 'first', async () => {
      const second = withLock(ports, place, 'second', async () => 'worked');
      await expect(second).rejects.toThrow(/first/);
    });
    expect(await withLock(ports, place, 'second', async () => 'worked')).toBe('worked');
    expect(buckets.keys('states')).toEqual([]);
  });

  it('is given back by a release that fails', async () => {
    const buckets = memoryBuckets();
    const failing = withLock({ buckets, clock: clockAt(0) }, place, 'first', async () => {
      throw new Error('It failed.');
    });
    await expect(failing).rejects.toThrow('It failed.');
    expect(buckets.keys('states')).toEqual([]);
  });

  it('is taken over from the dead, by one of many', async () => {
    const buckets = memoryBuckets();
    const dead = JSON.stringify({ owner: 'dead', sinceMs: 0 });
    await buckets.put('states', place.key, dead, { contentType: 'application/json' });
    const early = withLock(
      { buckets, clock: clockAt(lockMaxMs - 1) },
      place,
      'early',
      async () => 1,
    );
    await expect(early).rejects.toThrow(/dead/);
    let working = 0;
    let most = 0;
    const takers = ['a', 'b', 'c'].map((owner) =>
      withLock({ buckets, clock: clockAt(lockMaxMs) }, place, owner, async () => {
        working += 1;
        most = Math.max(most, working);
        await Promise.resolve();
        working -= 1;
      }),
    );
    const outcomes = await Promise.allSettled(takers);
    expect(most).toBe(1);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('does not take away the lock of whoever took it over', async () => {
    const buckets = memoryBuckets();
    const theirs = JSON.stringify({ owner: 'another', sinceMs: 5 });
    await withLock({ buckets, clock: clockAt(0) }, place, 'slow', async () => {
      await buckets.put('states', place.key, theirs, { contentType: 'application/json' });
    });
    expect((await buckets.read('states', place.key))?.text).toBe(theirs);
  });
});
