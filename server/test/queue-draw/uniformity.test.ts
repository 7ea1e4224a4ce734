/**
 * That the draw is fair: over many keys, every order of a small cohort and every position in a large one
 * comes equally often, and neither coming first nor coming last is worth anything. The keys are fixed,
 * so the tests are too. The same statistics over shuffles with well-known faults show that they would
 * be noticed.
 */
import { drawPositions } from '@onsale/contract/fair-draw.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { exchangedWithAnybody, neverInPlace, withoutRejection } from './faulty-shuffles.ts';
import { deviations, keyOf, rankOf, Tally } from './statistics.ts';

/** One test in thirty thousand would be further out by chance. */
const DEVIATIONS_MAX = 4;
const AT_ONCE = 200;

async function drawMany(
  draws: number,
  n: number,
  take: (positions: Uint32Array) => void,
  draw = drawPositions,
): Promise<void> {
  for (let from = 0; from < draws; from += AT_ONCE) {
    const keys = Array.from({ length: AT_ONCE }, (_, index) => keyOf(from + index));
    for (const positions of await Promise.all(keys.map((key) => draw(key, n)))) take(positions);
  }
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

async function orderCounts(n: number, draw = drawPositions): Promise<readonly number[]> {
  const tally = new Tally(factorial(n));
  await drawMany(12_000, n, (positions) => tally.add(rankOf(positions)), draw);
  return tally.counts;
}

describe.each([2, 3, 4, 5])('a cohort of %i', (n) => {
  it('gets every order equally often', async () => {
    const counts = await orderCounts(n);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(deviations(counts)).toBeLessThan(DEVIATIONS_MAX);
  });
});

describe('a cohort of 1,000', () => {
  const n = 1_000;
  const draws = 3_000;
  const bins = 50;
  const binOf = (position: number): number => Math.floor(((position - 1) * bins) / n);
  /** Of these numbers, how often each position came, in bins of 20. */
  const byNumber = new Map([1, 2, 500, 999, 1_000].map((number) => [number, new Tally(bins)]));
  /** Who came to stand at the very front and at the very end. */
  const first = new Tally(bins);
  const last = new Tally(bins);
  let sums: number[];
  let fixedPoints = 0;
  let neighbours = 0;

  beforeAll(async () => {
    sums = Array.from({ length: n }, () => 0);
    await drawMany(draws, n, (positions) => {
      for (const [index, position] of positions.entries()) {
        sums[index] = (sums[index] ?? 0) + position;
        if (position === index + 1) fixedPoints += 1;
        if (position === 1) first.add(binOf(index + 1));
        if (position === n) last.add(binOf(index + 1));
        if (index > 0 && position > (positions[index - 1] ?? 0)) neighbours += 1;
      }
      for (const [number, tally] of byNumber) tally.add(binOf(positions[number - 1] ?? 1));
    });
  });

  it.each([...byNumber])('gives number %i every position equally often', (_, { counts }) => {
    expect(deviations(counts)).toBeLessThan(DEVIATIONS_MAX);
  });

  it('has anybody at the front and at the end equally often', () => {
    expect(deviations(first.counts)).toBeLessThan(DEVIATIONS_MAX);
    expect(deviations(last.counts)).toBeLessThan(DEVIATIONS_MAX);
  });

  it('gives nobody a better place on average, neither the first to come nor the last', () => {
    const deviation = Math.sqrt((n * n - 1) / 12 / draws);
    const z = sums.map((sum) => (sum / draws - (n + 1) / 2) / deviation);
    for (const at of [z[0] ?? 9, z[n - 1] ?? 9]) expect(Math.abs(at)).toBeLessThan(DEVIATIONS_MAX);
    // Among 1,000 the furthest is expected near 3.3.
    expect(Math.max(...z.map(Math.abs))).toBeLessThan(5);
    const slope = z.reduce((sum, value, index) => sum + value * (index - (n - 1) / 2), 0);
    expect(Math.abs(slope / Math.sqrt((n * (n * n - 1)) / 12))).toBeLessThan(DEVIATIONS_MAX);
  });

  it('leaves one in place per draw, and neighbours in order half of the time', () => {
    expect(Math.abs(fixedPoints - draws) / Math.sqrt(draws)).toBeLessThan(DEVIATIONS_MAX);
    const pairs = draws * (n - 1);
    // Descents of a permutation have variance (n + 1) / 12.
    const deviation = Math.sqrt((draws * (n + 1)) / 12);
    expect(Math.abs(neighbours - pairs / 2) / deviation).toBeLessThan(DEVIATIONS_MAX);
  });
});

describe('what a faulty shuffle would show', () => {
  it('when the exchange may be with anybody, also with who is done', async () => {
    expect(deviations(await orderCounts(3, exchangedWithAnybody))).toBeGreaterThan(DEVIATIONS_MAX);
    expect(deviations(await orderCounts(5, exchangedWithAnybody))).toBeGreaterThan(DEVIATIONS_MAX);
  });

  it('when nobody may stay where they are', async () => {
    expect(Math.min(...(await orderCounts(4, neverInPlace)))).toBe(0);
  });

  it('when words from the upper end are not thrown away', async () => {
    const tally = new Tally(20);
    const take = (positions: Uint32Array) =>
      tally.add(Math.floor(((positions[199] ?? 1) - 1) / 10));
    await drawMany(3_000, 200, take, withoutRejection);
    expect(deviations(tally.counts)).toBeGreaterThan(DEVIATIONS_MAX);
  });
});

it('ranks permutations', () => {
  const all = [
    [1, 2, 3],
    [1, 3, 2],
    [2, 1, 3],
    [2, 3, 1],
    [3, 1, 2],
    [3, 2, 1],
  ];
  expect(all.map((one) => rankOf(one))).toEqual([0, 1, 2, 3, 4, 5]);
});
