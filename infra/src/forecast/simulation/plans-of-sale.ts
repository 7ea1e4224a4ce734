/** The plan of a sale as it would have been: made a day before, revised as more becomes known. */
import { forecastMeasure } from '../model/forecast.ts';
import { type Curve, knownAt, type PastSale } from '../model/sale.ts';
import {
  type CapacityAction,
  defaultBufferMs,
  defaultReleaseMs,
  planCapacity,
} from '../plan/plan-capacity.ts';
import { revisePlan } from '../plan/revise-plan.ts';
import type { RoleCapacity } from '../plan/role-capacity.ts';

export const leadMinutes = [24 * 60, 60, 10] as const;

export type PlanProps = {
  readonly history: readonly PastSale[];
  readonly sale: PastSale;
  readonly role: RoleCapacity;
  readonly probability: number;
};

const nothing: Curve = { fromMinute: 0, values: [] };

/** For one curve of requests, known so many minutes before. Times count from the opening. */
export const planFor = (
  requestsPerSecond: Curve,
  role: RoleCapacity,
  lead: number,
): readonly CapacityAction[] =>
  planCapacity({
    opensAtMs: 0,
    nowMs: -lead * 60_000,
    load: { requestsPerSecond, admissionsPerSecond: nothing, connections: nothing },
    roles: [role],
    bufferMs: defaultBufferMs,
    releaseMs: defaultReleaseMs,
  }).actions;

/** Times of the actions count from the opening. */
export function plansOfSale({
  history,
  sale,
  role,
  probability,
}: PlanProps): readonly CapacityAction[] {
  let actions: readonly CapacityAction[] = [];
  for (const lead of leadMinutes) {
    const now = knownAt(sale, lead);
    const { curve } = forecastMeasure(history, now, 'requestsPerSecond', probability);
    const revision = { nowMs: -lead * 60_000, opensAtMs: 0, roles: [role] };
    actions = revisePlan(actions, planFor(curve, role, lead), revision);
  }
  return actions;
}
