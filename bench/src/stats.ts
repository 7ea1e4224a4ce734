/** The few statistics the bench reports: quantiles, and ratios paired within a round. */

/**
 * The q-quantile (0 to 1) with linear interpolation between neighbours, as spreadsheets compute it.
 * Undefined for an empty list.
 */
export function quantile(values: readonly number[], q: number): number | undefined {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`a quantile lies between 0 and 1, not at ${q}`);
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * q;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) return undefined;
  return below + (above - below) * (position - Math.floor(position));
}

export const median = (values: readonly number[]): number | undefined => quantile(values, 0.5);

export const lowerQuartile = (values: readonly number[]): number | undefined =>
  quantile(values, 0.25);

/** One variant's figure by round; a round in which it failed or was skipped is missing. */
export type ByRound = ReadonlyMap<number, number>;

/**
 * `ours / theirs` for every round that has both. The machine's speed drifts between rounds, so only
 * figures taken within one round are compared. A zero on either side says nothing and is left out
 * of the ratio: a variant that booked nothing would make it infinite.
 */
export function pairedRatios(ours: ByRound, theirs: ByRound): number[] {
  const ratios: number[] = [];
  for (const [round, value] of ours) {
    const other = theirs.get(round);
    if (other !== undefined && other > 0 && value > 0) ratios.push(value / other);
  }
  return ratios;
}
