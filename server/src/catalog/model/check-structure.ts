/**
 * Do the numbers of a plan fit together? These checks come first and alone: only a plan that passes
 * them can be expanded to seats without surprises.
 */
import { countSeats } from '@onsale/contract/seating-plan-seats.ts';
import { seatingPlanLimits, type Range, type Row } from '@onsale/contract/seating-plan-row.ts';
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { finding, rowsOf, sectionsOf, type PlanFinding, type RowAt } from './plan-findings.ts';

export function* checkStructure(plan: SeatingPlan): Generator<PlanFinding> {
  yield* checkNumbering(plan);
  for (const at of rowsOf(plan)) {
    yield* checkRanges(at);
    yield* checkSkip(at);
    yield* checkSeatLabels(at);
  }
}

function* checkNumbering(plan: SeatingPlan): Generator<PlanFinding> {
  let next = 0;
  for (const { section, path } of sectionsOf(plan)) {
    if (section.firstSeatNo !== next) {
      const message = `The first seat is number ${section.firstSeatNo} and should be ${next}.`;
      yield finding('first_seat_no_wrong', `${path}/firstSeatNo`, message);
    }
    next += countSeats(section);
  }
  if (plan.seatCount !== next) {
    const message = `The plan says ${plan.seatCount} seats, its rows have ${next}.`;
    yield finding('seat_count_wrong', '/seatCount', message);
  }
  if (next > seatingPlanLimits.seats) {
    const message = `${next} seats are more than ${seatingPlanLimits.seats}.`;
    yield finding('too_many_seats', '/seatCount', message);
  }
  if (next === 0 && plan.levels.every((level) => level.areas.length === 0)) {
    yield finding('empty_plan', '/levels', 'The plan has neither seats nor standing areas.');
  }
}

function* checkRanges({ row, path }: RowAt): Generator<PlanFinding> {
  for (const name of ['accessible', 'companion', 'restrictedView'] as const) {
    if (!ascending(row[name] ?? [], 0, row.seats - 1)) {
      const message = `The ranges must ascend without overlap within 0 to ${row.seats - 1}.`;
      yield finding('range_invalid', `${path}/${name}`, message);
    }
  }
}

function* checkSkip({ row, path }: RowAt): Generator<PlanFinding> {
  if (row.shape.kind === 'points') {
    if (row.skip) yield finding('skip_invalid', `${path}/skip`, 'Points have no slots to skip.');
    if (row.shape.at.length !== 2 * row.seats) {
      const message = `${row.seats} seats need ${2 * row.seats} numbers.`;
      yield finding('points_wrong', `${path}/shape/at`, message);
    }
    return;
  }
  const skip = row.skip ?? [];
  const slots = row.seats + skip.reduce((sum, range) => sum + range.to - range.from + 1, 0);
  if (!ascending(skip, 1, slots - 2)) {
    const message = 'The ranges must ascend without overlap and leave the first and the last slot.';
    yield finding('skip_invalid', `${path}/skip`, message);
  }
}

function* checkSeatLabels({ row, path }: RowAt): Generator<PlanFinding> {
  const problem = labelProblem(row);
  if (problem) yield finding('labels_wrong', path, problem);
}

function labelProblem({ labels, numbering, seats }: Row): string | undefined {
  if (labels && numbering) return 'A row has either labels or a numbering.';
  if (labels && labels.length !== seats) return `${labels.length} labels for ${seats} seats.`;
  if (labels && new Set(labels).size !== seats) return 'Two seats have the same label.';
  if (numbering && numbering.first + numbering.step * (seats - 1) < 0) {
    return 'The numbering goes below 0.';
  }
  return undefined;
}

/** Whether the ranges lie in `min`..`max`, ascend, and do not overlap. */
function ascending(ranges: readonly Range[], min: number, max: number): boolean {
  let next = min;
  for (const { from, to } of ranges) {
    if (from < next || to < from || to > max) return false;
    next = to + 1;
  }
  return true;
}
