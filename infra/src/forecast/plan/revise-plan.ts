/**
 * A newer forecast takes over from an older one. What the older one has already asked for has
 * happened; close to the opening a newer one may only ask for more, because a fleet that shrinks
 * and grows again is late.
 */
import { type CapacityAction, soonestMs } from './plan-capacity.ts';
import type { PlannedRole, RoleCapacity } from './role-capacity.ts';

export type Revision = {
  readonly nowMs: number;
  readonly opensAtMs: number;
  readonly roles: readonly Pick<RoleCapacity, 'role' | 'min'>[];
};

/** Before the opening, from this close on until it has opened, plans only grow. */
export const steadyMs = 30 * 60_000;

export function revisePlan(
  older: readonly CapacityAction[],
  newer: readonly CapacityAction[],
  { nowMs, opensAtMs, roles }: Revision,
): readonly CapacityAction[] {
  const isSteady = nowMs >= opensAtMs - steadyMs;
  const happened = older.filter(({ atMs }) => atMs <= nowMs);
  const coming = roles.flatMap(({ role, min }) => {
    const of = (actions: readonly CapacityAction[]) => actions.filter((one) => one.role === role);
    const plans = { role, min, nowMs, older: of(older), newer: of(newer) };
    return changesOnly(isSteady ? higher(plans) : replaced(plans), plans);
  });
  return [...happened, ...coming].toSorted(
    (a, b) => a.atMs - b.atMs || a.role.localeCompare(b.role),
  );
}

/** Of one role. */
type Plans = {
  readonly role: PlannedRole;
  readonly min: number;
  readonly nowMs: number;
  readonly older: readonly CapacityAction[];
  readonly newer: readonly CapacityAction[];
};

/** What has happened stays until the newer plan begins, and ends at once where there is none. */
function replaced({ role, min, nowMs, newer }: Plans): readonly CapacityAction[] {
  if (newer.length > 0) return newer;
  return [{ atMs: nowMs + soonestMs, role, desired: min, reason: 'nothing more is planned' }];
}

/** Whatever is more at each moment. */
function higher({ role, min, nowMs, older, newer }: Plans): readonly CapacityAction[] {
  const times = [...older, ...newer].map(({ atMs }) => atMs).filter((atMs) => atMs > nowMs);
  return [...new Set(times)]
    .toSorted((a, b) => a - b)
    .map((atMs) => {
      const old = levelAt(older, role, atMs, min);
      const fresh = levelAt(newer, role, atMs, min);
      const source = lastOf(fresh >= old ? newer : older, role, atMs);
      const reason = source?.reason ?? 'the usual size';
      return { atMs, role, desired: Math.max(old, fresh), reason };
    });
}

function changesOnly(
  actions: readonly CapacityAction[],
  { role, min, nowMs, older }: Plans,
): readonly CapacityAction[] {
  let before = levelAt(older, role, nowMs, min);
  return actions.filter(({ desired }) => {
    const isChange = desired !== before;
    before = desired;
    return isChange;
  });
}

const lastOf = (
  actions: readonly CapacityAction[],
  role: PlannedRole,
  atMs: number,
): CapacityAction | undefined => actions.findLast((one) => one.role === role && one.atMs <= atMs);

/** How many are asked for at a moment. The actions are in the order of time. */
export const levelAt = (
  actions: readonly CapacityAction[],
  role: PlannedRole,
  atMs: number,
  min: number,
): number => lastOf(actions, role, atMs)?.desired ?? min;
