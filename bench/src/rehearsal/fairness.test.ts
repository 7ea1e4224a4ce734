/** Fairness: no relation in a drawn cohort, the order of coming after it, and bias is seen. */
import { createRandom } from '@onsale/server/src/lib/random.ts';
import { expect, it } from 'vitest';
import { fairnessOf } from './fairness.ts';
import type { Line } from './journal.ts';

const lines = (positions: readonly number[]): Line[] =>
  positions.map((position, at) => ({
    index: at,
    arrivedMs: at,
    outcome: 'sold_out',
    places: [{ number: at + 1, joinedMs: at, position }],
    holds: [],
    unexpected: [],
  }));
const inOrder = (count: number, from = 1): number[] =>
  Array.from({ length: count }, (_, n) => n + from);

function shuffled(count: number): number[] {
  const random = createRandom(3);
  random.fraction();
  const list = inOrder(count);
  for (let last = count - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [list[last], list[other]] = [list[other] ?? 0, list[last] ?? 0];
  }
  return list;
}

it('a drawn cohort has no relation, who comes later has the order of coming', () => {
  const fair = fairnessOf(lines([...shuffled(1_000), ...inOrder(500, 1_001)]), 1_000);
  expect(Math.abs(fair.inCohort ?? 1)).toBeLessThan(fair.chanceInCohort ?? 0);
  expect(fair.afterCohort).toBe(1);
  expect(fair.earlyByTenth.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0);
});

it('a lot that favours the early is seen', () => {
  const fair = fairnessOf(lines(inOrder(1_000)), 1_000);
  expect(fair.inCohort).toBe(1);
  expect(fair.earlyByTenth.slice(0, 5)).toEqual([20, 20, 20, 20, 20]);
  expect(fairnessOf(lines(inOrder(1_000).toReversed()), 1_000).inCohort).toBe(-1);
});

it('keeps a bounded number of points, and says nothing about few', () => {
  expect(fairnessOf(lines(shuffled(30_000)), 30_000).points.length).toBeLessThanOrEqual(1_200);
  expect(fairnessOf(lines([2, 1, 3]), 3)).toMatchObject({ inCohort: null, chanceInCohort: null });
});
