/**
 * Blocks of rows, straight or curved, from one pattern per row. A block is placed by the middle of
 * its front row, so that everything stays symmetric to its axis. Lengths are centimetres.
 */
import type { Row } from '@onsale/contract/seating-plan-row.ts';
import { rowPoints, type Point } from '@onsale/contract/seating-plan-seats.ts';
import { patternedRow, rangesWhere } from './row-pattern.ts';

export type RowPlan = {
  /** See row-pattern.ts. */
  readonly patterns: readonly string[];
  /** From one seat to its neighbour, and from one row to the next. */
  readonly seatPitchCm: number;
  readonly rowPitchCm: number;
  /** Label of the front row; the rows behind count on. Default 1. */
  readonly firstRow?: number;
};

/** What every row behind counts on from. */
const label = (plan: RowPlan, index: number): string => String((plan.firstRow ?? 1) + index);

/** Without the negative zero, which JSON does not bring back. */
const whole = (value: number): number => Math.round(value) + 0;

const widthCm = (plan: RowPlan, pattern: string): number => (pattern.length - 1) * plan.seatPitchCm;

export type StraightPlace = {
  /** Middle of the front row. */
  readonly front: Point;
  /** Unit vectors: to the right along a row for those who sit there, and to the row behind. */
  readonly along: Point;
  readonly back: Point;
};

export function straightBlock(plan: RowPlan, place: StraightPlace): Row[] {
  const { front, along, back } = place;
  return plan.patterns.map((pattern, index) => {
    const x = front.x + back.x * index * plan.rowPitchCm;
    const y = front.y + back.y * index * plan.rowPitchCm;
    const half = widthCm(plan, pattern) / 2;
    const shape = {
      kind: 'line' as const,
      x1: whole(x - along.x * half),
      y1: whole(y - along.y * half),
      x2: whole(x + along.x * half),
      y2: whole(y + along.y * half),
    };
    return { label: label(plan, index), ...patternedRow(pattern), shape };
  });
}

export type CurvedPlace = {
  readonly centre: Point;
  /** Radius of the front row. */
  readonly radiusCm: number;
  /** Direction of the block's axis, degrees from straight away from the stage. Default 0. */
  readonly axisDegrees?: number;
};

export function curvedBlock(plan: RowPlan, place: CurvedPlace): Row[] {
  return plan.patterns.map((pattern, index) => {
    const r = place.radiusCm + index * plan.rowPitchCm;
    const half = ((widthCm(plan, pattern) / 2 / r) * 180) / Math.PI;
    const axis = place.axisDegrees ?? 0;
    const shape = {
      kind: 'arc' as const,
      cx: place.centre.x,
      cy: place.centre.y,
      r,
      from: whole((axis - half) * 1_000),
      to: whole((axis + half) * 1_000),
    };
    return { label: label(plan, index), ...patternedRow(pattern), shape };
  });
}

/** The same rows with `restrictedView` where `restricted` says so. */
export function withRestrictedView(rows: Row[], restricted: (seat: Point) => boolean): Row[] {
  return rows.map((row) => {
    const restrictedView = rangesWhere(rowPoints(row), restricted);
    return restrictedView.length === 0 ? row : { ...row, restrictedView };
  });
}

/** Seats further to the side than `degrees` from the axis through the focal point. */
export function beyondAngle(focalPoint: Point, degrees: number): (seat: Point) => boolean {
  const steepness = Math.tan((degrees * Math.PI) / 180);
  return ({ x, y }) => Math.abs(x - focalPoint.x) > steepness * (y - focalPoint.y);
}

/** Seats whose view of the focal point passes a pillar closer than `clearCm` to its middle. */
export function behindPillar(
  focalPoint: Point,
  pillar: Point,
  clearCm: number,
): (seat: Point) => boolean {
  return (seat) => {
    const dx = seat.x - focalPoint.x;
    const dy = seat.y - focalPoint.y;
    const px = pillar.x - focalPoint.x;
    const py = pillar.y - focalPoint.y;
    const length = Math.hypot(dx, dy);
    const ahead = (px * dx + py * dy) / length;
    return ahead > 0 && ahead < length && Math.abs(px * dy - py * dx) / length < clearCm;
  };
}
