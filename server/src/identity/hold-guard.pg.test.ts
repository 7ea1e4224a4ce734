/** Hoarding: so many holds at a time and no more, also when they are placed at once. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openTestDb } from '../../test/support/test-db.ts';
import { type Db, sql } from '../lib/db.ts';
import { createLocalLimiter } from '../shared/in-process/limiter.ts';
import { guestPerson } from './claims.ts';
import { createHoldGuard, type HoldGuard } from './hold-guard.ts';

let database: TestDatabase;
let db: Db;
const time = { ms: 0 };
const clock = { monotonicMs: () => time.ms };
beforeAll(async () => {
  database = await createTestDatabase();
  db = openTestDb(database.url);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const open = (perAddressMinute = 100_000): HoldGuard =>
  createHoldGuard({
    db,
    clock,
    limiter: createLocalLimiter(clock),
    perPersonMax: 3,
    perAddressMinute,
  });

/** A row like those that the inventory writes. Parameters: buyer, state, seconds from now. */
const insert = sql(
  'test_insert_hold',
  `INSERT INTO reservations (id, event_id, organization_id, principal_id, buyer, state, pool_id,
                             quantity, expires_at, confirmed_at, ended_at)
   VALUES (gen_random_uuid(), 1, 1, 0, $1, $2::smallint, 1, 1, now() + $3::int * interval '1 s',
           CASE WHEN $2::smallint = 1 THEN now() END, CASE WHEN $2::smallint IN (2, 3) THEN now() END)`,
);
const hold = async (buyer: string, state = 0, seconds = 60): Promise<'placed'> => {
  await db.query(insert, [buyer, state, seconds]);
  return 'placed';
};

it('lets a person have so many holds, of which only running ones count', async () => {
  const guard = open();
  const person = guestPerson('g:one');
  await hold('g:one', 1);
  await hold('g:one', 2);
  await hold('g:one', 0, -1);
  await hold('g:other');
  const place = () => hold('g:one');
  for (let n = 0; n < 3; n++) expect(await guard.admitHold(person, 'x', place)).toBe('placed');
  const refusal = { ok: false, code: 'limit_reached', details: { scope: 'holds', limit: 3 } };
  expect(await guard.admitHold(person, 'x', place)).toEqual(refusal);
  expect(await guard.admitHold(guestPerson('g:two'), 'x', () => hold('g:two'))).toBe('placed');
});

it('is exact when one person places many at once', async () => {
  const guard = open();
  const person = guestPerson('g:many');
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => guard.admitHold(person, 'x', () => hold('g:many'))),
  );
  expect(outcomes.filter((one) => one === 'placed')).toHaveLength(3);
  // Beyond a few in line nobody waits.
  const line = await Promise.all(
    Array.from({ length: 12 }, () => guard.admitHold(person, 'x', () => hold('g:many'))),
  );
  expect(line.filter((one) => one !== 'placed' && one.code === 'rate_limited')).toHaveLength(4);
});

it('goes on after a hold that failed', async () => {
  const guard = open();
  const person = guestPerson('g:failing');
  const failing = guard.admitHold(person, 'x', () => Promise.reject(new Error('lost')));
  const next = guard.admitHold(person, 'x', () => hold('g:failing'));
  await expect(failing).rejects.toThrow('lost');
  expect(await next).toBe('placed');
});

it('lets an address place so many a minute, a household of IPv6 addresses as one', async () => {
  const guard = open(16);
  const attempt = async (address: string) => {
    const person = guestPerson(`g:${Math.random()}`);
    const outcome = await guard.admitHold(person, address, () =>
      Promise.resolve('placed' as const),
    );
    return outcome === 'placed' ? outcome : outcome.code;
  };
  const four = [1, 2, 3, 4].map((n) => attempt(`2001:db8::${n}`));
  expect(await Promise.all(four)).toEqual(['placed', 'placed', 'placed', 'placed']);
  expect(await attempt('2001:db8::5')).toBe('rate_limited');
  expect(await attempt('2001:db8:0:1::5')).toBe('placed');
  time.ms += 3_750;
  expect(await attempt('2001:db8::5')).toBe('placed');
});
