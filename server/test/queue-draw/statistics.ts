/** Pearson's chi-square against a uniform distribution, and seeds that are the same in every run. */
import { createHash } from 'node:crypto';

/** The key of draw `index`: any will do, as long as nobody picked them for their results. */
export const keyOf = (index: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(createHash('sha256').update(`uniformity ${index}`).digest());

/** How far the counts are from being equal, in standard deviations of a chi-square variable. */
export function deviations(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  // Wilson and Hilferty: the cube root of chi-square by its degrees of freedom is almost normal.
  const variance = 2 / (9 * freedom);
  return (Math.cbrt(chiSquare / freedom) - (1 - variance)) / Math.sqrt(variance);
}

/** How often each of so many outcomes came. */
export class Tally {
  readonly counts: number[];

  constructor(outcomes: number) {
    this.counts = Array.from({ length: outcomes }, () => 0);
  }

  add(outcome: number): void {
    this.counts[outcome] = (this.counts[outcome] ?? 0) + 1;
  }
}

/** The rank of a permutation among all of its size, from 0 (Lehmer code). */
export function rankOf(positions: ArrayLike<number>): number {
  const list = Array.from(positions);
  return list.reduce((rank, value, index) => {
    const smaller = list.slice(index + 1).filter((other) => other < value).length;
    return rank * (list.length - index) + smaller;
  }, 0);
}
