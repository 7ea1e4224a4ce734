/** Is the hall possible? Seats do not overlap, stand within their section, and face the stage. */
import { rowPoints, type Point } from '@onsale/contract/seating-plan-seats.ts';
import type { Outline, SeatingPlan, Section } from '@onsale/contract/seating-plan.ts';
import { areaSquareMetres, crossesItself, edgesOf, within } from './geometry.ts';
import { finding, levelsOf, sectionsOf, type PlanFinding } from './plan-findings.ts';

/** Middles of two seats; the narrowest chairs are wider. */
export const seatDistanceMinCm = 30;
/** How far the middle of a seat may be outside its section's outline. */
export const outlineToleranceCm = 25;
/** A pillar of 20 cm by 20 cm. */
const OUTLINE_MIN_SQUARE_METRES = 0.04;

export function* checkGeometry(plan: SeatingPlan): Generator<PlanFinding> {
  for (const [outline, path] of outlinesOf(plan)) yield* checkOutline(outline, path);
  if (!within(plan.focalPoint, edgesOf(plan.stage.outline), outlineToleranceCm)) {
    yield finding('focal_point_off_stage', '/focalPoint', 'The focal point is not on the stage.');
  }
  for (const { level, path } of levelsOf(plan)) {
    const grid: Grid = new Map();
    for (const [index, section] of level.sections.entries()) {
      yield* checkSection(section, `${path}/sections/${index}`, plan.focalPoint, grid);
    }
  }
}

/** `grid` holds the seats of the level so far. */
function* checkSection(
  section: Section,
  sectionPath: string,
  focalPoint: Point,
  grid: Grid,
): Generator<PlanFinding> {
  const edges = edgesOf(section.outline);
  for (const [index, row] of section.rows.entries()) {
    const path = `${sectionPath}/rows/${index}`;
    const points = rowPoints(row);
    yield* checkSpacing(path, points, grid);
    const outside = points.findIndex((point) => !within(point, edges, outlineToleranceCm));
    if (outside !== -1) {
      const message = `Seat ${outside} of the row is outside the section's outline.`;
      yield finding('seat_outside_section', path, message);
    }
    // Points may be chairs around a table: only lines and arcs have a left and a right.
    if (row.shape.kind !== 'points' && runsBackwards(points, focalPoint)) {
      const message = 'Seen by those who face the stage, the row should run from left to right.';
      yield finding('row_runs_right_to_left', `${path}/shape`, message);
    }
  }
}

function* checkOutline(outline: Outline, path: string): Generator<PlanFinding> {
  if (outline.length % 2 !== 0) {
    yield finding('outline_odd', path, 'An outline has two numbers for each corner.');
  } else if (crossesItself(outline)) {
    yield finding('outline_crosses_itself', path, 'The outline crosses itself.');
  } else if (areaSquareMetres(outline) < OUTLINE_MIN_SQUARE_METRES) {
    yield finding('outline_too_small', path, 'The outline encloses next to nothing.');
  }
}

function* outlinesOf(plan: SeatingPlan): Generator<[Outline, string]> {
  yield [plan.stage.outline, '/stage/outline'];
  for (const { section, path } of sectionsOf(plan)) yield [section.outline, `${path}/outline`];
  for (const { level, path } of levelsOf(plan)) {
    for (const kind of ['areas', 'landmarks'] as const) {
      for (const [index, { outline }] of level[kind].entries()) {
        yield [outline, `${path}/${kind}/${index}/outline`];
      }
    }
  }
}

type Placed = Point & { readonly seat: string };
/** Seats by the square of the grid they stand on. */
type Grid = Map<number, Placed[]>;

/**
 * Every seat against those in its own and the eight neighbouring squares of a grid as wide as the
 * least distance: linear in the number of seats.
 */
function* checkSpacing(path: string, points: readonly Point[], grid: Grid): Generator<PlanFinding> {
  for (const [index, point] of points.entries()) {
    const seat = { ...point, seat: `seat ${index} of ${path}` };
    const close = neighbours(grid, seat).find(
      (other) => Math.hypot(other.x - seat.x, other.y - seat.y) < seatDistanceMinCm,
    );
    if (close) {
      const message = `Seat ${index} is closer than ${seatDistanceMinCm} cm to ${close.seat}.`;
      yield finding('seats_too_close', path, message);
    }
    const key = squareOf(seat.x, seat.y);
    const square = grid.get(key);
    if (square) square.push(seat);
    else grid.set(key, [seat]);
  }
}

function neighbours(grid: Grid, { x, y }: Point): Placed[] {
  const found: Placed[] = [];
  for (const dx of [-seatDistanceMinCm, 0, seatDistanceMinCm]) {
    for (const dy of [-seatDistanceMinCm, 0, seatDistanceMinCm]) {
      const square = grid.get(squareOf(x + dx, y + dy));
      if (square) found.push(...square);
    }
  }
  return found;
}

/** One number for a square of the grid; wider than any plan, so no two squares share one. */
const squareOf = (x: number, y: number): number =>
  Math.floor(x / seatDistanceMinCm) * 1_000_000 + Math.floor(y / seatDistanceMinCm);

/** Whether people with the row's first seat at their left hand turn their backs to the stage. */
function runsBackwards(points: readonly Point[], focalPoint: Point): boolean {
  const first = points.at(0);
  const last = points.at(-1);
  if (!first || !last) return false;
  const ahead =
    (last.y - first.y) * (2 * focalPoint.x - first.x - last.x) -
    (last.x - first.x) * (2 * focalPoint.y - first.y - last.y);
  return ahead < 0;
}
