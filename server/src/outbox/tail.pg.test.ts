/** When the tail may say that it has heard everything: only while somebody stamps. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openTestDb } from '../../test/support/test-db.ts';
import { systemClock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import { appendOutbox } from './append.ts';
import { createRelay } from './relay.ts';
import { createTail } from './tail.ts';
import { sql } from '../lib/db.ts';

let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openTestDb(database.url);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

// oxfmt-ignore
const age = sql('test_age_outbox', `UPDATE outbox SET created_at = now() - interval '10 seconds'`);

it('does not take a relay that stands still for silence', async () => {
  let ends = 0;
  const tail = createTail(db, { onRow: () => {}, onEnd: () => (ends += 1), onReset: () => {} });
  const steps = async (): Promise<number> => {
    ends = 0;
    for (let n = 0; n < 32; n++) await tail.step();
    return ends;
  };
  expect(await steps()).toBe(32);
  await db.transaction((tx) => appendOutbox(tx, 1, { v: 1, kind: 'waiting' }));
  await db.query(age);
  // It looks every few steps; from then on it says nothing.
  expect(await steps()).toBeLessThan(16);
  expect(await steps()).toBe(0);
  await createRelay(db, 'tail-test', systemClock).step();
  expect(await steps()).toBeGreaterThan(15);
});
