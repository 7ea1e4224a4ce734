/**
 * What the forecast has to beat: the average of the past. It knows nothing of the sale, or only its
 * genre; and the quantile of past peaks, which at least knows how far they differ.
 */
import { weightedQuantile } from './quantiles.ts';
import {
  type Curve,
  type Measure,
  type PastSale,
  peakOf,
  type SaleTraits,
  sumOf,
  valueAt,
} from './sale.ts';
import { forecastFromMinute, forecastMinutes } from './shape.ts';

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : sumOf(values) / values.length;

export const averagePeak = (history: readonly PastSale[], measure: Measure): number =>
  meanOf(history.map(({ load }) => peakOf(load[measure])));

/** Minute by minute, so that its busiest one is below the average of the busiest ones. */
export const averageCurve = (history: readonly PastSale[], measure: Measure): Curve => ({
  fromMinute: forecastFromMinute,
  values: forecastMinutes.map((minute) =>
    meanOf(history.map(({ load }) => valueAt(load[measure], minute))),
  ),
});

export const peakQuantile = (history: readonly PastSale[], measure: Measure, p: number): number =>
  weightedQuantile(
    history.map(({ load }) => ({ value: peakOf(load[measure]), weight: 1 })),
    p,
  );

/** All of them where none is of that genre. */
export function sameGenre(
  history: readonly PastSale[],
  { genre }: SaleTraits,
): readonly PastSale[] {
  const same = history.filter((one) => one.genre === genre);
  return same.length === 0 ? history : same;
}
