/** Everything that the document shows, computed once; a few seconds. */
import { backTest, type BackTestRow } from '../back-test/back-test.ts';
import { syntheticHistory, type SyntheticSale } from '../back-test/synthetic-history.ts';
import { type Surprise, surprises } from '../back-test/assumptions.ts';
import { forecastPeak } from '../model/peak.ts';
import { type PastSale, knownAt, peakOf } from '../model/sale.ts';
import {
  compareStrategies,
  type Comparison,
  isBeyondMax,
} from '../simulation/compare-strategies.ts';
import { type EveningRun, runEvening } from '../simulation/documents-evening.ts';

/** Others than those that the forecast was made with. */
export const seeds = [11, 12, 13] as const;
export const salesOfSeed = 120;
export const historyCount = 40;
export const fewHistories = 20;
export const fewCount = 2;
export const fewSales = 8;

export type SurpriseRow = {
  readonly kind: Surprise;
  readonly sales: number;
  /** Of the sales, how many were above their P90: a day before, and ten minutes before. */
  readonly missedDayBefore: number;
  readonly missedTenMinutes: number;
};

export type Results = {
  readonly many: readonly BackTestRow[];
  readonly few: readonly BackTestRow[];
  readonly surprises: readonly SurpriseRow[];
  readonly comparisons: readonly Comparison[];
  readonly beyondMax: number;
  readonly evening: readonly EveningRun[];
  readonly eveningTooLow: readonly EveningRun[];
  /** The sale of the pictures, and what came before it. */
  readonly shown: { readonly sale: SyntheticSale; readonly history: readonly PastSale[] };
};

export function computeResults(): Results {
  const histories = seeds.map((seed) => syntheticHistory(seed, salesOfSeed));
  const few = Array.from({ length: fewHistories }, (_, index) =>
    syntheticHistory(200 + index, fewSales),
  );
  const compared = histories[0] ?? [];
  return {
    many: backTest({ histories, historyCount }),
    few: backTest({ histories: few, historyCount: fewCount }),
    surprises: surpriseRows(histories),
    comparisons: compareStrategies({ sales: compared, historyCount }),
    beyondMax: compared.slice(historyCount).filter(isBeyondMax).length,
    evening: runEvening(),
    eveningTooLow: runEvening(0.7),
    shown: shownSale(compared),
  };
}

/** The first one after the history that is popular, and that no surprise spoils. */
function shownSale(sales: readonly SyntheticSale[]): Results['shown'] {
  const index = sales.findIndex(
    ({ load, surprise }, position) =>
      position >= 60 &&
      surprise === 'none' &&
      peakOf(load.requestsPerSecond) > 1_200 &&
      peakOf(load.requestsPerSecond) < 2_500,
  );
  const sale = sales[index];
  if (sale === undefined) throw new Error('No sale of this seed can be shown.');
  return { sale, history: sales.slice(0, index) };
}

function surpriseRows(histories: readonly (readonly SyntheticSale[])[]): readonly SurpriseRow[] {
  const tried = histories.flatMap((sales) =>
    sales.slice(historyCount).map((sale, index) => {
      const history = sales.slice(0, historyCount + index);
      const misses = (lead: number): boolean =>
        peakOf(sale.load.requestsPerSecond) >
        forecastPeak(history, knownAt(sale, lead), 'requestsPerSecond').quantile(0.9);
      return { kind: sale.surprise, dayBefore: misses(24 * 60), tenMinutes: misses(10) };
    }),
  );
  return surprises.map(({ kind }) => {
    const same = tried.filter((one) => one.kind === kind);
    return {
      kind,
      sales: same.length,
      missedDayBefore: same.filter(({ dayBefore }) => dayBefore).length,
      missedTenMinutes: same.filter(({ tenMinutes }) => tenMinutes).length,
    };
  });
}
