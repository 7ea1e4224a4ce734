/** Arrow keys lead where one sees, and everywhere. */
import { expect, test } from 'vitest';
import { buildMapPlan } from './map-plan.ts';
import { blockTowards, seatTowards } from './neighbours.ts';
import { testPlan } from './testing-plan.ts';

const map = buildMapPlan(
  testPlan([
    [
      { code: 'A', top: 0, rows: 3, seats: 10, aisle: { from: 4, to: 5 } },
      { code: 'B', left: 900, top: 0, rows: 3, seats: 4 },
      { code: 'C', top: 700, rows: 2, seats: 10 },
    ],
  ]),
);

test('left and right go along the row, over an aisle, and into the next section', () => {
  expect(seatTowards(map, 2, 'right')).toBe(3);
  expect(seatTowards(map, 4, 'left')).toBe(3);
  expect(seatTowards(map, 9, 'right')).toBe(30);
  expect(seatTowards(map, 30, 'left')).toBe(9);
});

test('up and down go to the seat before and behind, and on to the next section', () => {
  expect(seatTowards(map, 2, 'down')).toBe(12);
  expect(seatTowards(map, 12, 'up')).toBe(2);
  expect(seatTowards(map, 22, 'down')).toBe(44);
});

test('at the edge of the hall there is nowhere to go', () => {
  expect(seatTowards(map, 0, 'left')).toBeUndefined();
  expect(seatTowards(map, 2, 'up')).toBeUndefined();
});

test('every seat can be reached from every other with the arrows alone', () => {
  const reached = new Set([0]);
  const queue = [0];
  for (let seat = queue.pop(); seat !== undefined; seat = queue.pop()) {
    for (const direction of ['left', 'right', 'up', 'down'] as const) {
      const next = seatTowards(map, seat, direction);
      if (next === undefined || reached.has(next)) continue;
      reached.add(next);
      queue.push(next);
    }
  }
  expect(reached.size).toBe(map.seats.seatCount);
});

test('sections follow each other as one sees them', () => {
  expect(blockTowards(map, 0, 'right')).toBe(1);
  expect(blockTowards(map, 1, 'left')).toBe(0);
  expect(blockTowards(map, 0, 'down')).toBe(2);
  expect(blockTowards(map, 2, 'down')).toBeUndefined();
});
