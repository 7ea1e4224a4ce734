/** Event records by id, cached: they change rarely and every booking needs one. */
import { LRUCache } from 'lru-cache';
import { type Clock, systemClock } from '../lib/clock.ts';
import type { Queryable } from '../lib/db.ts';
import { primaryReads, type Reads } from '../lib/reads.ts';
import type { EventRecord } from './model/event.ts';
import { readEvent } from './sql/events.ts';

export type EventBook = {
  /** At once when it is remembered. Undefined: no such event (which is not remembered). */
  get(eventId: number): EventRecord | undefined | Promise<EventRecord | undefined>;
  /** The event has changed: it is read anew, and nothing older than now. */
  evict(eventId: number): void;
  clear(): void;
  /** For lists of events: sees every change that this book was told of, and may lag behind others. */
  readonly reads: Queryable;
};

const EVENTS_MAX = 10_000;

/**
 * `ttlMs` bounds how long a change that was not heard of can go unnoticed. `reads` may lag: an event
 * that was evicted is read as it was then or later, so no change is undone by an old copy.
 */
export function createEventBook(
  db: Queryable,
  ttlMs: number,
  reads: Reads = primaryReads(db),
  clock: Pick<Clock, 'monotonicMs'> = systemClock,
): EventBook {
  const changedMs = new LRUCache<number, number>({ max: EVENTS_MAX });
  let clearedMs = Number.NEGATIVE_INFINITY;
  let lastChangeMs = Number.NEGATIVE_INFINITY;

  async function read(eventId: number): Promise<EventRecord | undefined> {
    const sinceMs = Math.max(clearedMs, changedMs.get(eventId) ?? Number.NEGATIVE_INFINITY);
    const [event] = await reads.after(sinceMs).query(readEvent, [eventId]);
    // A replica may not have heard of a new one yet.
    if (event !== undefined || !reads.mayLag) return event;
    return (await db.query(readEvent, [eventId]))[0];
  }

  const cache = new LRUCache<number, EventRecord>({
    max: EVENTS_MAX,
    ttl: ttlMs,
    // Concurrent misses share one query; an eviction meanwhile discards its answer.
    fetchMethod: (eventId) => read(eventId),
  });
  return {
    get: (eventId) => cache.get(eventId) ?? cache.fetch(eventId).catch(ignoreEviction(eventId)),
    evict(eventId) {
      lastChangeMs = clock.monotonicMs();
      changedMs.set(eventId, lastChangeMs);
      cache.delete(eventId);
    },
    clear() {
      clearedMs = clock.monotonicMs();
      lastChangeMs = clearedMs;
      cache.clear();
    },
    reads: { query: (statement, values) => reads.after(lastChangeMs).query(statement, values) },
  };

  /** A fetch that was overtaken by an eviction is read again, past the cache. */
  function ignoreEviction(eventId: number) {
    return async (error: unknown): Promise<EventRecord | undefined> => {
      if (!(error instanceof Error) || error.message !== 'deleted') throw error;
      return (await db.query(readEvent, [eventId]))[0];
    };
  }
}
