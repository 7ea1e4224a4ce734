/**
 * Places for a party that takes whatever there is, also apart: all of one tier, so that everybody pays
 * the same, the best ones first.
 */

export type LooseSeat = {
  readonly seatNo: number;
  readonly tier: string | null;
  /** Smaller is better. */
  readonly viewCm: number;
};

/** Undefined: no tier has so many. */
export function scattered(
  seats: readonly LooseSeat[],
  party: number,
): readonly number[] | undefined {
  const tiers = [...Map.groupBy(seats, ({ tier }) => tier).values()]
    .filter((list) => list.length >= party)
    .map((list) => list.toSorted((a, b) => a.viewCm - b.viewCm || a.seatNo - b.seatNo))
    .map((list) => list.slice(0, party));
  const best = tiers.toSorted((a, b) => sum(a) - sum(b))[0];
  return best?.map(({ seatNo }) => seatNo).toSorted((a, b) => a - b);
}

const sum = (list: readonly LooseSeat[]): number =>
  list.reduce((total, { viewCm }) => total + viewCm, 0);

/** The first `party` seats with consecutive numbers, or just the first ones. */
export function inNumberOrder(
  free: readonly number[],
  party: number,
  together: boolean,
): readonly number[] | undefined {
  for (let at = 0; at + party <= free.length; at++) {
    const seats = free.slice(at, at + party);
    const isRow = (seats.at(-1) ?? 0) - (seats[0] ?? 0) === party - 1;
    if (!together || isRow) return seats;
  }
  return undefined;
}
