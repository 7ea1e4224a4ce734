/**
 * Events as readers see them, with what is left, cached until something changes: key `event:{id}`,
 * a time to live, evicted after the commit of a booking or an update, cleared by an administrator.
 * The bodies rendered from a snapshot live and die with it.
 */
import { LRUCache } from 'lru-cache';
import type { EventBook } from '../catalog/event-book.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import type { RawJson } from '../lib/handler.ts';
import type { Inventory } from './inventory.ts';
import type { InventoryView } from './model/view.ts';

export type EventSnapshot = {
  readonly event: EventRecord;
  readonly capacity: number;
  readonly available: number;
  readonly asOfSeq: number;
  readonly pools: readonly {
    readonly pool: number;
    readonly capacity: number;
    readonly available: number;
    readonly tier?: string;
  }[];
  /** Bodies rendered from this snapshot, by the name of what they are for. */
  readonly rendered: Map<string, { readonly body: RawJson; readonly untilMs: number }>;
};

export type EventCache = {
  /** At once when it is cached. Undefined: no such event, which is not cached. */
  get(eventId: number): EventSnapshot | undefined | Promise<EventSnapshot | undefined>;
  evict(eventId: number): void;
  /** Answers how many entries there were. */
  clear(): number;
};

/** What the waiting list is about to get is not there for whoever looks. */
function poolsOf({ pools, poolTiers }: InventoryView, listOnly: boolean): EventSnapshot['pools'] {
  return [...pools.values()].map(({ pool, capacity, held, sold, blocked }) => {
    const tier = poolTiers.get(pool);
    const available = listOnly ? 0 : capacity - held - sold - blocked;
    const counts = { pool, capacity, available };
    return tier === undefined ? counts : Object.assign(counts, { tier });
  });
}

export type CacheCount = { hit(): void; miss(): void };

const EVENTS_MAX = 10_000;

export function createEventCache(
  book: EventBook,
  inventory: Inventory,
  ttlMs: number,
  count: CacheCount,
): EventCache {
  const cache = new LRUCache<number, EventSnapshot>({ max: EVENTS_MAX, ttl: ttlMs });
  const loading = new Map<number, Promise<EventSnapshot | undefined>>();

  async function load(eventId: number): Promise<EventSnapshot | undefined> {
    const event = await book.get(eventId);
    const view = event && (await inventory.view(eventId));
    if (event === undefined || view === undefined) return undefined;
    const listOnly = event.listOnly === true;
    const total = view.totals(inventory.databaseNowMs(eventId));
    return {
      event,
      capacity: total.capacity,
      available: listOnly ? 0 : total.available,
      asOfSeq: view.seq,
      pools: poolsOf(view, listOnly),
      rendered: new Map(),
    };
  }

  /** One load at a time per event; one that an eviction overtook is answered but not kept. */
  function miss(eventId: number): Promise<EventSnapshot | undefined> {
    count.miss();
    const underWay = loading.get(eventId);
    if (underWay !== undefined) return underWay;
    const attempt = load(eventId)
      .then((snapshot) => {
        if (snapshot !== undefined && loading.get(eventId) === attempt)
          cache.set(eventId, snapshot);
        return snapshot;
      })
      .finally(() => {
        if (loading.get(eventId) === attempt) loading.delete(eventId);
      });
    loading.set(eventId, attempt);
    return attempt;
  }

  return {
    get(eventId) {
      const cached = cache.get(eventId);
      if (cached === undefined) return miss(eventId);
      count.hit();
      return cached;
    },
    evict(eventId) {
      cache.delete(eventId);
      loading.delete(eventId);
    },
    clear() {
      const { size } = cache;
      cache.clear();
      loading.clear();
      return size;
    },
  };
}
