/**
 * Picks suggestions from candidates: the cheapest first, none sharing a seat with another, and with
 * a salt any of those that are about as good as the cheapest. Without it, a thousand parties that
 * look at the same moment are all shown the same two seats, and 999 of them lose.
 */
import type { Spread } from './wish.ts';

/** Candidates in columns; each is `size` seats from `start` on, and perhaps more behind `more`. */
export type Candidates = {
  readonly size: number;
  readonly starts: number[];
  /** Per seat, centimetres. */
  readonly costs: number[];
};

const TOLERANCE_CM = 300;

/** What is about as cheap as the cheapest is looked at again and again, everything else once or twice. */
const SHELF_CM = 600;

/** At most `count` places in the columns, best first. Ties go to the lower seat number. */
export function pickBest(
  { size, starts, costs }: Candidates,
  count: number,
  spread: Spread | undefined,
): number[] {
  const picks: number[] = [];
  const tolerance = spread === undefined ? 0 : (spread.toleranceCm ?? TOLERANCE_CM);
  const isOpen = (at: number): boolean =>
    picks.every((pick) => Math.abs((starts[at] ?? 0) - (starts[pick] ?? 0)) >= size);
  // Every open candidate that costs at most `limit` is on the shelf.
  let shelf: number[] = [];
  let limit = -Infinity;
  while (picks.length < count) {
    let least = shelf.reduce((min, at) => Math.min(min, costs[at] ?? 0), Infinity);
    if (least === Infinity || least + tolerance > limit) {
      least = cheapest(costs, isOpen);
      if (least === Infinity) return picks;
      limit = least + tolerance + SHELF_CM;
      shelf = affordable(costs, limit).filter(isOpen);
    }
    const best = oneOf(shelf, { starts, costs }, least + tolerance, spread);
    if (best === undefined) return picks;
    picks.push(best);
    const start = starts[best] ?? 0;
    shelf = shelf.filter((at) => Math.abs((starts[at] ?? 0) - start) >= size);
  }
  return picks;
}

function cheapest(costs: readonly number[], isOpen: (at: number) => boolean): number {
  let least = Infinity;
  for (let at = 0; at < costs.length; at++) {
    const cost = costs[at] ?? 0;
    if (cost < least && isOpen(at)) least = cost;
  }
  return least;
}

function affordable(costs: readonly number[], limit: number): number[] {
  const list: number[] = [];
  for (let at = 0; at < costs.length; at++) if ((costs[at] ?? 0) <= limit) list.push(at);
  return list;
}

/** The first of the cheapest; with a salt, whichever of those up to the limit the lot falls on. */
function oneOf(
  shelf: readonly number[],
  { starts, costs }: Pick<Candidates, 'starts' | 'costs'>,
  limit: number,
  spread: Spread | undefined,
): number | undefined {
  let best: number | undefined;
  let least = Infinity;
  for (const at of shelf) {
    const cost = costs[at] ?? 0;
    if (cost > limit) continue;
    const rank = spread === undefined ? cost : mix(spread.salt, starts[at] ?? 0);
    if (rank < least) {
      best = at;
      least = rank;
    }
  }
  return best;
}

/** A number below 2^32 that depends on every bit of both (the finalizer of MurmurHash3). */
function mix(salt: number, seatNo: number): number {
  let bits = Math.imul(salt ^ Math.imul(seatNo + 1, 0x9e3779b1), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
