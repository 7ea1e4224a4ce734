/** What a tap means, by the size of seats and the kind of pointer. */
import { expect, test } from 'vitest';
import { hitTest, type TapOn } from './hit-test.ts';
import { buildMapPlan } from './map-plan.ts';
import { SEAT_CM, testPlan } from './testing-plan.ts';

const map = buildMapPlan(testPlan([[{ code: 'A', top: 0, rows: 3, seats: 10 }]]));
const allFree = new Uint8Array(30);
const none = (): boolean => false;
/** On seat 3 of the first row. */
const on = (pitchPx: number, more: Partial<TapOn> = {}): TapOn => ({
  point: { x: 3 * SEAT_CM + 4, y: 6 },
  scale: pitchPx / SEAT_CM,
  pointing: 'coarse',
  topLevel: undefined,
  ...more,
});
const sold3 = allFree.slice();
sold3[3] = 2;

test('a seat under the finger is meant', () => {
  expect(hitTest(map, allFree, none, on(30))).toEqual({ kind: 'seat', seat: 3 });
});

test('where a finger could mean any of many seats, the map comes closer', () => {
  expect(hitTest(map, allFree, none, on(8))).toMatchObject({
    kind: 'closer',
    section: { section: { code: 'A' } },
  });
  // A mouse is exact enough.
  expect(hitTest(map, allFree, none, on(8, { pointing: 'fine' }))).toMatchObject({ kind: 'seat' });
});

test('between, the nearest free seat in reach is meant, not the taken one under the finger', () => {
  expect(hitTest(map, sold3, none, on(18))).toEqual({ kind: 'seat', seat: 4 });
});

test('large enough to be sure, a tap on a taken seat says that it is taken', () => {
  expect(hitTest(map, sold3, none, on(34))).toEqual({ kind: 'seat', seat: 3 });
});

test('one’s own choice can always be hit again', () => {
  expect(hitTest(map, sold3, (seat) => seat === 3, on(18))).toEqual({ kind: 'seat', seat: 3 });
});

test('far from everything nothing is meant', () => {
  const point = { x: -900, y: -900 };
  expect(hitTest(map, allFree, none, on(30, { point }))).toEqual({ kind: 'nothing' });
  expect(hitTest(map, allFree, none, on(8, { point }))).toEqual({ kind: 'nothing' });
});
