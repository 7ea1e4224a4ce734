/** One making per key and moment, bounded, and failures are forgotten. */
import { expect, it } from 'vitest';
import { createBriefCache } from './brief-cache.ts';

it('makes each answer once for a while', async () => {
  let nowMs = 0;
  let made = 0;
  const clock = { monotonicMs: () => nowMs };
  const cache = createBriefCache<number>({ clock, forMs: 1_000, keysMax: 10, makingMax: 2 });
  const make = async (): Promise<number> => (made += 1);
  expect(await Promise.all([cache.ask('a', make), cache.ask('a', make)])).toEqual([1, 1]);
  nowMs = 999;
  expect(await cache.ask('a', make)).toBe(1);
  nowMs = 1_000;
  expect(await cache.ask('a', make)).toBe(2);
});

it('makes no more at once than it may, and forgets what failed', async () => {
  const clock = { monotonicMs: () => 0 };
  const cache = createBriefCache<number>({ clock, forMs: 1_000, keysMax: 10, makingMax: 1 });
  const { promise, reject } = Promise.withResolvers<number>();
  const first = cache.ask('a', () => promise);
  expect(cache.ask('b', () => Promise.resolve(1))).toBeUndefined();
  // Whoever asks for the same waits with the first one.
  expect(cache.ask('a', () => Promise.resolve(1))).toBe(first);
  reject(new Error('away'));
  await expect(first).rejects.toThrow('away');
  expect(await cache.ask('a', () => Promise.resolve(2))).toBe(2);
});
