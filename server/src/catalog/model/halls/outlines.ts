/** Outlines of the sample halls: rectangles, and the ground that a block of rows stands on. */
import type { Row } from '@onsale/contract/seating-plan-row.ts';
import { rowPoints, type Point } from '@onsale/contract/seating-plan-seats.ts';
import type { Outline } from '@onsale/contract/seating-plan.ts';
import { assert } from '../../../lib/assert.ts';

/** A rectangle between two opposite corners. */
export const rectangle = (x1: number, y1: number, x2: number, y2: number): Outline => [
  x1,
  y1,
  x2,
  y1,
  x2,
  y2,
  x1,
  y2,
];

/** A square pillar of `side` centimetres around its middle. */
export const square = ({ x, y }: Point, side: number): Outline =>
  rectangle(x - side / 2, y - side / 2, x + side / 2, y + side / 2);

/** From the middle of a seat to the edge of its section. */
const MARGIN_CM = 45;
/**
 * Corners that move an edge by less than this are left out: little along the curves, so that blocks
 * fit into each other; more at the ends of rows, which hop by half a seat where rows grow.
 */
const SMOOTH_CURVE_CM = 4;
const SMOOTH_ENDS_CM = 20;

/** The ground under the rows (front row first), with a margin for chairs and legs. */
export function outlineAround(rows: readonly Row[]): Outline {
  const widened = rows.map((row) => widen(rowPoints(row)));
  const front = shifted(widened.at(0), 1);
  const back = shifted(widened.at(-1), -1);
  const inner = widened.slice(1, -1);
  const right = inner.flatMap((points) => points.slice(-1));
  const left = inner.flatMap((points) => points.slice(0, 1));
  const rightSide = [...front.slice(-1), ...right, ...back.slice(-1)];
  const leftSide = [...back.slice(0, 1), ...left.toReversed(), ...front.slice(0, 1)];
  const corners = [
    ...smoothed(front, SMOOTH_CURVE_CM),
    ...smoothed(rightSide, SMOOTH_ENDS_CM).slice(1, -1),
    ...smoothed(back.toReversed(), SMOOTH_CURVE_CM),
    ...smoothed(leftSide, SMOOTH_ENDS_CM).slice(1, -1),
  ];
  // Adding 0 turns a negative zero, which JSON does not bring back, into a plain one.
  return corners.flatMap(({ x, y }) => [Math.round(x) + 0, Math.round(y) + 0]);
}

/** The row, longer by the margin at both ends. */
function widen(points: readonly Point[]): Point[] {
  const [first, second] = points;
  const last = points.at(-1);
  const beforeLast = points.at(-2);
  assert(first && second && last && beforeLast, 'a row of a sample hall has two seats or more');
  return [beyond(second, first, MARGIN_CM), ...points, beyond(beforeLast, last, MARGIN_CM)];
}

/** The point `distance` behind `to`, seen from `from`. */
function beyond(from: Point, to: Point, distance: number): Point {
  const share = distance / Math.hypot(to.x - from.x, to.y - from.y);
  return { x: to.x + (to.x - from.x) * share, y: to.y + (to.y - from.y) * share };
}

/** The row moved by the margin towards the front (1) or the back (-1) of those who sit in it. */
function shifted(points: readonly Point[] | undefined, direction: 1 | -1): Point[] {
  assert(points, 'a block has a row');
  return points.map((point, index) => {
    const before = points[index - 1] ?? point;
    const after = points[index + 1] ?? point;
    const length = Math.hypot(after.x - before.x, after.y - before.y);
    const scale = (MARGIN_CM * direction) / length;
    return {
      x: point.x + (after.y - before.y) * scale,
      y: point.y - (after.x - before.x) * scale,
    };
  });
}

/** Ramer-Douglas-Peucker: few corners that keep the line within `toleranceCm`. */
function smoothed(points: readonly Point[], toleranceCm: number): Point[] {
  const first = points.at(0);
  const last = points.at(-1);
  if (!first || !last || points.length < 3) return [...points];
  const base = Math.hypot(last.x - first.x, last.y - first.y);
  let worst = 0;
  let worstDistance = toleranceCm;
  for (const [index, { x, y }] of points.entries()) {
    const cross = (last.x - first.x) * (y - first.y) - (last.y - first.y) * (x - first.x);
    const distance = Math.abs(cross) / base;
    if (distance > worstDistance) [worst, worstDistance] = [index, distance];
  }
  if (worst === 0) return [first, last];
  const before = smoothed(points.slice(0, worst + 1), toleranceCm);
  return [...before.slice(0, -1), ...smoothed(points.slice(worst), toleranceCm)];
}
