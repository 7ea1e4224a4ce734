/** How good forecasts were, once one knows. */
import { sumOf } from '../model/sale.ts';

export type Forecasted = {
  readonly actual: number;
  /** What was said to be as likely too high as too low, and what 90 % stay below. */
  readonly p50: number;
  readonly p90: number;
};

export type Scores = {
  /** Percent of the actual value: on average, and of the sale in the middle. */
  readonly meanErrorPercent: number;
  readonly medianErrorPercent: number;
  /** Pinball loss in percent of the average actual value; lower is better. */
  readonly pinball50Percent: number;
  readonly pinball90Percent: number;
  /** Of the sales, how many stayed below their P90: 90 would be right. */
  readonly coveredPercent: number;
};

/** Koenker and Bassett's: what is too low costs p, what is too high 1 - p. */
export const pinball = (actual: number, forecast: number, p: number): number =>
  actual >= forecast ? p * (actual - forecast) : (1 - p) * (forecast - actual);

export function scoresOf(forecasts: readonly Forecasted[]): Scores {
  const errors = forecasts.map(({ actual, p50 }) => (100 * Math.abs(p50 - actual)) / actual);
  const sorted = errors.toSorted((a, b) => a - b);
  const actual = sumOf(forecasts.map((one) => one.actual));
  const lossPercent = (p: number, of: (one: Forecasted) => number): number =>
    (100 * sumOf(forecasts.map((one) => pinball(one.actual, of(one), p)))) / actual;
  return {
    meanErrorPercent: sumOf(errors) / forecasts.length,
    medianErrorPercent: sorted[Math.floor(sorted.length / 2)] ?? 0,
    pinball50Percent: lossPercent(0.5, ({ p50 }) => p50),
    pinball90Percent: lossPercent(0.9, ({ p90 }) => p90),
    coveredPercent:
      (100 * forecasts.filter((one) => one.actual <= one.p90).length) / forecasts.length,
  };
}
