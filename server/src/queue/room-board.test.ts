/** What a process knows of rooms: read once, kept up to date together, told at once, forgotten in time. */
import { beforeEach, expect, it } from 'vitest';
import type { Room } from './model/room.ts';
import { createRoomBoard, type RoomBoard } from './room-board.ts';
import { clockForTests, roomForTests } from './room-for-tests.ts';

let clock: ReturnType<typeof clockForTests>;
let board: RoomBoard;
let stored: Room[];
let asked: (readonly number[])[];
let hold: Promise<void> | undefined;

beforeEach(() => {
  clock = clockForTests();
  stored = [roomForTests({ eventId: 1 }), roomForTests({ eventId: 2 })];
  asked = [];
  hold = undefined;
  const rooms = async (ids: readonly number[]): Promise<Room[]> => {
    asked.push(ids);
    const found = stored.filter(({ eventId }) => ids.includes(eventId));
    await hold;
    return found;
  };
  board = createRoomBoard({ rooms }, clock);
});

it('asks once for those who come together, and answers from memory afterwards', async () => {
  expect(board.peek(1)).toBeUndefined();
  const both = await Promise.all([board.get(1), board.get(1)]);
  expect(both.map((known) => known.room?.eventId)).toEqual([1, 1]);
  expect(board.get(1)).toBe(board.peek(1));
  expect(asked).toEqual([[1]]);
});

it('reads all rooms together once a second, those without a room more rarely', async () => {
  for (const id of [1, 2, 3]) await board.get(id);
  asked.length = 0;
  await board.step();
  clock.pass(500);
  await board.step();
  expect(asked.map((ids) => new Set(ids))).toEqual([new Set([1, 2])]);
  clock.pass(5_000);
  await board.step();
  expect(new Set(asked[1])).toEqual(new Set([1, 2, 3]));
});

it('reads at once what the outbox told, and nothing that nobody asked about', async () => {
  await board.get(1);
  await board.step();
  asked.length = 0;
  board.hear(1);
  board.hear(99);
  stored = [roomForTests({ eventId: 1, version: 6 })];
  clock.pass(200);
  await board.step();
  expect(asked).toEqual([[1]]);
  expect(board.peek(1)?.room?.version).toBe(6);
  await board.step();
  expect(asked).toHaveLength(1);
});

it('hears of a room where there was none', async () => {
  await board.get(3);
  await board.step();
  stored.push(roomForTests({ eventId: 3 }));
  board.hear(3);
  clock.pass(200);
  await board.step();
  expect(board.peek(3)?.room?.eventId).toBe(3);
});

it('tries again what could not be read, and knows that it is stale', async () => {
  const known = await board.get(1);
  await board.step();
  board.hear(1);
  hold = Promise.reject(new Error('away'));
  clock.pass(200);
  await expect(board.step()).rejects.toThrow('away');
  expect(board.isStale(known)).toBe(false);
  clock.pass(3_100);
  expect(board.isStale(known)).toBe(true);
  expect(board.databaseNowMs(known)).toBe(clock.ms);
  hold = undefined;
  asked.length = 0;
  await board.step();
  expect(asked).toEqual([[1]]);
  const again = board.peek(1);
  expect(again !== undefined && board.isStale(again)).toBe(false);
});

it('keeps the newer one when two answers overtake each other', async () => {
  await board.get(1);
  const slow = Promise.withResolvers<void>();
  hold = slow.promise;
  const first = board.refresh(1);
  hold = undefined;
  clock.pass(1);
  stored = [roomForTests({ eventId: 1, version: 9 })];
  await board.refresh(1);
  slow.resolve();
  await first;
  expect(board.peek(1)?.room?.version).toBe(9);
});

it('lets go of what nobody asks about, unless somebody watches it', async () => {
  await board.get(1);
  const stop = board.watch(2);
  const seen: number[] = [];
  board.subscribe((_, eventId) => seen.push(eventId));
  for (let minute = 0; minute < 4; minute++) {
    clock.pass(60_000);
    await board.step();
  }
  expect(board.peek(1)).toBeUndefined();
  expect(seen).toContain(2);
  stop();
  stop();
  asked.length = 0;
  clock.pass(121_000);
  await board.step();
  clock.pass(121_000);
  await board.step();
  expect([...board.known()]).toEqual([]);
});
