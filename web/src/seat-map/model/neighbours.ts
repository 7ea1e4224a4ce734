/** Where the arrow keys lead: along the row, to the row before or behind, from section to section. */
import type { Point } from '@onsale/contract/seating-plan-seats.ts';
import type { MapPlan, MapRow } from './map-plan.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

const vectors = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
} as const satisfies Record<Direction, Point>;

/**
 * The seat that one sees in that direction on the map. Rows of a stand beside the pitch run downwards:
 * there "down" leads along the row. Undefined at the edge of the hall.
 */
export function seatTowards(map: MapPlan, seat: number, direction: Direction): number | undefined {
  const row = map.rows[map.rowOf[seat] ?? -1];
  if (row === undefined) return undefined;
  const vector = vectors[direction];
  const along = rowDirection(map, row, seat);
  const turn = along.x * vector.x + along.y * vector.y;
  if (Math.abs(turn) > Math.SQRT1_2) {
    const next = seat + (turn > 0 ? 1 : -1);
    const isInRow = next >= row.firstSeat && next < row.firstSeat + row.seatCount;
    return isInRow ? next : nearestInCone(map, seat, vector);
  }
  return nextRowSeat(map, row, seat, vector) ?? nearestInCone(map, seat, vector);
}

const at = ({ seats }: MapPlan, seat: number): Point => ({
  x: seats.x[seat] ?? 0,
  y: seats.y[seat] ?? 0,
});

function rowDirection(map: MapPlan, row: MapRow, seat: number): Point {
  const last = row.firstSeat + row.seatCount - 1;
  const from = at(map, Math.max(row.firstSeat, seat - 1));
  const to = at(map, Math.min(last, seat + 1));
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
}

/** The nearest seat of the row before or after in the same section, whichever lies that way. */
function nextRowSeat(map: MapPlan, row: MapRow, seat: number, vector: Point): number | undefined {
  const here = at(map, seat);
  const found = [map.rows[row.index - 1], map.rows[row.index + 1]]
    .filter((one) => one !== undefined)
    .filter((one) => one.section === row.section)
    .map((one) => nearestOf(map, here, one.firstSeat, one.firstSeat + one.seatCount))
    .find((one) => {
      const there = at(map, one);
      return (there.x - here.x) * vector.x + (there.y - here.y) * vector.y > 0;
    });
  return found;
}

function nearestOf(map: MapPlan, here: Point, from: number, to: number): number {
  let nearest = from;
  let shortest = Infinity;
  for (let seat = from; seat < to; seat++) {
    const { x, y } = at(map, seat);
    const distance = (x - here.x) ** 2 + (y - here.y) ** 2;
    if (distance < shortest) [nearest, shortest] = [seat, distance];
  }
  return nearest;
}

/** Across an aisle or into another section: near, and more ahead than aside. */
function nearestInCone(map: MapPlan, seat: number, vector: Point): number | undefined {
  const here = at(map, seat);
  const own = map.rowOf[seat];
  let nearest: number | undefined;
  let least = Infinity;
  for (let other = 0; other < map.seats.seatCount; other++) {
    if (map.rowOf[other] === own) continue;
    const cost = costTowards(here, at(map, other), vector);
    if (cost < least) [nearest, least] = [other, cost];
  }
  return nearest;
}

/** The section (or area: numbered after the sections) whose label lies that way. */
export function blockTowards(
  map: MapPlan,
  block: number,
  direction: Direction,
): number | undefined {
  const blocks = [...map.sections, ...map.areas];
  const here = blocks[block]?.anchor;
  if (here === undefined) return undefined;
  let nearest: number | undefined;
  let least = Infinity;
  for (const [index, { anchor }] of blocks.entries()) {
    if (index === block) continue;
    const cost = costTowards(here, anchor, vectors[direction]);
    if (cost < least) [nearest, least] = [index, cost];
  }
  return nearest;
}

/** Distance, with what lies aside counted more; infinite outside of a right angle around `vector`. */
function costTowards(here: Point, there: Point, vector: Point): number {
  const dx = there.x - here.x;
  const dy = there.y - here.y;
  const ahead = dx * vector.x + dy * vector.y;
  const aside = Math.abs(dx * vector.y - dy * vector.x);
  return ahead <= 0 || aside > ahead ? Infinity : ahead + 2 * aside;
}
