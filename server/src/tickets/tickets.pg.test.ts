/** Issuing and revoking on a real database: complete, once, and right under every race. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../test/support/engine.ts';
import { auditFindings } from '../../test/support/audited.ts';
import { issueAll } from '../../test/support/issuing.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import type { Reservation, Wanted } from '../inventory/model/commands.ts';
import { mainPool } from '../inventory/stock-event.ts';
import { assert } from '../lib/assert.ts';
import { sql } from '../lib/db.ts';
import { Metrics } from '../ops/metrics.ts';
import { replayFrom } from '../outbox/consume.ts';
import { countTickets, countTicketsOfEach } from './count-tickets.ts';
import { issueTickets } from './issue-tickets.ts';
import { createTicketIssuer } from './jobs.ts';
import { revokeTickets } from './revoke-tickets.ts';

let database: TestDatabase;
let engine: Engine;
beforeAll(async () => {
  database = await createTestDatabase();
  engine = await openEngine(database.url);
});
afterAll(async () => {
  await engine.close();
  await database.drop();
});

type Row = {
  readonly id: string;
  readonly admission: number;
  readonly seat: number | null;
  readonly pool: number | null;
  readonly state: number;
  readonly version: number;
};
const readRows = sql<Row>(
  'test_read_tickets',
  `SELECT id, admission, seat_no AS seat, pool_id AS pool, state, version FROM tickets
    WHERE event_id = $1 AND reservation_id = $2 ORDER BY admission`,
);
const ticketsOf = (eventId: number, reservationId: string): Promise<Row[]> =>
  engine.db.query(readRows, [eventId, reservationId]);

async function place(eventId: number, wanted: Wanted, holdMs = 0): Promise<Reservation> {
  const outcome = await engine.place(eventId, wanted, { holdMs });
  assert(outcome.ok && outcome.value.reservation, JSON.stringify(outcome));
  return outcome.value.reservation;
}
const step = (eventId: number, kind: 'confirm' | 'cancel', id: Reservation['id']) =>
  engine.submit(eventId, { kind, id, principalId: engine.owner.principalId });
const two: Wanted = { pool: mainPool, quantity: 2 };
const two5: Wanted = { seats: [2, 5] };

describe('issuing', () => {
  it('gives a booking one ticket per admission, of its area', async () => {
    const eventId = await engine.createPoolEvent({ capacity: 10 });
    const { id } = await place(eventId, two);
    await engine.stepOutbox();
    expect(await issueAll(engine)).toEqual({ issued: 2, revoked: 0 });
    const tickets = await ticketsOf(eventId, id);
    const valid = { seat: null, pool: mainPool, state: 0, version: 1 };
    expect(tickets).toMatchObject([
      { admission: 1, ...valid },
      { admission: 2, ...valid },
    ]);
    for (const ticket of tickets) expect(ticket.id[14]).toBe('7');
  });

  it('gives a confirmed hold tickets of its seats in their order, and a hold none', async () => {
    const eventId = await engine.createSeatEvent({ seats: 10 });
    const { id } = await place(eventId, two5, 60_000);
    const waiting = await place(eventId, { seats: [7] }, 60_000);
    await engine.stepOutbox();
    expect(await issueAll(engine)).toEqual({ issued: 0, revoked: 0 });
    await step(eventId, 'confirm', id);
    await engine.stepOutbox();
    await issueAll(engine);
    expect((await ticketsOf(eventId, id)).map(({ admission, seat }) => [admission, seat])).toEqual([
      [1, 2],
      [2, 5],
    ]);
    expect(await ticketsOf(eventId, waiting.id)).toEqual([]);
  });

  it('issues nothing twice: rows handled again, by several at once', async () => {
    const eventId = await engine.createPoolEvent({ capacity: 1_000 });
    await Promise.all(Array.from({ length: 100 }, () => place(eventId, two)));
    await engine.stepOutbox();
    const first = await Promise.all([issueAll(engine, 3), issueAll(engine, 2), issueAll(engine)]);
    // Those who found the cursor taken have left; whoever has it goes on to the end.
    first.push(await issueAll(engine));
    expect(first.reduce((sum, { issued }) => sum + issued, 0)).toBe(200);
    await replayFrom(engine.db, 'tickets', 0);
    expect(await issueAll(engine)).toEqual({ issued: 0, revoked: 0 });
  });

  it('does so even when two statements handle the same rows side by side', async () => {
    const eventId = await engine.createPoolEvent({ capacity: 1_000 });
    const booked = await Promise.all(Array.from({ length: 50 }, () => place(eventId, two)));
    const rows = [
      {
        eventId,
        payload: {
          kind: 'inventory',
          facts: booked.map(({ id }) => ({ t: 'booked', r: id, q: 2 })),
        },
      },
    ];
    const both = await Promise.all(
      [0, 1].map(() => engine.db.transaction((tx) => issueTickets(tx, rows, engine.ids))),
    );
    expect(both.reduce((sum, { issued }) => sum + issued, 0)).toBe(100);
  });

  it('of a batch of thousands of bookings, each has its own', async () => {
    const eventId = await engine.createPoolEvent({ capacity: 20_000 });
    await Promise.all(Array.from({ length: 4_000 }, () => place(eventId, two)));
    await engine.stepOutbox();
    expect((await issueAll(engine)).issued).toBe(8_000);
  });
});

describe('revoking', () => {
  it('of a cancelled booking: every ticket, with the next version, once', async () => {
    const eventId = await engine.createPoolEvent({ capacity: 10 });
    const { id } = await place(eventId, two);
    await engine.stepOutbox();
    await issueAll(engine);
    expect(await countTickets(engine.db, eventId, id)).toBe(2);
    await step(eventId, 'cancel', id);
    await engine.stepOutbox();
    expect(await issueAll(engine)).toEqual({ issued: 0, revoked: 2 });
    expect(await ticketsOf(eventId, id)).toMatchObject([
      { state: 1, version: 2 },
      { state: 1, version: 2 },
    ]);
    await replayFrom(engine.db, 'tickets', 0);
    expect(await issueAll(engine)).toEqual({ issued: 0, revoked: 0 });
    expect(await countTickets(engine.db, eventId, id)).toBe(0);
  });

  it('by whoever cancelled it, in their own transaction; not before it is cancelled', async () => {
    const eventId = await engine.createPoolEvent({ capacity: 10 });
    const { id } = await place(eventId, two);
    await engine.stepOutbox();
    await issueAll(engine);
    const revoke = () => engine.db.transaction((tx) => revokeTickets(tx, eventId, id));
    expect(await revoke()).toBe(0);
    await step(eventId, 'cancel', id);
    expect([await revoke(), await revoke()]).toEqual([2, 0]);
    await engine.stepOutbox();
    expect(await issueAll(engine)).toEqual({ issued: 0, revoked: 0 });
  });

  it('of one that was sold and given back before anybody looked: it never has any', async () => {
    const eventId = await engine.createPoolEvent({ capacity: 10 });
    const { id } = await place(eventId, two);
    await step(eventId, 'cancel', id);
    await engine.stepOutbox();
    expect(await issueAll(engine)).toEqual({ issued: 0, revoked: 0 });
    expect(await ticketsOf(eventId, id)).toEqual([]);
  });

  it('counts many reservations at once, in their order', async () => {
    const eventId = await engine.createPoolEvent({ capacity: 10 });
    const one = await place(eventId, { pool: mainPool, quantity: 1 });
    const none = await place(eventId, two, 60_000);
    const pair = await place(eventId, two);
    await engine.stepOutbox();
    await issueAll(engine);
    const wanted = [one, none, pair].map(({ id }) => ({ eventId, reservationId: id }));
    expect(await countTicketsOfEach(engine.db, wanted)).toEqual([1, 0, 2]);
    expect(await countTicketsOfEach(engine.db, [])).toEqual([]);
  });
});

describe('a cancellation that races the issuing', () => {
  it('waits for tickets that are being issued, so that it can revoke them', async () => {
    const eventId = await engine.createPoolEvent({ capacity: 10 });
    const { id } = await place(eventId, two);
    const facts = [{ t: 'booked', r: id, q: 2 }];
    const rows = [{ eventId, payload: { kind: 'inventory', facts } }];
    let cancelled: Promise<unknown> = Promise.resolve();
    await engine.db.transaction(async (tx) => {
      expect((await issueTickets(tx, rows, engine.ids)).issued).toBe(2);
      cancelled = step(eventId, 'cancel', id);
      await waitFor('the cancellation to wait for us', async () => {
        const waiting = await engine.db.query(
          sql(
            'test_lock_waiters',
            `SELECT pid FROM pg_stat_activity
              WHERE wait_event_type = 'Lock' AND datname = current_database()`,
          ),
        );
        return waiting.length > 0;
      });
    });
    expect(await cancelled).toMatchObject({ ok: true });
    expect(await engine.db.transaction((tx) => revokeTickets(tx, eventId, id))).toBe(2);
    await engine.stepOutbox();
    await issueAll(engine);
  });

  it('never leaves a valid ticket behind: many at once, workers and cancellers', async () => {
    const eventId = await engine.createPoolEvent({ capacity: 2_000 });
    const booked = await Promise.all(Array.from({ length: 300 }, () => place(eventId, two)));
    await engine.stepOutbox();
    const cancelling = booked.map(async ({ id }, n) => {
      if (n % 2 === 0) return;
      expect(await step(eventId, 'cancel', id)).toMatchObject({ ok: true });
      await engine.db.transaction((tx) => revokeTickets(tx, eventId, id));
      expect(await countTickets(engine.db, eventId, id)).toBe(0);
    });
    await Promise.all([...cancelling, issueAll(engine, 1), issueAll(engine, 2)]);
    await engine.stepOutbox();
    await issueAll(engine);
    const wanted = booked.map(({ id }) => ({ eventId, reservationId: id }));
    const counts = await countTicketsOfEach(engine.db, wanted);
    expect(counts).toEqual(booked.map((_, n) => (n % 2 === 0 ? 2 : 0)));
  });
});

const issuer = (depth: () => number, time: { ms: number }, metrics = new Metrics()) => ({
  metrics,
  ...createTicketIssuer({
    db: engine.db,
    ids: engine.ids,
    metrics,
    depth,
    clock: { nowMs: () => time.ms, monotonicMs: () => time.ms },
  }),
});

const findingIds = async () => (await auditFindings(database.url)).map((found) => found.id);

it('what the worker has yet to hear of is in flight, and no finding of an audit', async () => {
  const eventId = await engine.createSeatEvent({ seats: 10 });
  const { id } = await place(eventId, two5);
  expect(await findingIds()).toEqual([]);
  await engine.stepOutbox();
  expect(await findingIds()).toEqual([]);
  await issueAll(engine);
  expect(await findingIds()).toEqual([]);
  await step(eventId, 'cancel', id);
  await place(eventId, two5);
  expect(await findingIds()).toEqual([]);
  await engine.stepOutbox();
  await issueAll(engine);
  expect(await findingIds()).toEqual([]);
});

describe('the worker', () => {
  it('issues what it hears of, and rests while the house is busy, but not for ever', async () => {
    const time = { ms: 0 };
    let depth = 0;
    const worker = issuer(() => depth, time);
    await worker.step();
    const eventId = await engine.createPoolEvent({ capacity: 10 });
    const { id } = await place(eventId, two);
    await engine.stepOutbox();
    depth = 1_000;
    worker.hear();
    time.ms = 1_999;
    await worker.step();
    expect(await countTickets(engine.db, eventId, id)).toBe(0);
    time.ms = 2_000;
    await worker.step();
    expect(await countTickets(engine.db, eventId, id)).toBe(2);
    expect(worker.metrics.counter('tickets_issued_total', '').value).toBeGreaterThanOrEqual(2);
  });

  it('does not forget what it heard when a batch fails', async () => {
    const time = { ms: 0 };
    const worker = issuer(() => 0, time);
    await worker.step();
    const eventId = await engine.createPoolEvent({ capacity: 10 });
    const { id } = await place(eventId, two);
    await engine.stepOutbox();
    await engine.db.query(sql('test_hide', 'ALTER TABLE tickets RENAME TO tickets_hidden'));
    worker.hear();
    time.ms = 1_000;
    await expect(worker.step()).rejects.toThrow(/tickets/);
    await engine.db.query(sql('test_show', 'ALTER TABLE tickets_hidden RENAME TO tickets'));
    time.ms = 1_001;
    await worker.step();
    expect(await countTickets(engine.db, eventId, id)).toBe(2);
  });
});

it('after all of this, the books are in order', async () => {
  expect(await auditFindings(database.url)).toEqual([]);
  expect(engine.troubles).toEqual([]);
});
