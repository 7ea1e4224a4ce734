/** Ways to forecast that are tried on the same sales, the documents' average first. */
import { averageCurve, averagePeak, peakQuantile, sameGenre } from '../model/average.ts';
import { forecastMeasure } from '../model/forecast.ts';
import { forecastPeak } from '../model/peak.ts';
import { weightedQuantile } from '../model/quantiles.ts';
import { type Curve, knownAt, type PastSale, peakOf, type SaleNow } from '../model/sale.ts';
import { shapeOf } from '../model/shape.ts';

export type Forecast = {
  readonly p50: number;
  readonly p90: number;
  /** What a plan would be made for. */
  readonly curve: () => Curve;
};

export type Competitor = {
  readonly name: string;
  /** Whether it says something else closer to the opening. */
  readonly learns: boolean;
  readonly forecast: (history: readonly PastSale[], sale: SaleNow) => Forecast;
};

const measure = 'requestsPerSecond';

const average: Competitor = {
  name: 'average of the past',
  learns: false,
  forecast(history) {
    const peak = averagePeak(history, measure);
    return { p50: peak, p90: peak, curve: () => averageCurve(history, measure) };
  },
};

const averageOfGenre: Competitor = {
  name: 'average of its genre',
  learns: false,
  forecast: (history, sale) => average.forecast(sameGenre(history, sale), sale),
};

const scaled = (curve: Curve, peak: number): Curve => {
  const most = peakOf(curve);
  return { ...curve, values: curve.values.map((value) => (value * peak) / most) };
};

/** Knows at least how far sales differ, and pays for it. */
const quantileOfGenre: Competitor = {
  name: 'P90 of its genre',
  learns: false,
  forecast(history, sale) {
    const same = sameGenre(history, sale);
    const p90 = peakQuantile(same, measure, 0.9);
    return {
      p50: peakQuantile(same, measure, 0.5),
      p90,
      curve: () => scaled(shapeOf(history, sale, measure, 0.9), p90),
    };
  },
};

/** What each registration brought so far: what one would do on the back of an envelope. */
const perRegistration: Competitor = {
  name: 'load per registration',
  learns: true,
  forecast(history, sale) {
    const ratios = sameGenre(history, sale).map((past) => ({
      value: peakOf(past.load[measure]) / (knownAt(past, sale.leadMinutes).registrations + 1),
      weight: 1,
    }));
    const at = (p: number): number => weightedQuantile(ratios, p) * (sale.registrations + 1);
    const p90 = at(0.9);
    return {
      p50: at(0.5),
      p90,
      curve: () => scaled(shapeOf(history, sale, measure, 0.9), p90),
    };
  },
};

const model: Competitor = {
  name: 'this forecast',
  learns: true,
  forecast(history, sale) {
    const { quantile } = forecastPeak(history, sale, measure);
    return {
      p50: quantile(0.5),
      p90: quantile(0.9),
      curve: () => forecastMeasure(history, sale, measure, 0.9).curve,
    };
  },
};

export const competitors = [
  average,
  averageOfGenre,
  quantileOfGenre,
  perRegistration,
  model,
] as const;
