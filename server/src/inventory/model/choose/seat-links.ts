/**
 * Which seats belong together although they are not neighbours in a run: the seat behind a seat, and
 * the companion of a wheelchair space.
 */
import { seatFlags } from '@onsale/contract/seating-plan-seats.ts';

export type Places = {
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly flags: Uint8Array;
};

/** Further apart than this, two rows have a gangway or a wall between them. */
const BEHIND_MAX_CM = 160;
/** Further apart than this, a companion is not beside a wheelchair. */
const BESIDE_MAX_CM = 200;
const ROUNDING_CM = 5;

export function distanceCm(at: Places, a: number, b: number): number {
  const dx = (at.x[a] ?? 0) - (at.x[b] ?? 0);
  const dy = (at.y[a] ?? 0) - (at.y[b] ?? 0);
  // Math.hypot guards against overflow, which centimetres do not need, at ten times the price.
  return Math.sqrt(dx * dx + dy * dy);
}

/**
 * For each seat of the row `from`..`to` (exclusive) the nearest seat of the row that ends at
 * `nextTo`, written into `behind`. Both rows run from left to right, so one walk is enough.
 */
export function linkRows(
  at: Places,
  behind: Int32Array,
  [from, to, nextTo]: readonly [number, number, number],
): void {
  let near = to;
  for (let seat = from; seat < to; seat++) {
    while (near + 1 < nextTo && distanceCm(at, seat, near + 1) <= distanceCm(at, seat, near))
      near++;
    if (near < nextTo && distanceCm(at, seat, near) <= BEHIND_MAX_CM) behind[seat] = near;
  }
}

/**
 * Pairs the wheelchair spaces of the row `from`..`to` (exclusive) with companions' seats, written
 * into `partner` both ways. From the left, each space takes the nearest seat that is left; of two
 * that are equally near but for the rounding of places, the one to the left.
 */
export function linkCompanions(at: Places, partner: Int32Array, from: number, to: number): void {
  for (let space = from; space < to; space++) {
    if (((at.flags[space] ?? 0) & seatFlags.accessible) === 0) continue;
    let nearest = -1;
    let nearestCm = BESIDE_MAX_CM;
    for (let seat = from; seat < to; seat++) {
      const free = seat !== space && partner[seat] === -1;
      if (!free || ((at.flags[seat] ?? 0) & seatFlags.companion) === 0) continue;
      const cm = distanceCm(at, space, seat);
      if (cm > nearestCm - (nearest < 0 ? 0 : ROUNDING_CM)) continue;
      nearest = seat;
      nearestCm = cm;
    }
    if (nearest < 0) continue;
    partner[space] = nearest;
    partner[nearest] = space;
  }
}
