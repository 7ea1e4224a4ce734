/**
 * The checks a seating plan passes before it is published, beyond what its schema can say. A
 * version never changes afterwards, and seats are sold by its numbers: this is the last chance.
 */
import { tierCodes } from '@onsale/contract/seating-plan-seats.ts';
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { checkGeometry } from './check-geometry.ts';
import { checkLabels } from './check-labels.ts';
import { checkPlaces } from './check-places.ts';
import { checkStructure } from './check-structure.ts';
import { finding, type PlanFinding } from './plan-findings.ts';

/** After this many, more findings help nobody. */
export const planFindingsMax = 100;

/**
 * What is wrong with a plan that satisfies the `SeatingPlan` schema: at most `planFindingsMax`
 * findings. When the numbers do not fit together, only that is reported. Takes about 30 ms for the
 * sample stadium. See `mayPublish`.
 */
export function validatePlan(plan: SeatingPlan): PlanFinding[] {
  const structure = firstOf(checkStructure(plan));
  if (structure.length > 0) return structure;
  return firstOf(allChecks(plan));
}

/** Warnings are for the person who drew the plan; only errors keep it from being published. */
export function mayPublish(findings: readonly PlanFinding[]): boolean {
  return findings.every((one) => one.severity !== 'error');
}

/** Checks stop where nobody reads on, so an absurd plan costs no more than a bad one. */
function firstOf(findings: Iterable<PlanFinding>): PlanFinding[] {
  const first: PlanFinding[] = [];
  for (const one of findings) {
    first.push(one);
    if (first.length === planFindingsMax) break;
  }
  return first;
}

function* allChecks(plan: SeatingPlan): Generator<PlanFinding> {
  yield* checkLabels(plan);
  yield* checkGeometry(plan);
  yield* checkPlaces(plan);
}

/** Whether a set of prices fits a plan: each tier of the plan has exactly one. */
export function validateTiers(plan: SeatingPlan, codes: readonly string[]): PlanFinding[] {
  const used = tierCodes(plan);
  return [
    ...used
      .filter((code) => !codes.includes(code))
      .map((code) => finding('tier_unknown', '', `Tier "${code}" of the plan has no price.`)),
    ...codes
      .filter((code, index) => codes.indexOf(code) !== index)
      .map((code) => finding('tier_repeated', '', `Tier "${code}" has more than one price.`)),
    ...codes
      .filter((code) => !used.includes(code))
      .map((code) => finding('tier_unused', '', `No place belongs to tier "${code}".`)),
  ];
}
