/**
 * A seating plan, prepared for choosing seats: columns indexed by seatNo, and runs of neighbours. It
 * is built once per plan (a few ms for 28,000 seats) and never changes; who sits where is elsewhere.
 *
 * Neighbours have consecutive numbers, so a run is a range of seat numbers, and the runs in order
 * cover all seats: the position of a seat in its run is `seatNo - runFrom[run[seatNo]]`.
 *
 * How good a place is: `viewCm`, centimetres, the smaller the better,
 *
 *     distance to the focal point x (1 + (1 - cos a) / 2) x (1.25 if the view is restricted)
 *       + 600 per level above the first
 *
 * where `a` is the angle between the seat and the axis straight away from the stage, seen from the
 * focal point: straight ahead counts as it is, 90 degrees to the side half as much again. A level
 * costs six metres because the plan is flat and stairs are not. A row behind needs no term of its
 * own: it is further away.
 */
import {
  expandSeats,
  seatFlags,
  type Point,
  type SeatTable,
} from '@onsale/contract/seating-plan-seats.ts';
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { linkCompanions, linkRows } from './seat-links.ts';
import { runBeginnings } from './seat-runs.ts';

export const LEVEL_CM = 600;
const SIDE_WEIGHT = 0.5;
const RESTRICTED_WEIGHT = 1.25;

export type IndexedSection = {
  /** Unique in the plan. */
  readonly code: string;
  /** Index into the plan's levels. */
  readonly level: number;
};

export type SeatIndex = {
  readonly seatCount: number;
  readonly tiers: readonly string[];
  readonly sections: readonly IndexedSection[];

  // One entry a seat.
  /** Centimetres, see SeatingPlan. */
  readonly x: Int32Array;
  readonly y: Int32Array;
  /** Union of `seatFlags`. */
  readonly flags: Uint8Array;
  readonly viewCm: Int32Array;
  readonly run: Int32Array;
  /** The nearest seat of the next row of the section, or -1. */
  readonly behind: Int32Array;
  /** The companion's seat of a wheelchair space and the other way round, or -1. */
  readonly partner: Int32Array;
  /** One entry more: `viewSum[b] - viewSum[a]` is the sum of viewCm of the seats a..b-1. */
  readonly viewSum: Float64Array;

  // One entry a run; `runFrom` has one more, so that run r is runFrom[r]..runFrom[r + 1] - 1.
  readonly runCount: number;
  readonly runFrom: Int32Array;
  /** Index into `sections`. */
  readonly runSection: Uint16Array;
  /** Index into the section's rows. */
  readonly runRow: Uint16Array;
  /** Index into `tiers`: a row has one price, so a run has. */
  readonly runTier: Uint16Array;
};

/** Prepares a valid plan. */
export function buildSeatIndex(plan: SeatingPlan): SeatIndex {
  const table = expandSeats(plan);
  const { seatCount, x, y, flags } = table;
  const behind = new Int32Array(seatCount).fill(-1);
  const partner = new Int32Array(seatCount).fill(-1);
  const runFrom: number[] = [];
  let from = 0;
  for (const { section } of table.sections) {
    for (const [rowIndex, row] of section.rows.entries()) {
      const to = from + row.seats;
      const points = Array.from({ length: row.seats }, (_, at) => pointAt(table, from + at));
      const beginnings = runBeginnings(row, points, flags.subarray(from, to));
      for (const [at, begins] of beginnings.entries()) if (begins) runFrom.push(from + at);
      const next = section.rows[rowIndex + 1];
      if (next) linkRows(table, behind, [from, to, to + next.seats]);
      linkCompanions(table, partner, from, to);
      from = to;
    }
  }
  const viewCm = views(plan, table);
  return {
    seatCount,
    tiers: table.tiers,
    sections: table.sections.map(({ section, level }) => ({
      code: section.code,
      level: plan.levels.indexOf(level),
    })),
    x,
    y,
    flags,
    viewCm,
    behind,
    partner,
    viewSum: runningSum(viewCm),
    ...runColumns(table, runFrom),
  };
}

const pointAt = (table: SeatTable, seatNo: number): Point => ({
  x: table.x[seatNo] ?? 0,
  y: table.y[seatNo] ?? 0,
});

type RunColumns = Pick<
  SeatIndex,
  'run' | 'runCount' | 'runFrom' | 'runSection' | 'runRow' | 'runTier'
>;

function runColumns(table: SeatTable, firsts: readonly number[]): RunColumns {
  const run = new Int32Array(table.seatCount);
  for (const [index, first] of firsts.entries()) run.fill(index, first);
  return {
    run,
    runCount: firsts.length,
    runFrom: Int32Array.from([...firsts, table.seatCount]),
    runSection: Uint16Array.from(firsts, (seat) => table.section[seat] ?? 0),
    runRow: Uint16Array.from(firsts, (seat) => table.row[seat] ?? 0),
    runTier: Uint16Array.from(firsts, (seat) => table.tier[seat] ?? 0),
  };
}

function views(plan: SeatingPlan, table: SeatTable): Int32Array {
  const levels = table.sections.map(({ level }) => plan.levels.indexOf(level));
  return Int32Array.from(table.x, (x, seatNo) => {
    const ahead = (table.y[seatNo] ?? 0) - plan.focalPoint.y;
    const distance = Math.hypot(x - plan.focalPoint.x, ahead);
    const turned = distance === 0 ? 0 : 1 - ahead / distance;
    const restricted = ((table.flags[seatNo] ?? 0) & seatFlags.restrictedView) !== 0;
    const view = distance * (1 + SIDE_WEIGHT * turned) * (restricted ? RESTRICTED_WEIGHT : 1);
    return Math.round(view + LEVEL_CM * (levels[table.section[seatNo] ?? 0] ?? 0));
  });
}

/** Sums up to each index, one entry more than there are values. */
export function runningSum(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let at = 0; at < values.length; at++) sums[at + 1] = (sums[at] ?? 0) + (values[at] ?? 0);
  return sums;
}
