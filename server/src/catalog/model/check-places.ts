/** Companions sit beside the wheelchair spaces they belong to; standing areas have room. */
import { rowPoints } from '@onsale/contract/seating-plan-seats.ts';
import type { Range } from '@onsale/contract/seating-plan-row.ts';
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { areaSquareMetres } from './geometry.ts';
import { finding, levelsOf, rowsOf, type PlanFinding, type RowAt } from './plan-findings.ts';

/** Middle to middle: a wheelchair space of 90 cm, a chair, and a little air; less than an aisle. */
export const companionDistanceMaxCm = 150;
/** The limit of the Guide to Safety at Sports Grounds: 47 people on 10 square metres. */
export const peoplePerSquareMetreMax = 4.7;

export function* checkPlaces(plan: SeatingPlan): Generator<PlanFinding> {
  for (const at of rowsOf(plan)) if (at.row.accessible ?? at.row.companion) yield* checkAccess(at);
  for (const { level, path } of levelsOf(plan)) {
    for (const [index, { capacity, outline }] of level.areas.entries()) {
      const density = capacity / areaSquareMetres(outline);
      if (density > peoplePerSquareMetreMax) {
        const message = `${density.toFixed(1)} people on a square metre are too many.`;
        yield finding('area_too_dense', `${path}/areas/${index}/capacity`, message);
      }
    }
  }
}

function* checkAccess({ row, path }: RowAt): Generator<PlanFinding> {
  const accessible = members(row.accessible);
  const companions = members(row.companion);
  const points = rowPoints(row);
  const hasBeside = (seat: number, others: ReadonlySet<number>): boolean =>
    [seat - 1, seat + 1].some((other) => {
      const [a, b] = [points[seat], points[other]];
      if (!others.has(other) || !a || !b) return false;
      return Math.hypot(a.x - b.x, a.y - b.y) <= companionDistanceMaxCm;
    });
  for (const seat of companions) {
    if (accessible.has(seat)) {
      const message = `Seat ${seat} is both a wheelchair space and a companion's seat.`;
      yield finding('accessible_and_companion', `${path}/companion`, message);
    } else if (!hasBeside(seat, accessible)) {
      const message = `Companion seat ${seat} has no wheelchair space beside it.`;
      yield finding('companion_alone', `${path}/companion`, message);
    }
  }
  for (const seat of accessible) {
    if (!hasBeside(seat, companions)) {
      const message = `Wheelchair space ${seat} has no companion seat beside it.`;
      yield finding('accessible_alone', `${path}/accessible`, message);
    }
  }
}

function members(ranges: readonly Range[] = []): Set<number> {
  return new Set(
    ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i)),
  );
}
