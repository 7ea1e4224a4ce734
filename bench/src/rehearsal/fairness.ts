/**
 * How the order of being let in relates to the order of coming. In the cohort it should not at all (the
 * lot decides), after it exactly (first come, first served). Pure.
 */
import type { Line } from './journal.ts';

export type Fairness = {
  readonly cohortSize: number;
  /** Rank correlation of coming and position, -1 to 1; null: too few to say. */
  readonly inCohort: number | null;
  readonly afterCohort: number | null;
  /** What chance alone would stay below, 99 times of 100. */
  readonly chanceInCohort: number | null;
  /** [rank of coming, position], a sample in the order of coming. */
  readonly points: readonly (readonly [number, number])[];
  /** Of 100, how many positions of early comers (the first half) are in each tenth of the cohort. */
  readonly earlyByTenth: readonly number[];
};

const POINTS_MAX = 1_200;
const FEW = 10;

export function fairnessOf(lines: readonly Line[], cohortSize: number): Fairness {
  const places = lines
    .flatMap(({ places: all }) => all.at(-1) ?? [])
    .flatMap(({ number, position }) => (position === undefined ? [] : [{ number, position }]))
    .toSorted((a, b) => a.number - b.number);
  const cohort = places.filter(({ number }) => number <= cohortSize);
  const after = places.filter(({ number }) => number > cohortSize);
  const step = Math.max(1, Math.ceil(places.length / POINTS_MAX));
  return {
    cohortSize,
    inCohort: correlation(cohort),
    afterCohort: correlation(after),
    // The standard error of a rank correlation without a relation is 1 / sqrt(n - 1).
    chanceInCohort: cohort.length < FEW ? null : round(2.576 / Math.sqrt(cohort.length - 1)),
    points: places
      .filter((_, n) => n % step === 0)
      .map(({ number, position }) => [number, position]),
    earlyByTenth: tenths(cohort, cohortSize),
  };
}

type Placed = { readonly number: number; readonly position: number };

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

/** Spearman's rho: the correlation of the ranks. */
function correlation(places: readonly Placed[]): number | null {
  const n = places.length;
  if (n < FEW) return null;
  const byPosition = places.toSorted((a, b) => a.position - b.position);
  const rank = new Map(byPosition.map((place, at) => [place, at]));
  let squares = 0;
  for (const [at, place] of places.entries()) squares += (at - (rank.get(place) ?? 0)) ** 2;
  return round(1 - (6 * squares) / (n * (n * n - 1)));
}

function tenths(cohort: readonly Placed[], cohortSize: number): number[] {
  const counts = Array.from({ length: 10 }, () => 0);
  const early = cohort.filter(({ number }) => number <= cohortSize / 2);
  for (const { position } of early) {
    const tenth = Math.min(9, Math.floor(((position - 1) / cohortSize) * 10));
    counts[tenth] = (counts[tenth] ?? 0) + 1;
  }
  return counts.map((count) => (early.length === 0 ? 0 : round((count / early.length) * 100)));
}
