/** Several processes on one waiting room at the same time, and one that is killed in the middle. */
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Child, startChild } from '../support/child.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { openWaitingRoom, type WaitingRoom } from '../support/waiting-room.ts';
import { waitFor } from '../support/wait-for.ts';

const script = fileURLToPath(new URL('../support/waiting-room-child.ts', import.meta.url));
let database: TestDatabase;
let house: WaitingRoom;
const children: Child[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  house = await openWaitingRoom(database.url);
});
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.end('SIGKILL')));
});
afterAll(async () => {
  await house.close();
  await database.drop();
});

function start(work: 'join' | 'shop' | 'tick', eventId: number, count: number, seed = 0): Child {
  const child = startChild(script, [work, database.url, `${eventId}`, `${count}`, `${seed}`]);
  children.push(child);
  return child;
}

type Ack = { readonly joined?: string; readonly number?: number; readonly in?: string };
const acks = (all: readonly Child[]): Ack[] => all.flatMap(({ facts }) => facts as readonly Ack[]);

const done = (all: readonly Child[]): Promise<unknown> =>
  waitFor(
    'every process to be done',
    () => all.every(({ facts }) => 'done' in (facts.at(-1) ?? {})),
    100_000,
  );

async function numbersOf(eventId: number): Promise<readonly number[]> {
  const rows = await house.query<{ number: number }>(
    'SELECT number FROM queue_entries WHERE event_id = $1 ORDER BY number',
    [eventId],
  );
  return rows.map(({ number }) => number);
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);

test('1,000 people, each through four processes at once: 1,000 numbers without a gap', async () => {
  const eventId = await house.open();
  const all = [1, 2, 3, 4].map((seed) => start('join', eventId, 1_000, seed));
  await done(all);
  const numbers = new Map<string, Set<number>>();
  for (const { joined, number } of acks(all)) {
    if (joined === undefined || number === undefined) continue;
    numbers.set(joined, (numbers.get(joined) ?? new Set()).add(number));
  }
  expect(numbers.size).toBe(1_000);
  expect([...numbers.values()].filter(({ size }) => size !== 1)).toEqual([]);
  expect(await numbersOf(eventId)).toEqual(upTo(1_000));
  expect((await house.room(eventId)).lastNumber).toBe(1_000);
}, 150_000);

test('the cap holds and nobody comes early, with three processes admitting and two ticking', async () => {
  const cap = 7;
  const eventId = await house.open({ activeMax: cap });
  await house.joinMany(eventId, 200);
  await house.openSale(eventId);
  await house.tick(eventId);
  await house.draw(eventId);
  const tickers = [start('tick', eventId, 0), start('tick', eventId, 0)];
  const shops = [1, 2, 3].map((seed) => start('shop', eventId, 200, seed));
  let served = 0;
  let looks = 0;
  const broken: unknown[] = [];
  await waitFor(
    'everybody to have been in',
    async () => {
      // One statement sees one moment.
      const [row] = await house.query<{ running: number; active: number; served: number }>(
        `SELECT r.active, r.served_up_to AS served,
                (SELECT count(*)::int FROM queue_admissions a
                  WHERE a.event_id = r.event_id AND a.ended_at IS NULL) AS running
           FROM queue_rooms r WHERE r.event_id = $1`,
        [eventId],
      );
      looks += 1;
      if (
        row === undefined ||
        row.running > cap ||
        row.running !== row.active ||
        row.served < served
      ) {
        broken.push({ row, served });
      }
      served = row?.served ?? served;
      return shops.every(({ facts }) => 'done' in (facts.at(-1) ?? {}));
    },
    100_000,
  );
  expect(broken).toEqual([]);
  expect(looks).toBeGreaterThan(10);
  expect(tickers.every(({ facts }) => facts.length === 1)).toBe(true);
  const [most] = await house.query<{ most: number; admissions: number; early: number }>(
    `WITH step AS (
       SELECT admitted_at AS at, 1 AS change FROM queue_admissions WHERE event_id = $1
       UNION ALL SELECT ended_at, -1 FROM queue_admissions WHERE event_id = $1)
     SELECT (SELECT max(inside)::int FROM (
               SELECT sum(change) OVER (ORDER BY at, change) AS inside FROM step) s) AS most,
            (SELECT count(*)::int FROM queue_admissions WHERE event_id = $1) AS admissions,
            (SELECT count(*)::int FROM queue_admissions
              WHERE event_id = $1 AND position > served_up_to) AS early`,
    [eventId],
  );
  expect(most).toMatchObject({ admissions: 200, early: 0 });
  expect(most?.most).toBeLessThanOrEqual(cap);
  expect(new Set(acks(shops).flatMap((ack) => ack.in ?? [])).size).toBe(200);
}, 150_000);

test('a process killed while people join has lost nobody who was told a number', async () => {
  const eventId = await house.open();
  const victim = start('join', eventId, 3_000, 5);
  const other = start('join', eventId, 3_000, 6);
  await waitFor('some hundred answers', () => acks([victim]).length > 300);
  await victim.end('SIGKILL');
  const told = acks([victim]).filter(({ joined }) => joined !== undefined);
  expect(told.length).toBeGreaterThan(100);
  expect(told.length).toBeLessThan(3_000);
  await done([other]);
  const rows = await house.query<{ person: string; number: number }>(
    'SELECT person_id AS person, number FROM queue_entries WHERE event_id = $1',
    [eventId],
  );
  const numberOf = new Map(rows.map(({ person, number }) => [person, number]));
  expect(told.filter(({ joined = '', number }) => numberOf.get(joined) !== number)).toEqual([]);
  expect(await numbersOf(eventId)).toEqual(upTo(3_000));
}, 150_000);

test('a process that starts again finds everybody where they stood', async () => {
  const eventId = await house.open({ activeMax: 3 });
  await house.joinMany(eventId, 30);
  await house.openSale(eventId);
  await house.tick(eventId);
  await house.draw(eventId);
  await house.tick(eventId);
  const before = await Promise.all(upTo(30).map((n) => house.core.entryOf(eventId, `p${n}`)));
  const called = before.find((one) => one?.position === 1)?.entry.personId ?? '';
  const inside = await house.enter(eventId, called);
  const again = await openWaitingRoom(database.url);
  try {
    const after = await Promise.all(upTo(30).map((n) => again.core.entryOf(eventId, `p${n}`)));
    expect(after.map((one) => one?.position)).toEqual(before.map((one) => one?.position));
    expect((await again.enter(eventId, called)).id).toBe(inside.id);
    expect((await again.join(eventId, called)).ok).toBe(true);
    expect((await again.room(eventId)).lastNumber).toBe(30);
  } finally {
    await again.close();
  }
});
