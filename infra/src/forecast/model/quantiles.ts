/** Quantiles: of the normal and of Student's distribution, and of values with weights. */

/**
 * Of the normal distribution, for 0 < p < 1, within 0.00045: the rational approximation 26.2.23 of
 * Abramowitz and Stegun, Handbook of Mathematical Functions.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`${p} is no probability between 0 and 1.`);
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  const above = 2.515517 + t * (0.802853 + t * 0.010328);
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return above / below - t;
}

/**
 * Of Student's distribution with at least 3 degrees of freedom: the expansion 26.7.5 of the same
 * book. Within 1 % from 5 % to 95 %.
 */
export function studentQuantile(p: number, freedom: number): number {
  const z = normalQuantile(p);
  const z3 = z ** 3;
  const z5 = z ** 5;
  const z7 = z ** 7;
  return (
    z +
    (z3 + z) / (4 * freedom) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * freedom ** 3)
  );
}

export type Weighted = { readonly value: number; readonly weight: number };

/** The smallest value that, with all below it, has the share `p` of the weights. */
export function weightedQuantile(values: readonly Weighted[], p: number): number {
  const sorted = values.toSorted((a, b) => a.value - b.value);
  const goal = p * sorted.reduce((sum, { weight }) => sum + weight, 0);
  let reached = 0;
  for (const { value, weight } of sorted) {
    reached += weight;
    if (reached >= goal) return value;
  }
  return sorted.at(-1)?.value ?? 0;
}
