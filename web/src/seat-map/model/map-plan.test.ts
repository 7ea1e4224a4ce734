/** From a plan to places: rows, labels, the grid, levels that hang over each other. */
import { expect, test } from 'vitest';
import { buildMapPlan } from './map-plan.ts';
import { hasHiddenSeats, hiddenSeats, sectionAt } from './levels.ts';
import { nearestSeat } from './nearest-seat.ts';
import { seatsWithin } from './seat-grid.ts';
import { contains } from './shapes.ts';
import { ROW_CM, SEAT_CM, testPlan } from './testing-plan.ts';

const two = testPlan([
  [
    { code: 'A', top: 0, rows: 3, seats: 10 },
    { code: 'B', tier: 'R', left: 1_000, top: 0, rows: 2, seats: 4 },
  ],
]);

test('every seat knows its row, its section and its label', () => {
  const map = buildMapPlan(two);
  expect(map.rows).toHaveLength(5);
  expect(map.rowOf[12]).toBe(1);
  expect(map.rows[map.rowOf[37] ?? 0]).toMatchObject({ section: 1, label: '2', firstSeat: 34 });
  expect(map.labels[map.labelOf[37] ?? 0]).toBe('4');
  expect(map.pitchCm).toBe(SEAT_CM);
  expect(map.sections.map(({ tiers }) => tiers)).toEqual([[0], [1]]);
  expect(hasHiddenSeats(map)).toBe(false);
});

test('the anchor of a section lies inside of it, with room around', () => {
  for (const { section, anchor, room } of buildMapPlan(two).sections) {
    expect(contains(section.outline, anchor)).toBe(true);
    expect(room.width).toBeGreaterThan(0);
    expect(room.height).toBeGreaterThan(0);
  }
});

test('a rectangle finds exactly the seats in it, once each, besides some beside it', () => {
  const map = buildMapPlan(two);
  const area = { left: 120, right: 420, top: 60, bottom: 240 };
  const found: number[] = [];
  seatsWithin(map.grid, area, (seat) => found.push(seat));
  expect(new Set(found).size).toBe(found.length);
  const inside = Array.from({ length: two.seatCount }, (_, seat) => seat).filter((seat) => {
    const x = map.seats.x[seat] ?? 0;
    const y = map.seats.y[seat] ?? 0;
    return x >= area.left && x <= area.right && y >= area.top && y <= area.bottom;
  });
  expect(inside.length).toBeGreaterThan(8);
  for (const seat of inside) expect(found).toContain(seat);
});

test('the nearest seat is the one that a look at all of them finds', () => {
  const map = buildMapPlan(two);
  for (let x = -60; x < 1_300; x += 37) {
    for (let y = -60; y < 300; y += 41) {
      const distance = (seat: number): number =>
        Math.hypot((map.seats.x[seat] ?? 0) - x, (map.seats.y[seat] ?? 0) - y);
      const all = Array.from({ length: two.seatCount }, (_, seat) => seat);
      const nearest = Math.min(...all.map(distance));
      const found = nearestSeat(map, { x, y }, 90);
      const expected = nearest > 90 ? undefined : nearest;
      expect(found < 0 ? undefined : distance(found)).toBe(expected);
    }
  }
});

test('a plan without seats has bounds, and nothing is found', () => {
  const outline = [0, 0, 1_000, 0, 1_000, 800, 0, 800];
  const label = { default: 'en' as const, text: { en: 'Standing' } };
  const area = { pool: 1, label, tier: 'ST', capacity: 100, outline };
  const map = buildMapPlan(testPlan([[]], [area]));
  expect(map.bounds.right).toBeGreaterThanOrEqual(1_000);
  expect(nearestSeat(map, { x: 500, y: 400 }, 1_000)).toBe(-1);
  expect(map.areas[0]?.anchor).toEqual({ x: 500, y: 400 });
});

test('an upper level hides what is under it until the lower one is put on top', () => {
  const map = buildMapPlan(
    testPlan([
      [{ code: 'low', top: 0, rows: 4, seats: 6 }],
      [{ code: 'high', top: 3 * ROW_CM, rows: 3, seats: 6 }],
    ]),
  );
  expect(hasHiddenSeats(map)).toBe(true);
  const lowest = [...hiddenSeats(map, undefined)].flatMap((one, seat) => (one === 1 ? [seat] : []));
  expect(lowest).toEqual([18, 19, 20, 21, 22, 23]);
  // With the lower level on top it is the upper one's front row that cannot be seen.
  const uppermost = [...hiddenSeats(map, 0)].flatMap((one, seat) => (one === 1 ? [seat] : []));
  expect(uppermost).toEqual([24, 25, 26, 27, 28, 29]);
  const there = { x: 100, y: 3 * ROW_CM };
  expect(sectionAt(map, undefined, there)?.section.code).toBe('high');
  expect(sectionAt(map, 0, there)?.section.code).toBe('low');
});
