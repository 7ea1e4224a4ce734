/** What an earlier run has planned for a sale, as AWS knows it: nothing is remembered elsewhere. */
import type { CapacityAction } from '../../forecast/plan/plan-capacity.ts';
import type { PlannedRole } from '../../forecast/plan/role-capacity.ts';
import type { Bounds } from './fleets.ts';
import { type FloorSchedule, saleOf, usualMinimum } from './floor.ts';

export type InForceProps = {
  readonly role: PlannedRole;
  readonly saleId: string;
  readonly nowMs: number;
  readonly bounds: Bounds;
};

/**
 * What happened already is not listed any more; it shows in the minimum. A higher one than usual is
 * the plan's only while the plan has something to come: its end, at least.
 */
export async function inForce(
  schedule: FloorSchedule,
  { role, saleId, nowMs, bounds }: InForceProps,
): Promise<readonly CapacityAction[]> {
  const own = (await schedule.list()).filter((one) => one.atMs > nowMs && saleOf(one) === saleId);
  if (own.length === 0) return [];
  const min = await schedule.now();
  const reason = 'planned before';
  return [
    ...(min > usualMinimum(bounds, nowMs) ? [{ atMs: nowMs, role, desired: min, reason }] : []),
    ...own
      .toSorted((a, b) => a.atMs - b.atMs)
      .map((one) => ({ atMs: one.atMs, role, desired: one.min, reason })),
  ];
}
