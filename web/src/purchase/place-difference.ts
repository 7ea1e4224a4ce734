/**
 * How far other seats are from those that were asked for, in words a buyer can judge: the same row,
 * the same section, and how much nearer to the stage or further away.
 */
import { findSeat, type SeatPlace } from '@onsale/contract/seating-plan-places.ts';
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';

export type PlaceDifference = {
  readonly shared: 'row' | 'section' | 'level' | 'none';
  /** Whole metres further from the stage on average; negative: nearer. */
  readonly furtherM: number;
};

/** Undefined when one side has no seat of the plan. */
export function placeDifference(
  plan: SeatingPlan,
  asked: readonly number[],
  given: readonly number[],
): PlaceDifference | undefined {
  const [before, after] = [asked, given].map((seats) =>
    seats.map((seat) => findSeat(plan, seat)).filter((place) => place !== undefined),
  );
  if (before === undefined || after === undefined) return undefined;
  if (before.length === 0 || after.length === 0) return undefined;
  const centimetres = meanDistance(plan, after) - meanDistance(plan, before);
  return { shared: sharedBy([...before, ...after]), furtherM: Math.round(centimetres / 100) + 0 };
}

function meanDistance({ focalPoint }: SeatingPlan, places: readonly SeatPlace[]): number {
  const total = places.reduce(
    (sum, { x, y }) => sum + Math.hypot(x - focalPoint.x, y - focalPoint.y),
    0,
  );
  return total / places.length;
}

function sharedBy(places: readonly SeatPlace[]): PlaceDifference['shared'] {
  const isOne = (part: (place: SeatPlace) => unknown): boolean =>
    new Set(places.map(part)).size === 1;
  if (isOne(({ row }) => row)) return 'row';
  if (isOne(({ section }) => section)) return 'section';
  return isOne(({ level }) => level) ? 'level' : 'none';
}
