/** People who leave the line before they came in: their turns are called, and nobody waits for them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openWaitingRoom, type WaitingRoom } from '../../test/support/waiting-room.ts';
import { readControllerState } from './model/controller-state.ts';
import { settleLine } from './settle-line.ts';

let database: TestDatabase;
let house: WaitingRoom;

beforeAll(async () => {
  database = await createTestDatabase();
  house = await openWaitingRoom(database.url);
});
afterAll(async () => {
  await house.close();
  await database.drop();
});

/** Seconds pass, one by one: the controller has no reason to give anybody up. */
async function seconds(eventId: number, count: number): Promise<void> {
  for (let n = 0; n < count; n++) await house.tick(eventId, { elapsedMs: 1_000 });
}

async function drawNow(eventId: number): Promise<void> {
  await house.openSale(eventId);
  await house.tick(eventId, { elapsedMs: 1_000 });
  await house.draw(eventId);
}

const leftPositions = async (eventId: number): Promise<(number | null)[]> =>
  (
    await house.query<{ position: number | null }>(
      `SELECT left_position AS position FROM queue_entries WHERE event_id = $1 ORDER BY number`,
      [eventId],
    )
  ).map(({ position }) => position);

const positionOf = async (eventId: number, person: string): Promise<number | undefined> =>
  (await house.core.entryOf(eventId, person))?.position;

test('in a room for one, two who left before the draw keep nobody waiting', async () => {
  const eventId = await house.open({ activeMax: 1 });
  await house.joinMany(eventId, 3);
  for (const person of ['p1', 'p2', 'p3']) await house.core.leave(eventId, person);
  // Still nothing that anybody could know.
  expect(await leftPositions(eventId)).toEqual([null, null, null]);
  await house.openSale(eventId);
  await house.tick(eventId, { elapsedMs: 1_000 });
  // Behind the cohort, and gone again before the order is known.
  await house.joinMany(eventId, 1, 'late ');
  await house.core.leave(eventId, 'late 1');
  await house.join(eventId, 'c');
  await house.draw(eventId);
  const left = await leftPositions(eventId);
  expect(new Set(left.slice(0, 3))).toEqual(new Set([1, 2, 3]));
  expect(left.slice(3)).toEqual([4, null]);
  await seconds(eventId, 5);
  expect(await house.enter(eventId, 'c')).toMatchObject({ position: 5 });
  expect(await house.core.numbers(eventId)).toMatchObject({ outstanding: 0, active: 1 });
});

test('nor do two who leave after it, before their turn or when it has come', async () => {
  const eventId = await house.open({ activeMax: 1, control: 'pause' });
  await house.joinMany(eventId, 2);
  await drawNow(eventId);
  await house.join(eventId, 'c');
  const expected = [await positionOf(eventId, 'p1'), await positionOf(eventId, 'p2'), null];
  const [first, second] = expected[0] === 1 ? ['p1', 'p2'] : ['p2', 'p1'];
  await house.core.leave(eventId, second);
  await house.core.changeRoom(eventId, { control: 'run' });
  await seconds(eventId, 1);
  expect(await house.core.numbers(eventId)).toMatchObject({ outstanding: 1 });
  await house.core.leave(eventId, first);
  expect(await leftPositions(eventId)).toEqual(expected);
  expect(await house.core.numbers(eventId)).toMatchObject({ outstanding: 0 });
  await seconds(eventId, 2);
  expect(await house.enter(eventId, 'c')).toMatchObject({ position: 3 });
});

test('a place that ends at sign-in is left like any other; one that was taken is not', async () => {
  const eventId = await house.open({ activeMax: 1, control: 'pause' });
  await drawNow(eventId);
  // Each account has stood in line before its guest did.
  for (const person of ['a:in', 'a:out', 'g:out', 'g:in', 'c']) await house.join(eventId, person);
  await house.core.changeRoom(eventId, { control: 'run' });
  await seconds(eventId, 1);
  await house.enter(eventId, 'a:in');
  await house.adopt('g:in', 'a:in');
  await house.adopt('g:out', 'a:out');
  await house.core.leave(eventId, 'a:in');
  expect(await leftPositions(eventId)).toEqual([null, null, 3, 4, null]);
  await seconds(eventId, 2);
  await house.enter(eventId, 'a:out');
  await house.core.leave(eventId, 'a:out');
  await seconds(eventId, 4);
  expect(await house.enter(eventId, 'c')).toMatchObject({ position: 5 });
});

test('in one batch: joined and gone at once, and gone before anybody could come in', async () => {
  const eventId = await house.open();
  await drawNow(eventId);
  await Promise.all([
    house.join(eventId, 'a'),
    house.core.leave(eventId, 'a'),
    house.join(eventId, 'b'),
  ]);
  expect(await leftPositions(eventId)).toEqual([1, null]);
});

test('whoever leaves is not refused because the order cannot be kept in memory', async () => {
  const eventId = await house.open({ control: 'pause' });
  await house.joinMany(eventId, 2);
  await drawNow(eventId);
  const positions = {
    of: async () => undefined,
    now: () => 'unknown' as const,
    load: async () => {},
  };
  const command = { kind: 'leave', personId: 'p1' } as const;
  const { outcomes } = await settleLine({ db: house.db, positions }, eventId, [command]);
  expect(outcomes).toMatchObject([{ ok: true, value: { done: true } }]);
  expect(await leftPositions(eventId)).toEqual([null, null]);
});

test('people who left are not held for people who do not come', async () => {
  const eventId = await house.open({ activeMax: 100, control: 'pause' });
  const people = await house.joinMany(eventId, 60);
  for (const person of people.slice(0, 20)) await house.core.leave(eventId, person);
  await drawNow(eventId);
  for (const person of people.slice(20, 40)) await house.core.leave(eventId, person);
  await house.core.changeRoom(eventId, { control: 'run' });
  await seconds(eventId, 5);
  expect(await house.room(eventId)).toMatchObject({ servedUpTo: 60 });
  for (const person of people.slice(40)) await house.enter(eventId, person);
  // As if the calls had been made a grace ago.
  await house.query(
    `UPDATE queue_rooms SET controller = jsonb_set(controller::jsonb, '{marks}',
       (SELECT jsonb_agg(jsonb_build_array((m->>0)::bigint - 600000, m->1))
          FROM jsonb_array_elements(controller::jsonb->'marks') m))::json WHERE event_id = $1`,
    [eventId],
  );
  await seconds(eventId, 1);
  const { settled, missed, noShow } = readControllerState((await house.room(eventId)).controller);
  expect({ settled, missed }).toEqual({ settled: 20, missed: 0 });
  expect(noShow).toBeLessThan(0.1);
});
