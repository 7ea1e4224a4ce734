/** Those who read the outbox: a tail in memory, durable consumers, and what retention leaves them. */
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openTestDb } from '../../test/support/test-db.ts';
import { type Db, sql } from '../lib/db.ts';
import { type Consumer, createConsumer, readHistory, replayFrom } from './consume.ts';
import { forgetOutbox } from './forget.ts';
import { createTail } from './tail.ts';

let database: TestDatabase;
let db: Db;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openTestDb(database.url);
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('CREATE TABLE effects (position bigint)');
});
afterAll(async () => {
  await client.end();
  await db.close();
  await database.drop();
});
afterEach(async () => {
  await client.query('TRUNCATE outbox, outbox_cursors, effects');
  await client.query('UPDATE outbox_relay SET last_position = 0');
});

/** Rows as the relay leaves them, `from` to `to`, alternating between events 1 and 2. */
async function stamp(from: number, to: number, ageMs = 0): Promise<void> {
  await client.query(
    `INSERT INTO outbox (event_id, payload, position, seq, created_at)
     SELECT 1 + n % 2, json_build_object('n', n), n, n, now() - $3::int * interval '1 ms'
       FROM generate_series($1::int, $2::int) n`,
    [from, to, ageMs],
  );
  await client.query('UPDATE outbox_relay SET last_position = $1', [to]);
}

const insertEffect = sql('test_insert_effect', 'INSERT INTO effects VALUES ($1)');

async function effects(): Promise<number[]> {
  const { rows } = await client.query<{ position: number }>(
    'SELECT position::int FROM effects ORDER BY ctid',
  );
  return rows.map(({ position }) => position);
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

/** Writes down every position in the transaction of the cursor; fails at `failAt`, once. */
function recorder(name = 'recorder', failAt?: number): Consumer {
  let failures = failAt === undefined ? 0 : 1;
  return createConsumer(db, name, async (tx, rows) => {
    for (const { position } of rows) {
      await tx.query(insertEffect, [position]);
      if (position === failAt && failures-- > 0) throw new Error('the consumer failed');
    }
  });
}

describe('a consumer', () => {
  it('handles every row once and in order, in batches', async () => {
    await stamp(1, 450);
    const consumer = recorder();
    const steps = [await consumer.step(), await consumer.step(), await consumer.step()];
    expect(steps).toEqual([200, 200, 50]);
    expect(await consumer.step()).toBe(0);
    expect(await effects()).toEqual(upTo(450));
  });

  it('has its effects in the database exactly once, also when it fails half-way', async () => {
    await stamp(1, 10);
    const consumer = recorder('recorder', 6);
    await expect(consumer.step()).rejects.toThrow('the consumer failed');
    expect(await effects()).toEqual([]);
    expect(await consumer.step()).toBe(10);
    expect(await effects()).toEqual(upTo(10));
  });

  it('of several processes: one works at a time, nothing is handled twice', async () => {
    await stamp(1, 1_000);
    const processes = [recorder(), recorder(), recorder()];
    await Promise.all(
      processes.map(async (one) => {
        for (let idle = 0; idle < 3;) idle = (await one.step()) > 0 ? 0 : idle + 1;
      }),
    );
    while ((await recorder().step()) > 0);
    expect(await effects()).toEqual(upTo(1_000));
  });

  it('does not see what is not stamped yet', async () => {
    await stamp(1, 2);
    await client.query(`INSERT INTO outbox (event_id, payload) VALUES (1, '{}')`);
    expect(await recorder().step()).toBe(2);
  });

  it('can be set back: everything after that position is handled again', async () => {
    await stamp(1, 10);
    await recorder().step();
    await replayFrom(db, 'recorder', 7);
    await recorder().step();
    expect(await effects()).toEqual([...upTo(10), 8, 9, 10]);
    await replayFrom(db, 'a new one', 9);
    expect(await recorder('a new one').step()).toBe(1);
  });
});

it('the history of an event is its own rows after a sequence number, oldest first', async () => {
  await stamp(1, 20);
  const history = await readHistory(db, 1, 6, 3);
  expect(history.map(({ eventId, seq }) => [eventId, seq])).toEqual([
    [1, 8],
    [1, 10],
    [1, 12],
  ]);
  expect(history[0]?.payload).toEqual({ n: 8 });
});

describe('a tail', () => {
  it('begins at the end and hands on what comes, in order', async () => {
    await stamp(1, 5);
    const heard: number[] = [];
    let ends = 0;
    const tail = createTail(db, {
      onRow: ({ position }) => heard.push(position),
      onEnd: () => (ends += 1),
      onReset: () => expect.fail('nothing was taken back'),
    });
    expect([await tail.step(), ends]).toEqual([0, 1]);
    await stamp(6, 605);
    expect([await tail.step(), ends]).toEqual([500, 1]);
    expect([await tail.step(), ends]).toEqual([100, 2]);
    expect(heard).toEqual(upTo(605).slice(5));
  });

  it('says so when the outbox is shorter than it was, and goes on from its end', async () => {
    await stamp(1, 5);
    let resets = 0;
    const heard: number[] = [];
    const tail = createTail(db, {
      onRow: ({ position }) => heard.push(position),
      onEnd: () => {},
      onReset: () => (resets += 1),
    });
    await tail.step();
    // As after the promotion of a replica that lagged.
    await client.query('DELETE FROM outbox WHERE position > 3');
    await client.query('UPDATE outbox_relay SET last_position = 3');
    for (let quiet = 0; quiet < 64; quiet++) await tail.step();
    expect(resets).toBe(1);
    await stamp(4, 5);
    await tail.step();
    expect(heard).toEqual([4, 5]);
  });
});

const positions = async (): Promise<number[]> => {
  const text = 'SELECT position::int FROM outbox WHERE position IS NOT NULL ORDER BY 1';
  return (await client.query<{ position: number }>(text)).rows.map(({ position }) => position);
};

describe('retention', () => {
  it('deletes only what is old and what every consumer has passed', async () => {
    await stamp(1, 6, 10_000);
    await stamp(7, 8);
    await client.query(`INSERT INTO outbox (event_id, payload, created_at)
                        VALUES (1, '{}', now() - interval '1 day')`);
    await replayFrom(db, 'fast', 8);
    await replayFrom(db, 'slow', 4);
    expect(await forgetOutbox(db, 5_000, 100)).toBe(4);
    expect(await positions()).toEqual([5, 6, 7, 8]);
    await replayFrom(db, 'slow', 8);
    expect(await forgetOutbox(db, 5_000, 100)).toBe(2);
    expect(await positions()).toEqual([7, 8]);
    const { rows } = await client.query('SELECT FROM outbox WHERE position IS NULL');
    expect(rows).toHaveLength(1);
  });

  it('works in bounded batches, and without any consumer by age alone', async () => {
    await stamp(1, 10, 10_000);
    expect(await forgetOutbox(db, 5_000, 7)).toBe(7);
    expect(await forgetOutbox(db, 5_000, 7)).toBe(3);
    expect(await forgetOutbox(db, 5_000, 7)).toBe(0);
  });
});
