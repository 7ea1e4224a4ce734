/** The statistics, against values worked out by hand. */
import { expect, test } from 'vitest';
import { lowerQuartile, median, pairedRatios, quantile } from './stats.ts';

test('the median of an odd and of an even number of values', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([7])).toBe(7);
  expect(median([])).toBeUndefined();
});

test('quartiles interpolate and do not sort the caller’s array', () => {
  const values = [50, 10, 40, 20, 30];
  expect(lowerQuartile(values)).toBe(20);
  expect(lowerQuartile([1, 2, 3, 4])).toBe(1.75);
  expect(quantile(values, 1)).toBe(50);
  expect(quantile(values, 0)).toBe(10);
  expect(values).toEqual([50, 10, 40, 20, 30]);
  expect(() => quantile(values, 1.01)).toThrow(RangeError);
  expect(() => quantile(values, Number.NaN)).toThrow(RangeError);
});

test('ratios are taken within a round, never across rounds', () => {
  const ours = new Map([
    [1, 100],
    [2, 300],
    [3, 90],
  ]);
  const theirs = new Map([
    [3, 30],
    [1, 10],
    [4, 1],
  ]);
  expect(pairedRatios(ours, theirs)).toEqual([10, 3]);
});

test('a round in which one side booked nothing has no ratio', () => {
  expect(pairedRatios(new Map([[1, 100]]), new Map([[1, 0]]))).toEqual([]);
  expect(pairedRatios(new Map([[1, 0]]), new Map([[1, 10]]))).toEqual([]);
});
