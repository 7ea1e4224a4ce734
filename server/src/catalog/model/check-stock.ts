/** Whether the places of a new event and its prices fit together: a seating plan, or areas of its own. */
import { tierCodes } from '@onsale/contract/seating-plan-seats.ts';
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import type { Problem } from './check-event.ts';
import type { Tier } from './event.ts';

export type Area = { readonly pool: number; readonly tier: string; readonly capacity: number };

export type Stock = { readonly pools: readonly Area[]; readonly seatCount: number };

const problem = (field: string, text: string): Problem => ({
  field: `body.${field}`,
  problem: text,
});

/** General-admission areas of a plan as pools. */
export const areasOf = (plan: SeatingPlan): Area[] =>
  plan.levels.flatMap((level) =>
    level.areas.map(({ pool, tier, capacity }) => ({ pool, tier, capacity })),
  );

export const stockOf = (plan: SeatingPlan): Stock => ({
  pools: areasOf(plan),
  seatCount: plan.seatCount,
});

/** One of the two, never both. */
export function choiceProblems(hasPlan: boolean, areas: readonly Area[] | undefined): Problem[] {
  if (hasPlan === (areas === undefined)) return [];
  const text = hasPlan
    ? 'must be absent: the seating plan says what there is'
    : 'is needed when there is no seatingPlanId';
  return [problem('areas', text)];
}

/** Every tier of the plan has its price. */
export function planProblems(plan: SeatingPlan, tiers: readonly Tier[]): Problem[] {
  const priced = new Set(tiers.map(({ code }) => code));
  const missing = tierCodes(plan).filter((code) => !priced.has(code));
  return missing.map((code) => problem('tiers', `has no price for tier ${code} of the plan`));
}

export function areaProblems(areas: readonly Area[], tiers: readonly Tier[]): Problem[] {
  const priced = new Set(tiers.map(({ code }) => code));
  const seen = new Set<number>();
  return areas.flatMap(({ pool, tier }, i) => {
    const found: Problem[] = [];
    if (seen.has(pool)) found.push(problem(`areas.${i}.pool`, 'is used twice'));
    if (!priced.has(tier)) found.push(problem(`areas.${i}.tier`, 'is not one of the tiers'));
    seen.add(pool);
    return found;
  });
}
