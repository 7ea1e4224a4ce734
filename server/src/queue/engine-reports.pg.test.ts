/** Processes that take bookings say how they are doing; whoever ticks a room goes by the worst. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openWaitingRoom, type WaitingRoom } from '../../test/support/waiting-room.ts';
import { forgetEngines, reportEngine, worstEngine } from './engine-reports.ts';
import { readControllerState } from './model/controller-state.ts';
import { roomForTests } from './room-for-tests.ts';

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

const idle = { depth: 0, p99Ms: 0 };
const knowing = (...rooms: readonly ReturnType<typeof roomForTests>[]) => ({
  known: () => rooms.map((room) => ({ room, readMs: 0 })),
});
const engaged = knowing(roomForTests());
const age = (seconds: number): Promise<unknown> =>
  house.query(`UPDATE queue_engines SET at = at - $1::int * interval '1 s'`, [seconds]);

test('the worst of two processes counts, each number by itself, for some seconds', async () => {
  const { db } = house;
  expect(await worstEngine(db, idle)).toEqual(idle);
  await reportEngine(db, engaged, 'one', { depth: 40, p99Ms: 12.5 });
  await reportEngine(db, engaged, 'two', { depth: 3, p99Ms: 2_400 });
  expect(await worstEngine(db, idle)).toEqual({ depth: 40, p99Ms: 2_400 });
  expect(await worstEngine(db, { depth: 50, p99Ms: 1 })).toEqual({ depth: 50, p99Ms: 2_400 });
  await reportEngine(db, engaged, 'two', { depth: 0, p99Ms: 0 });
  expect(await worstEngine(db, idle)).toEqual({ depth: 40, p99Ms: 12.5 });
  // A process that is gone, or has nothing to do, keeps nobody out.
  await age(6);
  expect(await worstEngine(db, idle)).toEqual(idle);
  await age(3_600);
  await forgetEngines(db);
  expect(await house.query('SELECT process FROM queue_engines')).toEqual([]);
});

test('nothing is said while no room is engaged', async () => {
  const { db } = house;
  const open = roomForTests({ engaged: false, settings: { mode: 'automatic' } });
  expect(await reportEngine(db, knowing(open), 'one', { depth: 9, p99Ms: 9 })).toBe(false);
  expect(await worstEngine(db, idle)).toEqual(idle);
  expect(await reportEngine(db, knowing(open, roomForTests()), 'one', idle)).toBe(true);
});

test('another process that suffers slows the room down', async () => {
  const { db } = house;
  const eventId = await house.open({ perMinuteMax: 6_000 });
  await house.joinMany(eventId, 5);
  await house.openSale(eventId);
  await house.tick(eventId);
  await house.draw(eventId);
  const engine = () => worstEngine(db, idle);
  const rate = async (): Promise<number> => {
    await house.tick(eventId, { engine });
    return readControllerState((await house.room(eventId)).controller).perMinute;
  };
  expect(await rate()).toBe(6_000);
  await reportEngine(db, engaged, 'elsewhere', { depth: 0, p99Ms: 5_000 });
  expect(await rate()).toBe(3_000);
  await age(6);
  expect(await rate()).toBe(6_000);
});
