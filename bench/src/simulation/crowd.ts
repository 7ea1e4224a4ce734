/** Who comes when, and who stands where: arrivals by a curve, the cohort's order by lot. */
import { assumptions } from './assumptions.ts';
import type { Chances } from './chances.ts';

const MINUTE_MS = 60_000;

/** Everybody has opened by then, counted from the opening of the pre-queue. */
export const saleOpensMs = assumptions.preQueueMinutes * MINUTE_MS;

/** One arrival, in ms from the opening of the pre-queue. */
function arrivalMs(chances: Chances): number {
  const { first, steady, last } = assumptions.arrivals;
  const kind = chances.fraction();
  // Those who have waited for the pre-queue to open come within the first minute or so.
  if (kind < first) return Math.min(saleOpensMs - 1, chances.exponential(30_000));
  // More and more towards the opening: the square root of a uniform one has a rising density.
  if (kind < first + steady) return Math.sqrt(chances.fraction()) * (saleOpensMs - 1);
  if (kind < first + steady + last) {
    const early = chances.exponential((assumptions.lastMinutes * MINUTE_MS) / 2);
    return Math.max(0, saleOpensMs - 1 - early);
  }
  return saleOpensMs + chances.exponential((assumptions.lateMinutes * MINUTE_MS) / 2);
}

/** Sorted, so that the index of a person is their number - 1. */
export function arrive(people: number, chances: Chances): Float64Array {
  const times = new Float64Array(people);
  for (let person = 0; person < people; person++) times[person] = arrivalMs(chances);
  return times.sort();
}

/** Position - 1 of each person: the first `cohort` are shuffled (Fisher-Yates), the others follow. */
export function draw(people: number, cohort: number, chances: Chances): Int32Array {
  const positions = new Int32Array(people);
  for (let person = 0; person < people; person++) positions[person] = person;
  for (let last = cohort - 1; last > 0; last--) {
    const other = Math.floor(chances.fraction() * (last + 1));
    const kept = positions[last] ?? 0;
    positions[last] = positions[other] ?? 0;
    positions[other] = kept;
  }
  return positions;
}
