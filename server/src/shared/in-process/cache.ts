/** A cache of this process, bounded by the size of what is in it. */
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../lib/clock.ts';
import { bounds, checkTtl, tagOf } from '../bounds.ts';
import type { Cache } from '../contract.ts';

const CHARS_MAX = 16_777_216;
const ENTRIES_MAX = 50_000;

export function createLocalCache(clock: Pick<Clock, 'monotonicMs'>, charsMax = CHARS_MAX): Cache {
  const kept = new LRUCache<string, string>({
    max: ENTRIES_MAX,
    maxSize: charsMax,
    sizeCalculation: (value, name) => value.length + name.length + 1,
    perf: { now: () => clock.monotonicMs() },
    ttlResolution: 0,
  });
  return {
    async get(name) {
      return kept.get(tagOf(name));
    },
    async set(name, value, ttlMs) {
      const ttl = checkTtl(ttlMs);
      if (value.length > bounds.cacheValueChars) kept.delete(tagOf(name));
      else kept.set(tagOf(name), value, { ttl });
    },
    async delete(name) {
      kept.delete(tagOf(name));
    },
  };
}
