/** The forecast: what it knows when, that it learns, and that its P90 is one. */
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../back-test/random.ts';
import { syntheticHistory } from '../back-test/synthetic-history.ts';
import { averageCurve, averagePeak } from './average.ts';
import { forecastLoad, forecastMeasure } from './forecast.ts';
import { forecastPeak } from './peak.ts';
import { normalQuantile, studentQuantile, weightedQuantile } from './quantiles.ts';
import { fit } from './regression.ts';
import { knownAt, measures, peakOf, sumOf } from './sale.ts';

const sales = syntheticHistory(5, 60);
const history = sales.slice(0, 50);
const [sale] = sales.slice(50);
if (sale === undefined) throw new Error('There are sixty sales.');

describe('quantiles', () => {
  it('are those of the tables', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.96, 2);
    expect(normalQuantile(0.1)).toBeCloseTo(-1.2816, 2);
    // Student's t, two tables' worth: 4 and 10 degrees of freedom.
    expect(studentQuantile(0.9, 4)).toBeCloseTo(1.533, 1);
    expect(studentQuantile(0.95, 10)).toBeCloseTo(1.812, 2);
    expect(() => normalQuantile(1)).toThrow(/between 0 and 1/);
  });

  it('weigh values', () => {
    const values = [
      { value: 10, weight: 1 },
      { value: 1, weight: 8 },
      { value: 20, weight: 1 },
    ];
    expect([0.5, 0.8, 0.9, 1].map((p) => weightedQuantile(values, p))).toEqual([1, 1, 10, 20]);
    expect(weightedQuantile([], 0.5)).toBe(0);
  });
});

describe('the regression', () => {
  const coefficients = [
    { name: 'constant', mean: 0, deviation: 5 },
    { name: 'slope', mean: 1, deviation: 1 },
  ];
  const prior = { coefficients, noise: 0.5, noiseWorth: 4 };

  it('says what the prior says before any history', () => {
    expect(fit(prior, []).quantile([1, 3], 0.5)).toBeCloseTo(3, 4);
  });

  it('finds the line that made the history, and grows certain', () => {
    const random = seededRandom(3);
    const made = Array.from({ length: 400 }, () => {
      const x = 4 * random.next();
      return { features: [1, x], outcome: 2 - 0.5 * x + 0.2 * random.normal() };
    });
    const spread = (count: number): number => {
      const fitted = fit(prior, made.slice(0, count));
      return fitted.quantile([1, 2], 0.9) - fitted.quantile([1, 2], 0.5);
    };
    const [constant, slope] = fit(prior, made).coefficients;
    expect(constant?.value).toBeCloseTo(2, 1);
    expect(slope?.value).toBeCloseTo(-0.5, 1);
    expect(spread(400)).toBeLessThan(spread(10));
    // What stays is the noise: 1.28 standard deviations of 0.2.
    expect(spread(400)).toBeCloseTo(0.256, 1);
  });
});

describe('what is known', () => {
  it('is nothing of later', () => {
    const early = knownAt(sale, 60);
    expect(early.arrivals.values).toEqual(sale.arrivals.values.slice(0, 60));
    expect(early.registrations).toBe(sale.registrations[1]?.count);
    expect(knownAt(sale, 24 * 60).arrivals.values).toEqual([]);
    expect(knownAt(sale, 24 * 60).registrations).toBe(sale.registrations[0]?.count);
    // Between two counts it is the older one; before the first one there is no older one.
    expect(knownAt(sale, 30).registrations).toBe(sale.registrations[1]?.count);
    expect(knownAt(sale, 48 * 60).registrations).toBe(sale.registrations[0]?.count);
  });

  it('makes the difference: a forecast does not change with what comes after it', () => {
    const spoilt = { ...sale, load: { ...sale.load, requestsPerSecond: sale.load.connections } };
    const at = (one: typeof sale) =>
      forecastPeak(history, knownAt(one, 60), 'requestsPerSecond').quantile(0.9);
    expect(at(spoilt)).toBe(at(sale));
  });
});

describe('a forecast', () => {
  it('grows with registrations and arrivals, and its P90 is above its P50', () => {
    const now = knownAt(sale, 10);
    const peak = (given: object, p = 0.5): number =>
      forecastPeak(history, { ...now, ...given }, 'requestsPerSecond').quantile(p);
    expect(peak({ registrations: now.registrations * 3 })).toBeGreaterThan(peak({}));
    const values = now.arrivals.values.map((count) => count * 3);
    expect(peak({ arrivals: { ...now.arrivals, values } })).toBeGreaterThan(1.5 * peak({}));
    expect(peak({}, 0.9)).toBeGreaterThan(peak({}));
  });

  it('is there without any history, and then a wide one', () => {
    const now = knownAt(sale, 24 * 60);
    const width = (past: typeof history): number => {
      const { quantile } = forecastPeak(past, now, 'requestsPerSecond');
      return quantile(0.9) / quantile(0.5);
    };
    expect(width([])).toBeGreaterThan(3);
    expect(width(history)).toBeLessThan(2.5);
    const { curve, peak } = forecastMeasure([], now, 'requestsPerSecond', 0.9);
    expect(peakOf(curve)).toBeCloseTo(peak, 6);
  });

  it('has a curve for each measure, which reaches its peak', () => {
    const forecast = forecastLoad(history, knownAt(sale, 60), 0.9);
    for (const measure of measures) {
      expect(peakOf(forecast[measure].curve)).toBeCloseTo(forecast[measure].peak, 6);
      expect(sumOf(forecast[measure].curve.values)).toBeGreaterThan(0);
    }
  });
});

describe('the average of the past', () => {
  it('is minute by minute below the average of the busiest minutes', () => {
    const curve = averageCurve(history, 'requestsPerSecond');
    expect(peakOf(curve)).toBeLessThanOrEqual(averagePeak(history, 'requestsPerSecond') + 1e-9);
    expect(averagePeak([], 'connections')).toBe(0);
  });
});
