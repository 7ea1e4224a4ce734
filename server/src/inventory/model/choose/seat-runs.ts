/**
 * Where one seat is the neighbour of the next: a row is cut into runs wherever an aisle or a door
 * comes between two seats.
 */
import type { Row } from '@onsale/contract/seating-plan-row.ts';
import { seatFlags, type Point } from '@onsale/contract/seating-plan-seats.ts';

/** Seats placed by hand have no slots; this much more than the usual distance is an aisle. */
const AISLE_RATIO = 1.75;
/** A wheelchair needs about 90 cm where a seat needs 50, so its neighbour is further away. */
const WHEELCHAIR_RATIO = 2.5;

/**
 * For each seat of the row whether a run begins there; the first seat always begins one.
 *
 * On a line or an arc any skipped slot separates, except that a single one beside a wheelchair space
 * is the second half of that space and not an aisle. Points are separated by distance.
 *
 * @param points Where the seats are, in centimetres, as many as the row has seats.
 * @param flags Unions of `seatFlags`, as many as the row has seats.
 */
export function runBeginnings(
  row: Row,
  points: readonly Point[],
  flags: ArrayLike<number>,
): boolean[] {
  const wide = (index: number): boolean =>
    (((flags[index - 1] ?? 0) | (flags[index] ?? 0)) & seatFlags.accessible) !== 0;
  if (row.shape.kind === 'points') {
    const distances = points.map((point, index) => distanceCm(points[index - 1] ?? point, point));
    const usual = lowerMedian(distances.slice(1));
    return distances.map(
      (cm, index) => index === 0 || cm > usual * (wide(index) ? WHEELCHAIR_RATIO : AISLE_RATIO),
    );
  }
  const skipped = skippedBefore(row);
  return skipped.map((slots, index) => index === 0 || slots > (wide(index) ? 1 : 0));
}

/** How many slots nobody sits in lie directly before each seat. */
function skippedBefore(row: Row): number[] {
  const lengthAt = new Map((row.skip ?? []).map(({ from, to }) => [from, to - from + 1]));
  const counts: number[] = [];
  for (let slot = 0; counts.length < row.seats; slot++) {
    const from = slot;
    // Ranges may follow each other without a seat between.
    for (let length = lengthAt.get(slot); length !== undefined; length = lengthAt.get(slot)) {
      slot += length;
    }
    counts.push(slot - from);
  }
  return counts;
}

const distanceCm = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

function lowerMedian(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? 0;
}
