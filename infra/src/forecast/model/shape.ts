/**
 * How the load of a sale runs around its opening, as a share of its busiest minute: pointwise, from
 * past sales, the more alike the heavier.
 */
import { weightedQuantile } from './quantiles.ts';
import {
  type Curve,
  type Measure,
  type PastSale,
  peakOf,
  type SaleTraits,
  valueAt,
} from './sale.ts';

/** The minutes that a forecast is about. */
export const forecastFromMinute = -60;
export const forecastToMinute = 120;

export const forecastMinutes: readonly number[] = Array.from(
  { length: forecastToMinute - forecastFromMinute },
  (_, index) => forecastFromMinute + index,
);

/** Without any history: all of it at the opening, fading over a quarter of an hour. */
const unknownShape = (minute: number): number => {
  if (minute < 0) return Math.exp(minute / 15) * 0.5;
  return Math.exp(-minute / 15);
};

/** 1 for any sale; more for the same genre, the same organizer, a similar size. */
export const likeness = (one: SaleTraits, other: SaleTraits): number =>
  1 +
  (one.genre === other.genre ? 2 : 0) +
  (one.organizer === other.organizer ? 2 : 0) +
  (Math.abs(Math.log(one.capacity / other.capacity)) < Math.log(2) ? 1 : 0);

/** Shares between 0 and 1, at a probability, scaled so that the busiest minute has 1. */
export function shapeOf(
  history: readonly PastSale[],
  sale: SaleTraits,
  measure: Measure,
  p: number,
): Curve {
  const weighed = history
    .map((past) => ({
      curve: past.load[measure],
      peak: peakOf(past.load[measure]),
      weight: likeness(past, sale),
    }))
    .filter(({ peak }) => peak > 0);
  const shares = forecastMinutes.map((minute) =>
    weighed.length === 0
      ? unknownShape(minute)
      : weightedQuantile(
          weighed.map(({ curve, peak, weight }) => ({
            value: valueAt(curve, minute) / peak,
            weight,
          })),
          p,
        ),
  );
  const most = Math.max(...shares);
  return {
    fromMinute: forecastFromMinute,
    values: shares.map((share) => (most === 0 ? 0 : share / most)),
  };
}
