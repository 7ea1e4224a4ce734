/** Counts that people see: they have to add up. */
import { expect, test } from 'vitest';
import { changedSeats, countAvailable } from './availability.ts';
import { buildMapPlan } from './map-plan.ts';
import { testPlan } from './testing-plan.ts';

const label = { default: 'en' as const, text: { en: 'Standing' } };
const area = { pool: 7, label, tier: 'S', capacity: 100, outline: [0, 900, 9, 900, 9, 999] };
const map = buildMapPlan(
  testPlan(
    [
      [
        { code: 'A', tier: 'VIP', top: 0, rows: 1, seats: 4 },
        { code: 'B', tier: 'S', top: 300, rows: 1, seats: 4 },
      ],
    ],
    [area],
  ),
);

test('counts by section, tier and area add up', () => {
  const pools = new Map([[7, { capacity: 100, held: 5, sold: 60, blocked: 10 }]]);
  const counts = countAvailable(map, Uint8Array.from([0, 1, 2, 3, 0, 0, 0, 2]), pools);
  expect([...counts.sections]).toEqual([1, 3]);
  expect([...counts.tiers]).toEqual([1, 3 + 25]);
  expect(counts.pools.get(7)).toBe(25);
  expect(counts.total).toBe(29);
});

test('an area that nothing is known about has nothing to sell', () => {
  expect(countAvailable(map, new Uint8Array(8).fill(2), new Map()).total).toBe(0);
});

test('what differs is found; other halls have nothing in common', () => {
  expect(changedSeats(Uint8Array.of(0, 1, 2), Uint8Array.of(0, 2, 0))).toEqual([1, 2]);
  expect(changedSeats(Uint8Array.of(0), Uint8Array.of(0, 0))).toBeUndefined();
});
