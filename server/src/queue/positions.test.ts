/** Orders are computed once, kept within a bound, and computed again when they were let go. */
import { drawPositions } from '@onsale/contract/fair-draw.ts';
import { expect, test } from 'vitest';
import { createPositions } from './positions.ts';

const drawn = (key: number, cohortSize: number) => ({
  drawKey: Buffer.alloc(32, key),
  cohortSize,
});

test('positions of the cohort are drawn, those behind it are their numbers', async () => {
  const positions = createPositions();
  const room = drawn(1, 100);
  const order = await drawPositions(new Uint8Array(32).fill(1), 100);
  expect(positions.now(room, 5)).toBe('unknown');
  expect(positions.now(room, 101)).toBe(101);
  expect(await positions.of(room, 5)).toBe(order[4]);
  expect(positions.now(room, 100)).toBe(order[99]);
  const waiting = { drawKey: null, cohortSize: 100 };
  expect(await positions.of(waiting, 5)).toBeUndefined();
  expect(await positions.of({ drawKey: Buffer.alloc(32), cohortSize: 0 }, 1)).toBe(1);
});

test('what was used least lately makes room', async () => {
  const positions = createPositions(250);
  const rooms = [drawn(1, 100), drawn(2, 100), drawn(3, 100)];
  await positions.load(drawn(1, 100));
  await positions.load(drawn(2, 100));
  positions.now(drawn(1, 100), 1);
  await positions.load(drawn(3, 100));
  const known = rooms.map((room) => positions.now(room, 1) !== 'unknown');
  expect(known).toEqual([true, false, true]);
  // One that is larger than the bound is kept as long as it is the newest.
  await positions.load(drawn(4, 1_000));
  expect(positions.now(drawn(4, 1_000), 1)).not.toBe('unknown');
  expect(rooms.map((room) => positions.now(room, 1))).toEqual(['unknown', 'unknown', 'unknown']);
});
