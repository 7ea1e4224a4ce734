/** The shared state of a deployment that is one process: nothing to share it with, nothing to lose. */
import type { Clock } from '../../lib/clock.ts';
import type { Cache, Distinct, SharedState } from '../contract.ts';
import { createLocalCache } from './cache.ts';
import { createLocalDistinct } from './distinct.ts';
import { createLocalFeed, type LocalFeed } from './feed.ts';
import { createLocalLimiter } from './limiter.ts';
import { createLocalOnce } from './once.ts';

export function openInProcess(clock: Clock): SharedState {
  const feeds = new Map<string, LocalFeed>();
  const windows = new Map<number, Distinct>();
  const caches = new Map<string, Cache>();
  return {
    engine: 'in-process',
    limiter: createLocalLimiter(clock),
    once: createLocalOnce(clock),
    distinct(windowMinutes) {
      const distinct = windows.get(windowMinutes) ?? createLocalDistinct(windowMinutes, clock);
      windows.set(windowMinutes, distinct);
      return distinct;
    },
    cache(purpose) {
      const cache = caches.get(purpose) ?? createLocalCache(clock);
      caches.set(purpose, cache);
      return cache;
    },
    feed(name) {
      const feed = feeds.get(name) ?? createLocalFeed();
      feeds.set(name, feed);
      return feed;
    },
    health: () => Promise.resolve({ state: 'embedded', latencyMs: 0 }),
    async close() {
      await Promise.all([...feeds.values()].map((feed) => feed.close()));
    },
  };
}
