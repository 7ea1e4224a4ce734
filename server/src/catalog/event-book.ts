/** Event records by id, cached: they change rarely and every booking needs one. */
import { LRUCache } from 'lru-cache';
import type { Db } from '../lib/db.ts';
import type { EventRecord } from './model/event.ts';
import { readEvent } from './sql/events.ts';

export type EventBook = {
  /** At once when it is remembered. Undefined: no such event (which is not remembered). */
  get(eventId: number): EventRecord | undefined | Promise<EventRecord | undefined>;
  evict(eventId: number): void;
  clear(): void;
};

const EVENTS_MAX = 10_000;

/** `ttlMs` bounds how long a change that was not heard of can go unnoticed. */
export function createEventBook(db: Db, ttlMs: number): EventBook {
  const cache = new LRUCache<number, EventRecord>({
    max: EVENTS_MAX,
    ttl: ttlMs,
    // Concurrent misses share one query; an eviction meanwhile discards its answer.
    fetchMethod: async (eventId) => (await db.query(readEvent, [eventId]))[0],
  });
  return {
    get: (eventId) => cache.get(eventId) ?? cache.fetch(eventId).catch(ignoreEviction(eventId)),
    evict: (eventId) => void cache.delete(eventId),
    clear: () => cache.clear(),
  };

  /** A fetch that was overtaken by an eviction is read again, past the cache. */
  function ignoreEviction(eventId: number) {
    return async (error: unknown): Promise<EventRecord | undefined> => {
      if (!(error instanceof Error) || error.message !== 'deleted') throw error;
      return (await db.query(readEvent, [eventId]))[0];
    };
  }
}
