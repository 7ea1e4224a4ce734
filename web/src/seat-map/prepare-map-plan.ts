/** Builds the map of a plan while the page goes on answering: tens of thousands of seats, in slices. */
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { breathe } from '../lib/breathe.ts';
import { hiddenSeats } from './model/levels.ts';
import { buildInSteps, type MapPlan } from './model/map-plan.ts';

export async function prepareMapPlan(plan: SeatingPlan): Promise<MapPlan> {
  const steps = buildInSteps(plan);
  for (;;) {
    const { done, value } = steps.next();
    // One slice after the other is the point.
    // oxlint-disable-next-line no-await-in-loop
    await breathe();
    if (done !== true) continue;
    // The first picture asks for it, and keeps it.
    hiddenSeats(value, undefined);
    return value;
  }
}
