/** The histogram against exact quantiles of the same values. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Histogram } from './histogram.ts';

function exactQuantile(valuesMs: readonly number[], q: number): number {
  const sorted = valuesMs.toSorted((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1] ?? Number.NaN;
}

test('quantiles are never below the true value and at most 1.6 % above it', () => {
  const micros = fc.oneof(
    fc.integer({ min: 0, max: 200 }),
    fc.integer({ min: 0, max: 2_000_000_000 }),
  );
  fc.assert(
    fc.property(
      fc.array(micros, { minLength: 1, maxLength: 300 }),
      fc.constantFrom(0, 0.5, 0.95, 0.99, 1),
      (values, q) => {
        const histogram = new Histogram();
        for (const value of values) histogram.record(value / 1_000);
        const exact = exactQuantile(
          values.map((value) => value / 1_000),
          q,
        );
        const reported = histogram.quantileMs(q) ?? Number.NaN;
        expect(reported).toBeGreaterThanOrEqual(exact - 1e-9);
        expect(reported).toBeLessThanOrEqual(exact * 1.016 + 1e-9);
      },
    ),
  );
});

test('counts, the maximum and clearing', () => {
  const histogram = new Histogram();
  expect(histogram.quantileMs(0.5)).toBeNull();
  for (let ms = 1; ms <= 100; ms++) histogram.record(ms);
  expect(histogram.total).toBe(100);
  expect(histogram.maxMs).toBe(100);
  expect(histogram.quantileMs(1)).toBe(100);
  histogram.clear();
  expect(histogram.total).toBe(0);
  expect(histogram.quantileMs(0.99)).toBeNull();
});

test('values outside the range are kept at its ends', () => {
  const histogram = new Histogram();
  histogram.record(-3);
  histogram.record(1e12);
  expect(histogram.quantileMs(0)).toBe(0);
  expect(histogram.maxMs).toBe((2 ** 31 - 1) / 1_000);
});
