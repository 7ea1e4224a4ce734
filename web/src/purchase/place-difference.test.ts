/** How far the seats that are held instead are from those that were asked for. */
import { expect, it } from 'vitest';
import { testPlan } from '../seat-map/model/testing-plan.ts';
import { placeDifference } from './place-difference.ts';

// Rows of six seats a metre apart: A on the ground floor, B behind it, C above.
const plan = testPlan([
  [
    { code: 'A', top: 500, rows: 4, seats: 6 },
    { code: 'B', top: 1_500, rows: 2, seats: 6 },
  ],
  [{ code: 'C', top: 2_500, rows: 1, seats: 6 }],
]);

it('tells the same row, where distance says nothing', () => {
  expect(placeDifference(plan, [2, 3], [3, 4])).toEqual({ shared: 'row', furtherM: 0 });
});

it('tells how many metres further back, and nearer, in the same section', () => {
  expect(placeDifference(plan, [2, 3], [14, 15])).toEqual({ shared: 'section', furtherM: 2 });
  expect(placeDifference(plan, [14, 15], [2, 3])).toEqual({ shared: 'section', furtherM: -2 });
});

it('tells another section of the level from another level', () => {
  expect(placeDifference(plan, [2], [26])).toMatchObject({ shared: 'level', furtherM: 10 });
  expect(placeDifference(plan, [2], [38])).toMatchObject({ shared: 'none', furtherM: 20 });
});

it('says nothing about seats that the plan does not have', () => {
  expect(placeDifference(plan, [1_000], [2])).toBeUndefined();
  expect(placeDifference(plan, [2], [])).toBeUndefined();
});
