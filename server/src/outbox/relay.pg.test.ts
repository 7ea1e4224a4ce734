/** The relay on a real database: numbering without gaps, one leader at a time, no session needed. */
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTestDb } from '../../test/support/test-db.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import type { Db } from '../lib/db.ts';
import { appendOutbox } from './append.ts';
import { createRelay, type Relay } from './relay.ts';

let database: TestDatabase;
let db: Db;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openTestDb(database.url);
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await db.close();
  await database.drop();
});
afterEach(async () => {
  await client.query('TRUNCATE outbox, event_sequences');
  await client.query(
    `UPDATE outbox_relay SET last_position = 0, holder = '', expires_at = '-infinity'`,
  );
});

const time = { ms: 0 };
const relayOf = (holder: string): Relay =>
  createRelay(db, holder, { nowMs: () => time.ms, monotonicMs: () => time.ms });
const append = (eventId: number, n = 0): Promise<void> =>
  db.transaction((tx) => appendOutbox(tx, eventId, { v: 1, kind: `row ${n}` }));

async function drain(relay: Relay): Promise<number> {
  let sum = 0;
  for (let n = await relay.step(); n !== undefined && n > 0; n = await relay.step()) sum += n;
  return sum;
}

type Row = { readonly eventId: number; readonly position: number; readonly seq: number };
const rows = async (): Promise<Row[]> =>
  (
    await client.query<Row>(
      `SELECT event_id::int AS "eventId", position::int, seq::int FROM outbox ORDER BY position`,
    )
  ).rows;

function expectNoGaps(stamped: readonly Row[]): void {
  expect(stamped.map(({ position }) => position)).toEqual(stamped.map((_, i) => i + 1));
  for (const eventId of new Set(stamped.map((row) => row.eventId))) {
    const seqs = stamped.filter((row) => row.eventId === eventId).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, i) => i + 1));
  }
}

describe('numbering', () => {
  it('has no gaps, over all events and within each, while writers write', async () => {
    const [first, second] = [relayOf('a'), relayOf('b')];
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; n < 40; n++) await append(1 + ((writer + n) % 3), n);
    });
    const writing = { goesOn: true };
    const relays = [first, second].map(async (relay) => {
      while (writing.goesOn) await relay.step();
    });
    await Promise.all(writers);
    writing.goesOn = false;
    await Promise.all(relays);
    // Either of them may lead.
    await drain(first);
    await drain(second);
    const stamped = await rows();
    expect(stamped).toHaveLength(320);
    expectNoGaps(stamped);
  });

  it('waits for a slow transaction instead of passing it, and leaves out one that fails', async () => {
    const relay = relayOf('a');
    await client.query('BEGIN');
    await client.query(`INSERT INTO outbox (event_id, payload) VALUES (1, '{"kind":"slow"}')`);
    await append(1, 1);
    await db
      .transaction(async (tx) => {
        await appendOutbox(tx, 1, { v: 1, kind: 'failed' });
        throw new Error('undone');
      })
      .catch(() => undefined);
    expect(await drain(relay)).toBe(1);
    await client.query('COMMIT');
    expect(await drain(relay)).toBe(1);
    const kinds = await client.query<{ kind: string }>(
      `SELECT payload->>'kind' AS kind FROM outbox ORDER BY seq`,
    );
    expect(kinds.rows.map(({ kind }) => kind)).toEqual(['row 1', 'slow']);
    expectNoGaps(await rows());
  });

  it('takes a bounded number of rows per step', async () => {
    await client.query(
      `INSERT INTO outbox (event_id, payload)
       SELECT 1 + n % 2, '{"kind":"x"}' FROM generate_series(1, 2500) n`,
    );
    const relay = relayOf('a');
    expect([await relay.step(), await relay.step(), await relay.step()]).toEqual([1000, 1000, 500]);
    expect(await relay.step()).toBe(0);
    expectNoGaps(await rows());
  });

  it('never stamps a row twice, also when a lost session of the same holder still works', async () => {
    const twins = [relayOf('a'), relayOf('a')];
    for (const twin of twins) expect(await twin.step()).toBe(0);
    for (let n = 0; n < 5; n++) await append(1, n);
    // Both statements have read the outbox by the time one of them gets the lock.
    await client.query('BEGIN');
    await client.query('SELECT FROM outbox_relay FOR UPDATE');
    const steps = Promise.allSettled(twins.map((twin) => twin.step()));
    await waitFor('both to wait for the lock', async () => {
      const { rows: waiting } = await client.query(
        `SELECT FROM pg_stat_activity
          WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      );
      return waiting.length === 2;
    });
    await client.query('COMMIT');
    const statuses = (await steps).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual(['fulfilled', 'rejected']);
    await drain(relayOf('a'));
    const stamped = await rows();
    expect(stamped).toHaveLength(5);
    expectNoGaps(stamped);
  });
});

describe('leadership', () => {
  it('is one relay at a time; the other takes over when the first resigns', async () => {
    const [first, second] = [relayOf('a'), relayOf('b')];
    await append(1);
    expect(await first.step()).toBe(1);
    expect(await second.step()).toBeUndefined();
    await append(1);
    await first.resign();
    expect(await second.step()).toBe(1);
    expect(await first.step()).toBeUndefined();
    expectNoGaps(await rows());
  });

  it('passes on when the lease expires, and who lost it stamps nothing', async () => {
    const [first, second] = [relayOf('a'), relayOf('b')];
    expect(await first.step()).toBe(0);
    await client.query(`UPDATE outbox_relay SET expires_at = now() - interval '1 second'`);
    await append(1);
    // It believes to lead still (its renewal is due later by its own clock), but the row says no.
    expect(await first.step()).toBe(0);
    expect(await second.step()).toBe(1);
    await append(1);
    expect(await first.step()).toBe(0);
    time.ms += 2_500;
    expect(await first.step()).toBeUndefined();
    expect(await second.step()).toBe(1);
    expectNoGaps(await rows());
  });

  it('is renewed in time by the one that has it', async () => {
    const relay = relayOf('a');
    await relay.step();
    await client.query(`UPDATE outbox_relay SET expires_at = now() + interval '100 ms'`);
    time.ms += 2_500;
    await relay.step();
    const { rows: lease } = await client.query<{ leads: boolean }>(
      `SELECT holder = 'a' AND expires_at > now() + interval '4 seconds' AS leads FROM outbox_relay`,
    );
    expect(lease).toEqual([{ leads: true }]);
  });
});

it('tells how far it lags', async () => {
  const relay = relayOf('a');
  expect(await relay.lag()).toEqual({ lagMs: 0, waiting: 0 });
  await append(1);
  await client.query(`UPDATE outbox SET created_at = now() - interval '3 seconds'`);
  const lag = await relay.lag();
  expect(lag.waiting).toBe(1);
  expect(lag.lagMs).toBeGreaterThanOrEqual(3_000);
  await drain(relay);
  expect(await relay.lag()).toEqual({ lagMs: 0, waiting: 0 });
});
