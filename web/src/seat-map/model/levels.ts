/** Upper stands hang over lower ones: which level lies on top, and what it hides. */
import type { Point } from '@onsale/contract/seating-plan-seats.ts';
import type { MapPlan, MapSection } from './map-plan.ts';
import { nearestSeat } from './nearest-seat.ts';
import { contains, depthIn, holds, intersects } from './shapes.ts';

/** Index of the level that is wanted on top; undefined: higher levels lie above. */
export type TopLevel = number | undefined;

/** The indexes of the levels from the lowest to the one on top. */
export function levelOrder({ plan }: MapPlan, top: TopLevel): number[] {
  const order = plan.levels.map((_, index) => index);
  return top === undefined ? order : [...order.filter((index) => index !== top), top];
}

/** The section that one sees at this point. */
export function sectionAt(map: MapPlan, top: TopLevel, point: Point): MapSection | undefined {
  const here = map.sections.filter(({ bounds, section }) => {
    return holds(bounds, point.x, point.y) && contains(section.outline, point);
  });
  return here.find(({ levelIndex }) => levelIndex === top) ?? here.at(-1);
}

/** Nearer than this, in widths of a seat, two seats would be drawn over each other. */
const COLLISION = 0.8;
/** This far, in widths of a seat, inside of an upper section a seat is under it, not beside it. */
const UNDER = 0.35;

const known = new WeakMap<MapPlan, Map<TopLevel, Uint8Array>>();

/** 1 for each seat that lies under a level above; computed once, 20 ms for 20,000 seats. */
export function hiddenSeats(map: MapPlan, top: TopLevel): Uint8Array {
  const byTop = known.get(map) ?? new Map<TopLevel, Uint8Array>();
  known.set(map, byTop);
  const before = byTop.get(top);
  if (before !== undefined) return before;
  const hidden = new Uint8Array(map.seats.seatCount);
  byTop.set(top, hidden);
  const height = levelOrder(map, top).reduce(
    (heights, level, index) => heights.with(level, index),
    map.plan.levels.map(() => 0),
  );
  const heightOf = ({ levelIndex }: MapSection): number => height[levelIndex] ?? 0;
  for (const section of map.sections) {
    const above = map.sections.filter(
      (other) => heightOf(other) > heightOf(section) && intersects(other.bounds, section.bounds),
    );
    const last = section.firstSeat + section.seatCount;
    for (let seat = section.firstSeat; above.length > 0 && seat < last; seat++) {
      if (isUnder(map, above, seat)) hidden[seat] = 1;
    }
  }
  return hidden;
}

function isUnder(map: MapPlan, above: readonly MapSection[], seat: number): boolean {
  const { seats, pitchCm } = map;
  const x = seats.x[seat] ?? 0;
  const y = seats.y[seat] ?? 0;
  const isIn = ({ section, bounds }: MapSection): boolean =>
    holds(bounds, x, y) && depthIn(section.outline, x, y) > UNDER * pitchCm;
  if (above.some(isIn)) return true;
  const isAbove = (other: number): boolean =>
    above.some(({ index }) => index === seats.section[other]);
  return nearestSeat(map, { x, y }, COLLISION * pitchCm, isAbove) >= 0;
}

/** Levels hang over each other: which one is on top matters. */
export const hasHiddenSeats = (map: MapPlan): boolean => hiddenSeats(map, undefined).includes(1);
