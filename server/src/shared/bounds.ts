/** The bounds that both engines keep, and how names become keys. */
import { createHash } from 'node:crypto';
import { assert } from '../lib/assert.ts';
import type { Rate } from '../lib/gcra.ts';

export const bounds = {
  nameChars: 200,
  /** One value of a cache, in UTF-16 code units of its text. */
  cacheValueChars: 65_536,
  feedBodyChars: 65_536,
  /** Messages handed to the engine, or read from it, at a time. */
  feedBatch: 500,
  /** Messages that a feed keeps for those who come late. */
  feedKept: 10_000,
  windowMinutesMax: 60,
} as const;

/**
 * The name as it is kept: without braces, which mean something in the keys of a cluster, and never
 * long. Different names stay different.
 */
export function tagOf(name: string): string {
  assert(name !== '', 'a name in shared state is not empty');
  if (name.length > bounds.nameChars) {
    return `#${createHash('sha256').update(name).digest('base64url')}`;
  }
  return name.replaceAll(/[%{}#]/g, (char) => encodeURIComponent(char));
}

export function checkTake(rate: Rate, cost: number): void {
  assert(rate.perSecond > 0 && rate.burst >= 1, 'a rate is above 0, a burst at least 1');
  assert(cost >= 1 && cost <= rate.burst, 'a cost is at least 1 and at most the burst');
}

export function checkTtl(ttlMs: number): number {
  assert(ttlMs >= 1 && Number.isFinite(ttlMs), 'a time to live is at least 1 ms');
  return Math.ceil(ttlMs);
}

export function checkWindow(minutes: number): number {
  const max = bounds.windowMinutesMax;
  assert(Number.isInteger(minutes) && minutes >= 1 && minutes <= max, 'a window of whole minutes');
  return minutes;
}
