/** The status as it is shown: rendered once for everybody, told when it changed, honest when it is old. */
import type { QueueStatus } from '@onsale/contract/queue.ts';
import { QueueStatus as Schema } from '@onsale/contract/queue.ts';
import { Value } from 'typebox/value';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EventRecord } from '../catalog/model/event.ts';
import type { RawJson } from '../lib/handler.ts';
import type { Room } from './model/room.ts';
import { createPace } from './pace.ts';
import type { TierStock } from './present-status.ts';
import { createRoomBoard, type RoomBoard } from './room-board.ts';
import { clockForTests, roomForTests } from './room-for-tests.ts';
import { createStatusBoard, type StatusBoard } from './status-board.ts';

let clock: ReturnType<typeof clockForTests>;
let stored: Room[];
let tiers: readonly TierStock[] | undefined;
let isDown: boolean;
let stockAsked: number;
let rooms: RoomBoard;
let board: StatusBoard;

beforeEach(() => {
  clock = clockForTests();
  stored = [roomForTests({ eventId: 1 })];
  tiers = [{ code: 'R', available: 3, held: 1 }];
  isDown = false;
  stockAsked = 0;
  const read = async (): Promise<Room[]> => {
    if (isDown) throw new Error('the database is away');
    return stored;
  };
  rooms = createRoomBoard({ rooms: read }, clock);
  const saleOpensAtMs = clock.ms;
  board = createStatusBoard({
    rooms,
    clock,
    book: { get: (id) => (id < 9 ? ({ eventId: id, saleOpensAtMs } as EventRecord) : undefined) },
    async stockOf() {
      stockAsked += 1;
      if (tiers === undefined) throw new Error('the stock is not known');
      return tiers;
    },
    onError: () => {},
  });
});

const bodyOf = (raw: RawJson | undefined): QueueStatus =>
  JSON.parse(raw?.bytes.toString('utf8') ?? '{}') as QueueStatus;
const read = async (eventId = 1): Promise<QueueStatus> => bodyOf(await board.read(eventId));
/** As when the room was changed and read again. */
async function become(room: Partial<Room>): Promise<void> {
  clock.pass(1_000);
  stored = [roomForTests({ eventId: 1, nowMs: clock.ms, ...room })];
  await rooms.step();
}

describe('what is shown', () => {
  it('fits the contract, with a room and without', async () => {
    const shown = [await read(), await read(2)];
    expect(shown.map((status) => Value.Check(Schema, status))).toEqual([true, true]);
    expect(shown[0]).toMatchObject({ phase: 'serving', joined: 10, servedUpTo: 4, version: 5 });
    expect(shown[1]).toMatchObject({ phase: 'off', version: 0, stock: 'available' });
    expect(await board.read(9)).toBeUndefined();
  });

  it.each([
    ['available', [{ code: 'R', available: 1, held: 0 }]],
    ['all_held', [{ code: 'R', available: 0, held: 2 }]],
    ['sold_out', [{ code: 'R', available: 0, held: 0 }]],
    ['unknown', []],
    ['unknown', undefined],
  ] as const)('says that stock is %s', async (stock, left) => {
    tiers = left;
    expect((await read()).stock).toBe(stock);
  });
});

it('counts places that belong to no tier, and shows no tier without a name', async () => {
  tiers = [
    { code: '', available: 3, held: 0 },
    { code: 'R', available: 0, held: 1 },
  ];
  const { stock, tiers: shown } = await read();
  expect({ stock, shown }).toEqual({
    stock: 'available',
    shown: [{ code: 'R', available: 0, held: 1 }],
  });
});

describe('rendering', () => {
  it('happens once a second for all who ask, and counts the stock as often', async () => {
    const [a, b] = await Promise.all([board.read(1), board.read(1)]);
    expect(a).toBe(b);
    expect(board.read(1)).toBe(a);
    clock.pass(1_000);
    const c = await board.read(1);
    expect(c).not.toBe(a);
    expect(c?.etag).not.toBe(a?.etag);
    expect(stockAsked).toBe(2);
  });

  it('happens at once when the room has changed', async () => {
    await board.read(1);
    stored = [roomForTests({ eventId: 1, version: 6, servedUpTo: 9 })];
    await rooms.refresh(1);
    expect(await read()).toMatchObject({ version: 6, servedUpTo: 9 });
  });

  it('goes on without the database, and says that it is stale', async () => {
    expect((await read()).stale).toBe(false);
    isDown = true;
    clock.pass(4_000);
    await expect(rooms.step()).rejects.toThrow('away');
    const status = await read();
    expect(status).toMatchObject({ stale: true, joined: 10 });
    expect(Date.parse(status.serverTime)).toBe(clock.ms);
    await expect(Promise.resolve(board.read(3))).rejects.toThrow('away');
  });
});

describe('whoever watches', () => {
  it('hears of changes, not of time going by, until they stop', async () => {
    const told: QueueStatus[] = [];
    const unsubscribe = board.subscribe((_, status) => told.push(status));
    const stop = board.watch(1);
    await become({});
    await become({});
    await become({ version: 6, servedUpTo: 8 });
    await Promise.resolve();
    expect(told.map(({ version }) => version)).toContain(6);
    const count = told.length;
    stop();
    await become({ version: 7 });
    unsubscribe();
    expect(told).toHaveLength(count);
  });
});

it('measures the pace from the first call on: the long wait before it says nothing', () => {
  const pace = createPace();
  for (let second = 0; second <= 600; second++) pace.note(1, 0, second * 1_000);
  expect(pace.perMinute(1, 600_000)).toBe(0);
  for (let second = 601; second <= 620; second++) {
    pace.note(1, (second - 600) * 50, second * 1_000);
  }
  expect(pace.perMinute(1, 620_000)).toBe(3_000);
  // A single call is not taken for a race.
  pace.note(2, 0, 0);
  pace.note(2, 50, 1_000);
  expect(pace.perMinute(2, 1_000)).toBe(600);
});

it('measures the pace over the last minute', () => {
  const pace = createPace();
  expect(pace.perMinute(1, 0)).toBe(0);
  pace.note(1, 0, 0);
  pace.note(1, 5, 100);
  expect(pace.perMinute(1, 100)).toBe(60);
  for (let second = 1; second <= 120; second++) pace.note(1, second * 10, second * 1_000);
  expect(pace.perMinute(1, 120_000)).toBe(600);
  for (let second = 121; second <= 190; second++) pace.note(1, 1_200, second * 1_000);
  expect(pace.perMinute(1, 190_000)).toBe(0);
});
