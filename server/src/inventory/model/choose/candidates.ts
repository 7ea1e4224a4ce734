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

/** At most `count` places in the columns, best first. Ties go to the lower seat number. */
export function pickBest(
  { size, starts, costs }: Candidates,
  count: number,
  spread: Spread | undefined,
): number[] {
  const picks: number[] = [];
  const open = new Uint8Array(starts.length).fill(1);
  while (picks.length < count) {
    const best = cheapest(starts, costs, open, spread);
    if (best === undefined) return picks;
    picks.push(best);
    const chosen = starts[best] ?? 0;
    for (let at = 0; at < starts.length; at++) {
      if (Math.abs((starts[at] ?? 0) - chosen) < size) open[at] = 0;
    }
  }
  return picks;
}

function cheapest(
  starts: readonly number[],
  costs: readonly number[],
  open: Uint8Array,
  spread: Spread | undefined,
): number | undefined {
  let best: number | undefined;
  let least = Infinity;
  for (let at = 0; at < starts.length; at++) {
    if (open[at] === 1 && (costs[at] ?? 0) < least) {
      best = at;
      least = costs[at] ?? 0;
    }
  }
  if (spread === undefined) return best;
  const limit = least + (spread.toleranceCm ?? TOLERANCE_CM);
  let lowest = Infinity;
  for (let at = 0; at < starts.length; at++) {
    if (open[at] !== 1 || (costs[at] ?? 0) > limit) continue;
    const lot = mix(spread.salt, starts[at] ?? 0);
    if (lot < lowest) {
      best = at;
      lowest = lot;
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
