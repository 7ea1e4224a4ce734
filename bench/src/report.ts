/** From raw rounds to what is printed and written: medians per variant, soundness, bars. */
import { type Bar, evaluateBars } from './bars.ts';
import type { Machine } from './machine.ts';
import type { Measurement } from './measure.ts';
import type { RoundFailure, RoundRecord } from './rounds.ts';
import { median } from './stats.ts';
import { isSound, type Verification } from './verification.ts';

const FIGURES = [
  'perSecond',
  'perServerCore',
  'p50Ms',
  'p95Ms',
  'p99Ms',
  'cpuSecondsPer1000',
  'peakMemoryMib',
] as const satisfies readonly (keyof Measurement)[];

type Figure = (typeof FIGURES)[number];

export type VariantSummary = {
  readonly id: string;
  readonly title: string;
  readonly rounds: number;
  readonly medians: Readonly<Record<Figure, number | null>>;
  readonly perSecondMin: number | null;
  readonly perSecondMax: number | null;
  /** Share of the answers that were not 2xx, over all rounds; null without HTTP. */
  readonly refusedShare: number | null;
  /** Sums over all rounds; null for variants that book nothing. */
  readonly verification: Verification | null;
};

export type ScenarioSummary = {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly variants: readonly VariantSummary[];
};

export type Report = {
  readonly machine: Machine;
  /** ISO 8601, UTC, when the bench began. */
  readonly date: string;
  readonly quick: boolean;
  readonly rounds: number;
  readonly connections: number;
  readonly scenarios: readonly ScenarioSummary[];
  readonly bars: readonly Bar[];
  readonly failures: readonly RoundFailure[];
};

type Titled = { readonly id: string; readonly title: string };

export function summarize(
  scenario: Titled & { readonly unit: string },
  variants: readonly Titled[],
  records: readonly RoundRecord[],
): ScenarioSummary {
  return {
    id: scenario.id,
    title: scenario.title,
    unit: scenario.unit,
    variants: variants.map(({ id, title }) => {
      const measurements = records
        .filter((record) => record.scenario === scenario.id && record.variant === id)
        .map(({ measurement }) => measurement);
      return { id, title, ...summarizeVariant(measurements) };
    }),
  };
}

function summarizeVariant(runs: readonly Measurement[]): Omit<VariantSummary, 'id' | 'title'> {
  const values = (figure: Figure): number[] =>
    runs.map((run) => run[figure] ?? null).filter((value) => value !== null);
  const rates = values('perSecond');
  const medians = Object.fromEntries(
    FIGURES.map((figure) => [figure, median(values(figure)) ?? null]),
  ) as Record<Figure, number | null>;
  return {
    rounds: runs.length,
    medians,
    perSecondMin: rates.length === 0 ? null : Math.min(...rates),
    perSecondMax: rates.length === 0 ? null : Math.max(...rates),
    refusedShare: refusedShare(runs),
    verification: sumVerifications(runs.flatMap(({ verification }) => verification ?? [])),
  };
}

function refusedShare(runs: readonly Measurement[]): number | null {
  let answered = 0;
  let refused = 0;
  for (const { statuses = {} } of runs) {
    for (const [status, count] of Object.entries(statuses)) {
      answered += count;
      if (!status.startsWith('2')) refused += count;
    }
  }
  return answered === 0 ? null : refused / answered;
}

function sumVerifications(all: readonly Verification[]): Verification | null {
  if (all.length === 0) return null;
  const sum = (figure: keyof Verification): number =>
    all.reduce((total, verification) => total + verification[figure], 0);
  return {
    acknowledged: sum('acknowledged'),
    found: sum('found'),
    lost: sum('lost'),
    unexplained: sum('unexplained'),
    oversold: sum('oversold'),
    // Drifts of opposite signs must not cancel out.
    counterDrift: all.reduce((total, { counterDrift }) => total + Math.abs(counterDrift), 0),
  };
}

export const createReport = (
  facts: Omit<Report, 'bars'>,
  records: readonly RoundRecord[],
): Report => ({ ...facts, bars: evaluateBars(records) });

const isOurs = (variant: string): boolean => variant === 'onsale' || variant.startsWith('batch-');

/** What makes the bench fail: unsound bookings of our own, or runs that did not come about. */
export function findFaults(
  records: readonly RoundRecord[],
  failures: readonly RoundFailure[],
): string[] {
  const faults = failures.map(
    ({ scenario, variant, round, error }) => `${scenario}/${variant}, round ${round}: ${error}`,
  );
  for (const { scenario, variant, round, measurement } of records) {
    const found = measurement.verification;
    if (found === undefined || !isOurs(variant) || isSound(found)) continue;
    faults.push(`${scenario}/${variant}, round ${round}: ${JSON.stringify(found)}`);
  }
  return faults;
}
