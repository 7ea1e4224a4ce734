/** The event cache on a real database: what it keeps, what it forgets, and what it never keeps. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../test/support/engine.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import { createEventBook, type EventBook } from '../catalog/event-book.ts';
import { createEventCache, type EventCache } from './event-cache.ts';
import type { Inventory } from './inventory.ts';
import { mainPool } from './stock-event.ts';

const TTL_MS = 300_000;

let database: TestDatabase;
let engine: Engine;
let caches: EventCache[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  engine = await openEngine(database.url, {
    onCommit: (eventId) => caches.forEach((cache) => cache.evict(eventId)),
  });
});
afterAll(async () => {
  await engine.close();
  await database.drop();
});
beforeEach(() => {
  caches = [];
});

type Counted = {
  readonly cache: EventCache;
  readonly counts: { hits: number; misses: number; loads: number };
};

/** `views` may delay the views, to bring about what is rare. */
function openCache(
  views: (from: Inventory) => Inventory['view'] = (from) => (id) => from.view(id),
): Counted {
  const counts = { hits: 0, misses: 0, loads: 0 };
  const book = createEventBook(engine.db, TTL_MS);
  const counted: EventBook = {
    ...book,
    get(eventId) {
      counts.loads += 1;
      return book.get(eventId);
    },
  };
  const cache = createEventCache(
    counted,
    { ...engine.inventory, view: views(engine.inventory) },
    TTL_MS,
    { hit: () => void (counts.hits += 1), miss: () => void (counts.misses += 1) },
  );
  caches.push(cache);
  return { cache, counts };
}

it('a second read is a hit, at once and of the very same snapshot', async () => {
  const eventId = await engine.createPoolEvent({ capacity: 5 });
  const { cache, counts } = openCache();
  const first = await cache.get(eventId);
  expect(first).toMatchObject({ capacity: 5, available: 5 });
  expect(cache.get(eventId)).toBe(first);
  expect(counts).toEqual({ hits: 1, misses: 1, loads: 1 });
});

it('the commit of a booking evicts its event and no other', async () => {
  const eventId = await engine.createPoolEvent({ capacity: 5 });
  const other = await engine.createPoolEvent({ capacity: 5 });
  const { cache } = openCache();
  await cache.get(eventId);
  const kept = await cache.get(other);
  const booked = await engine.place(eventId, { pool: mainPool, quantity: 2 });
  expect(booked.ok).toBe(true);
  // Whoever has the answer to a booking reads its effect.
  expect(cache.get(eventId)).toBeInstanceOf(Promise);
  expect(await cache.get(eventId)).toMatchObject({ available: 3 });
  expect(cache.get(other)).toBe(kept);
});

it('a refused booking evicts nothing', async () => {
  const eventId = await engine.createPoolEvent({ capacity: 1 });
  const { cache } = openCache();
  const kept = await cache.get(eventId);
  const refused = await engine.place(eventId, { pool: mainPool, quantity: 2 });
  expect(refused.ok).toBe(false);
  expect(cache.get(eventId)).toBe(kept);
});

it('clearing answers how many there were and leaves none', async () => {
  const made = [
    await engine.createPoolEvent({ capacity: 1 }),
    await engine.createPoolEvent({ capacity: 1 }),
    await engine.createPoolEvent({ capacity: 1 }),
  ];
  const { cache, counts } = openCache();
  for (const eventId of made) await cache.get(eventId);
  expect(cache.clear()).toBe(3);
  expect(cache.clear()).toBe(0);
  for (const eventId of made) await cache.get(eventId);
  expect(counts).toEqual({ hits: 0, misses: 6, loads: 6 });
});

it('an event that does not exist is not cached: it is there as soon as it is made', async () => {
  const missing = (await engine.createPoolEvent({ capacity: 1 })) + 1;
  const { cache, counts } = openCache();
  expect(await cache.get(missing)).toBeUndefined();
  expect(await cache.get(missing)).toBeUndefined();
  expect(counts).toEqual({ hits: 0, misses: 2, loads: 2 });
  const made = await engine.createPoolEvent({ capacity: 7 });
  expect(made).toBe(missing);
  expect(await cache.get(missing)).toMatchObject({ capacity: 7 });
});

it('misses at the same time load once and get the same snapshot', async () => {
  const eventId = await engine.createPoolEvent({ capacity: 5 });
  const { cache, counts } = openCache();
  const [first, ...others] = await Promise.all(
    Array.from({ length: 50 }, async () => cache.get(eventId)),
  );
  expect(first).toMatchObject({ available: 5 });
  for (const other of others) expect(other).toBe(first);
  expect(counts).toEqual({ hits: 0, misses: 50, loads: 1 });
});

it('a load that failed is answered with its error and tried again', async () => {
  const eventId = await engine.createPoolEvent({ capacity: 5 });
  let fails = true;
  const { cache } = openCache((from) => (id) => {
    if (fails) return Promise.reject(new Error('the database is gone'));
    return from.view(id);
  });
  await expect(cache.get(eventId)).rejects.toThrow('the database is gone');
  fails = false;
  expect(await cache.get(eventId)).toMatchObject({ available: 5 });
});

describe('a load that an eviction overtook', () => {
  it.each(['evict', 'clear'] as const)('is answered but not kept (%s)', async (how) => {
    const eventId = await engine.createPoolEvent({ capacity: 5 });
    const gate = Promise.withResolvers<void>();
    let loads = 0;
    const { cache, counts } = openCache((from) => async (id) => {
      const view = await from.view(id);
      if (++loads === 1) await gate.promise;
      return view;
    });
    const slow = cache.get(eventId);
    await waitFor('the load to be under way', () => loads === 1);
    if (how === 'evict') cache.evict(eventId);
    else cache.clear();
    const fresh = await cache.get(eventId);
    gate.resolve();
    const stale = await slow;
    expect(stale).toMatchObject({ available: 5 });
    expect(stale).not.toBe(fresh);
    expect(cache.get(eventId)).toBe(fresh);
    expect(counts.loads).toBe(2);
  });

  it('is not kept when nobody else asks meanwhile', async () => {
    const eventId = await engine.createPoolEvent({ capacity: 5 });
    const gate = Promise.withResolvers<void>();
    let loads = 0;
    const { cache } = openCache((from) => async (id) => {
      const view = await from.view(id);
      if (++loads === 1) await gate.promise;
      return view;
    });
    const slow = cache.get(eventId);
    await waitFor('the load to be under way', () => loads === 1);
    cache.evict(eventId);
    gate.resolve();
    await slow;
    expect(cache.get(eventId)).toBeInstanceOf(Promise);
  });
});

it('a book overtaken by an eviction reads again instead of failing', async () => {
  const eventId = await engine.createPoolEvent({ capacity: 5 });
  const book = createEventBook(engine.db, TTL_MS);
  const reading = book.get(eventId);
  book.evict(eventId);
  expect(await reading).toMatchObject({ eventId });
  book.clear();
  const again = book.get(eventId);
  book.clear();
  expect(await again).toMatchObject({ eventId });
});
