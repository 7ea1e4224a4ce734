/** What ended, as two processes know it: by the outbox, by the table, and when they cannot know. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openTestDb } from '../../test/support/test-db.ts';
import { type Db, type Queryable, sql } from '../lib/db.ts';
import { createRelay } from '../outbox/relay.ts';
import { createTail } from '../outbox/tail.ts';
import { endTokens } from './end-sessions.ts';
import { createRevocations, type Revocations, type SessionsEnded } from './revocations.ts';

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

const time = { nowMs: 1_000_000 };
const clock = { nowMs: () => time.nowMs, monotonicMs: () => time.nowMs };
const open = (more: { db?: Queryable; accountsMax?: number } = {}): Revocations =>
  createRevocations({ db, clock, tokenMs: 600_000, ...more });
const end = (accountId: string) => db.transaction((tx) => endTokens(tx, accountId));
const isRevoked = (of: Revocations, accountId: string, epoch: number): boolean =>
  of.isRevoked(accountId, epoch, time.nowMs);

it('a process that just started knows what ended before', async () => {
  await end('early');
  await end('early');
  const late = open();
  // Nothing is known yet, so nothing is believed.
  expect(isRevoked(late, 'nobody', 0)).toBe(true);
  await late.load();
  expect([0, 1, 2].map((epoch) => isRevoked(late, 'early', epoch))).toEqual([true, true, false]);
  expect(isRevoked(late, 'nobody', 0)).toBe(false);
});

it('another process hears it through the outbox', async () => {
  const other = open();
  await other.load();
  const relay = createRelay(db, 'test', clock);
  const heard: SessionsEnded[] = [];
  const tail = createTail(db, {
    onRow: ({ eventId, payload }) => {
      expect(eventId).toBe(0);
      heard.push(payload as SessionsEnded);
      other.hear(payload as SessionsEnded);
    },
    onEnd: () => {},
    onReset: () => {},
  });
  while ((await relay.step()) !== 0);
  await tail.step();
  await end('heard');
  expect(isRevoked(other, 'heard', 0)).toBe(false);
  await relay.step();
  await tail.step();
  expect(heard).toEqual([{ v: 1, kind: 'sessions', accountId: 'heard', epoch: 1 }]);
  expect(isRevoked(other, 'heard', 0)).toBe(true);
  expect(isRevoked(other, 'heard', 1)).toBe(false);
});

it('should nobody relay, the table is read again', async () => {
  const other = open();
  await other.load();
  await end('missed');
  expect(isRevoked(other, 'missed', 0)).toBe(false);
  await other.load();
  expect(isRevoked(other, 'missed', 0)).toBe(true);
});

it('messages that come late or twice take nothing back', async () => {
  const some = open();
  await some.load();
  for (const epoch of [3, 1, 2, 3]) some.hear({ accountId: 'twice', epoch });
  expect([2, 3].map((epoch) => isRevoked(some, 'twice', epoch))).toEqual([true, false]);
});

describe('what is not known', () => {
  it('counts as ended after the outbox went back, until the table was read', async () => {
    const some = open();
    await some.load();
    const before = time.nowMs;
    time.nowMs += 1_000;
    some.reset();
    expect(some.isRevoked('anybody', 0, before)).toBe(true);
    // Made from the database since then.
    expect(some.isRevoked('anybody', 0, time.nowMs)).toBe(false);
    await some.load();
    expect(some.isRevoked('anybody', 0, before)).toBe(false);
  });

  it('stays so while the database is away', async () => {
    const away: Queryable = { query: () => Promise.reject(new Error('ECONNREFUSED')) };
    const some = open({ db: away });
    await expect(some.load()).rejects.toThrow('ECONNREFUSED');
    expect(some.isRevoked('anybody', 0, time.nowMs)).toBe(true);
  });

  it('counts as ended when there is more than memory holds', async () => {
    const small = open({ accountsMax: 10 });
    await small.load();
    const before = time.nowMs;
    time.nowMs += 1;
    for (let n = 0; n <= 20; n++) small.hear({ accountId: `many ${n}`, epoch: 1 });
    expect(small.isRevoked('many 0', 0, before)).toBe(true);
    expect(small.isRevoked('anybody', 0, before)).toBe(true);
    expect(small.isRevoked('anybody', 0, time.nowMs)).toBe(false);
  });
});

it('memory forgets once every token of that time has expired', async () => {
  const some = open({ accountsMax: 2 });
  await some.load();
  some.hear({ accountId: 'old 1', epoch: 1 });
  some.hear({ accountId: 'old 2', epoch: 1 });
  await db.query(
    sql('test_age_epochs', `UPDATE session_epochs SET revoked_at = now() - interval '1 day'`),
  );
  time.nowMs += 700_000;
  const before = time.nowMs - 1;
  some.hear({ accountId: 'new 1', epoch: 1 });
  // There was room: nobody else had to sign in again.
  expect(some.isRevoked('anybody', 0, before)).toBe(false);
  expect(isRevoked(some, 'new 1', 0)).toBe(true);
});

it('two at once end twice', async () => {
  const ended = await Promise.all([end('race'), end('race'), end('race')]);
  expect(ended.map(({ epoch }) => epoch).sort((a, b) => a - b)).toEqual([1, 2, 3]);
});
