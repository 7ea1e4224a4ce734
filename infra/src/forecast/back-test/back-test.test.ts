/** Synthetic histories are what they are said to be, and the forecast beats the average on them. */
import { describe, expect, it } from 'vitest';
import { peakOf } from '../model/sale.ts';
import { saleMinutes } from './arrivals.ts';
import { backTest } from './back-test.ts';
import { seededRandom } from './random.ts';
import { pinball, scoresOf } from './scores.ts';
import { syntheticHistory } from './synthetic-history.ts';

const mean = (of: () => number): number =>
  Array.from({ length: 20_000 }, of).reduce((sum, value) => sum + value, 0) / 20_000;

describe('random numbers', () => {
  it('are the same for the same seed, and have the moments that they should', () => {
    const [one, other] = [seededRandom(9), seededRandom(9)];
    expect([one.next(), one.normal(), one.poisson(3)]).toEqual([
      other.next(),
      other.normal(),
      other.poisson(3),
    ]);
    const random = seededRandom(1);
    expect(mean(random.next)).toBeCloseTo(0.5, 1);
    expect(mean(random.normal)).toBeCloseTo(0, 1);
    expect(mean(() => random.normal() ** 2)).toBeCloseTo(1, 1);
    expect(mean(() => random.poisson(4))).toBeCloseTo(4, 0);
    expect(mean(() => random.poisson(400)) / 400).toBeCloseTo(1, 2);
    // Heavier tails than the normal distribution: its variance would be 2.
    expect(mean(() => random.student(4) ** 2)).toBeGreaterThan(1.5);
  });
});

describe('a synthetic history', () => {
  const sales = syntheticHistory(2, 200);

  it('is the same for the same seed, and another for another', () => {
    expect(syntheticHistory(2, 3)).toEqual(sales.slice(0, 3));
    expect(syntheticHistory(3, 3)).not.toEqual(sales.slice(0, 3));
  });

  it('has heavy tails, surprises, and a load for every minute', () => {
    const peaks = sales.map(({ load }) => peakOf(load.requestsPerSecond)).toSorted((a, b) => a - b);
    expect((peaks[199] ?? 0) / (peaks[100] ?? 1)).toBeGreaterThan(10);
    expect(new Set(sales.map(({ surprise }) => surprise)).size).toBeGreaterThan(3);
    for (const { load, arrivals } of sales) {
      expect(arrivals.values).toHaveLength(saleMinutes.length);
      expect(load.admissionsPerSecond.values).toHaveLength(saleMinutes.length);
    }
  });

  it('lets in nobody before the opening, and no more than there is to sell', () => {
    for (const { load, capacity } of sales) {
      const admitted = load.admissionsPerSecond.values.map((rate) => rate * 60);
      expect(Math.max(...admitted.slice(0, 120))).toBe(0);
      expect(admitted.reduce((sum, count) => sum + count, 0)).toBeLessThan(1.2 * capacity + 1);
    }
  });
});

describe('scores', () => {
  it('punish too low more than too high at P90', () => {
    expect(pinball(100, 80, 0.9)).toBeCloseTo(18, 9);
    expect(pinball(100, 120, 0.9)).toBeCloseTo(2, 9);
    const scores = scoresOf([
      { actual: 100, p50: 150, p90: 90 },
      { actual: 200, p50: 180, p90: 300 },
    ]);
    expect(scores).toMatchObject({ meanErrorPercent: 30, coveredPercent: 50 });
  });
});

describe('the back-test', () => {
  const rows = backTest({ histories: [syntheticHistory(4, 70)], historyCount: 40 });
  const row = (name: string, lead?: number) => {
    const found = rows.find((one) => one.name === name && one.leadMinutes === lead);
    if (found === undefined) throw new Error(`There is no row ${name}.`);
    return found;
  };

  it('has the average behind the forecast, in every score and in late minutes', () => {
    const average = row('average of the past');
    for (const lead of [24 * 60, 60]) {
      const forecast = row('this forecast', lead);
      expect(forecast.scores.meanErrorPercent).toBeLessThan(average.scores.meanErrorPercent);
      expect(forecast.scores.pinball90Percent).toBeLessThan(average.scores.pinball90Percent);
      expect(forecast.lateMinutes).toBeLessThan(average.lateMinutes);
    }
  });

  it('learns from who has come', () => {
    const before = row('this forecast', 24 * 60).scores.meanErrorPercent;
    expect(row('this forecast', 10).scores.meanErrorPercent).toBeLessThan(before);
  });
});
