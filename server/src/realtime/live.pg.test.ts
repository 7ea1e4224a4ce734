/**
 * The live channel at the end of the real chain: bookings on PostgreSQL, the relay, the tail, sockets.
 * What a browser knows in the end is what the rows say.
 */
import type { InventoryState } from '@onsale/contract/product.ts';
import { encodeSeatStates, getSeatState, packSeatStates } from '@onsale/contract/seat-state.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../test/support/engine.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import { createTail, type Tail } from '../outbox/tail.ts';
import { type LiveServer, openLive, startServer } from './testing-server.ts';

const SEATS = 60;

let database: TestDatabase;
let engine: Engine;
let server: LiveServer;
let tail: Tail;

beforeAll(async () => {
  database = await createTestDatabase();
  engine = await openEngine(database.url);
  server = await startServer(stateOf, { limits: { tickMs: 20 } });
  const { hub } = server;
  tail = createTail(engine.db, {
    onRow: (row) => hub.publish(row),
    onEnd: () => {},
    onReset: () => hub.reset(),
  });
  await tail.step();
});

afterAll(async () => {
  await server.close();
  await engine.close();
  await database.drop();
});

async function stateOf(eventId: number): Promise<InventoryState | undefined> {
  const view = await engine.inventory.view(eventId);
  if (view === undefined) return undefined;
  return {
    eventId,
    asOfSeq: view.seq,
    seatCount: view.seatCount,
    seats: encodeSeatStates(packSeatStates(view.statesAt(engine.inventory.databaseNowMs(eventId)))),
    pools: [...view.pools.values()].map(({ pool, capacity, held, sold, blocked }) => {
      const available = capacity - held - sold - blocked;
      return { pool, capacity, available, held, sold, blocked };
    }),
  };
}

/** Everything committed is numbered, and heard by the views and the hub. */
async function follow(): Promise<void> {
  await engine.stepOutbox();
  while ((await tail.step()) > 0);
}

it('tells what was booked while it was booked', async () => {
  const eventId = await engine.createSeatEvent({ seats: SEATS });
  await follow();
  const { watcher, ...client } = await openLive(server.port, { eventIds: [eventId] });
  await waitFor('the snapshot', () => watcher.heard.length === 1);

  // Buyers fight over the same seats, some of which are held only.
  for (let round = 0; round < 10; round++) {
    await Promise.all(
      Array.from({ length: 12 }, (_, n) => {
        const seats = [(round * 7 + n * 5) % SEATS, (round * 11 + n * 3 + 1) % SEATS];
        const distinct = [...new Set(seats)];
        return engine.place(eventId, { seats: distinct }, n % 3 === 0 ? { holdMs: 480_000 } : {});
      }),
    );
    await follow();
  }
  const state = await stateOf(eventId);
  await waitFor('the last change', () => watcher.state(eventId).seq === state?.asOfSeq);
  expect(encodeSeatStates(watcher.state(eventId).seats)).toBe(state?.seats);
  expect(watcher.messages.slice(1).every(({ t }) => t === 'delta')).toBe(true);
  expect(new Set(state?.seats).size).toBeGreaterThan(1);
  client.close();
});

it('tells that a hold has lapsed when the sweep has expired it', async () => {
  const eventId = await engine.createSeatEvent({ seats: 4 });
  await follow();
  const { watcher, ...client } = await openLive(server.port, { eventIds: [eventId] });
  await waitFor('the snapshot', () => watcher.heard.length === 1);
  const seatTwo = (): number => getSeatState(watcher.state(eventId).seats, 2);

  await engine.place(eventId, { seats: [2] }, { holdMs: 300 });
  await follow();
  await waitFor('the hold', () => seatTwo() === 1);
  await waitFor('the end of the hold', async () => {
    await engine.sweep();
    await follow();
    return seatTwo() === 0;
  });
  expect(watcher.heard).toEqual(['snapshot', '1-2', '2-3']);
  client.close();
});

it('tells who asks for an event that does not exist', async () => {
  const { watcher, ...client } = await openLive(server.port, { eventIds: [987_654] });
  await waitFor('the answer', () => watcher.heard.length === 1);
  expect(watcher.heard).toEqual(['gone']);
  client.close();
});
