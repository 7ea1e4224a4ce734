/** The load of an on-sale before it opens: how high, and when, at a stated probability. */
import { forecastPeak, type PeakForecast } from './peak.ts';
import { type Curve, type Measure, measures, type PastSale, type SaleNow } from './sale.ts';
import { shapeOf } from './shape.ts';

export type MeasureForecast = {
  /** Of the busiest minute; `curve` has it once at least. */
  readonly peak: number;
  readonly curve: Curve;
  /** What the peak follows from, as factors of its logarithm. */
  readonly coefficients: PeakForecast['coefficients'];
};

/** What stays above the busiest minute with `probability`: 0.9 is too low for one sale in ten. */
export function forecastMeasure(
  history: readonly PastSale[],
  sale: SaleNow,
  measure: Measure,
  probability: number,
): MeasureForecast {
  const { quantile, coefficients } = forecastPeak(history, sale, measure);
  const peak = quantile(probability);
  const { fromMinute, values } = shapeOf(history, sale, measure, probability);
  return {
    peak,
    curve: { fromMinute, values: values.map((share) => share * peak) },
    coefficients,
  };
}

export type LoadForecast = Readonly<Record<Measure, MeasureForecast>>;

export const forecastLoad = (
  history: readonly PastSale[],
  sale: SaleNow,
  probability: number,
): LoadForecast =>
  Object.fromEntries(
    measures.map((measure) => [measure, forecastMeasure(history, sale, measure, probability)]),
  ) as LoadForecast;

export const curvesOf = (forecast: LoadForecast): Readonly<Record<Measure, Curve>> =>
  Object.fromEntries(measures.map((measure) => [measure, forecast[measure].curve])) as Readonly<
    Record<Measure, Curve>
  >;
