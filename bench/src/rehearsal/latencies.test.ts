/** Quantiles are right within a bucket, also when counts of several workers are added up. */
import { expect, it } from 'vitest';
import { add, type Latencies, quantileMs, record, totalOf } from './latencies.ts';

it('a quantile is at most 4 % above the true one, and never below it', () => {
  const latencies: Latencies = {};
  const values = Array.from({ length: 1_000 }, (_, n) => (n + 1) * 0.7);
  for (const value of values) record(latencies, value);
  expect(totalOf(latencies)).toBe(1_000);
  for (const share of [0.01, 0.5, 0.95, 0.99, 1]) {
    const exact = values[Math.ceil(share * 1_000) - 1] ?? 0;
    const said = quantileMs(latencies, share) ?? 0;
    expect(said).toBeGreaterThanOrEqual(exact * 0.999);
    expect(said).toBeLessThanOrEqual(exact * 1.041);
  }
});

it('adding is the same as having counted together', () => {
  const [one, other, both]: [Latencies, Latencies, Latencies] = [{}, {}, {}];
  for (let n = 1; n < 300; n++) {
    record(n % 3 === 0 ? one : other, n * n);
    record(both, n * n);
  }
  add(one, other);
  expect(one).toEqual(both);
});

it('nothing has no quantile', () => {
  expect(quantileMs({}, 0.5)).toBeUndefined();
});
