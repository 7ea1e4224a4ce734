/**
 * Turns a forecast into a schedule: which role has how many processes from when on. Up before the
 * load comes, never down before the peak, down after it as the load goes. Pure; the same forecast
 * gives the same schedule.
 */
import type { Curve, Measure } from '../model/sale.ts';
import { type Level, levelsOf } from './levels.ts';
import { measureOf, type PlannedRole, type RoleCapacity } from './role-capacity.ts';

export type CapacityAction = {
  readonly atMs: number;
  readonly role: PlannedRole;
  readonly desired: number;
  readonly reason: string;
};

export type Warning = {
  readonly role: PlannedRole;
  /** Only so many are allowed; or it is too late for all of them to serve `bufferMs` ahead. */
  readonly kind: 'beyond-max' | 'late';
  readonly text: string;
};

export type CapacityPlan = {
  /** In the order of time. */
  readonly actions: readonly CapacityAction[];
  readonly warnings: readonly Warning[];
};

export type PlanInput = {
  readonly opensAtMs: number;
  /** Nothing is planned before it. */
  readonly nowMs: number;
  readonly load: Readonly<Record<Measure, Curve>>;
  readonly roles: readonly RoleCapacity[];
  /** How long capacity serves before it is needed: 600 s in document D. */
  readonly bufferMs: number;
  /** How long it stays after it was needed. */
  readonly releaseMs: number;
};

export const defaultBufferMs = 600_000;
export const defaultReleaseMs = 900_000;

/** Of one role. An Auto Scaling group takes 125 scheduled actions, of all sales together. */
export const actionsMax = 24;

const minuteMs = 60_000;
/** What is due already is asked for this much later: AWS takes nothing for the past. */
export const soonestMs = minuteMs;

export function planCapacity(input: PlanInput): CapacityPlan {
  const planned = input.roles.map((role) => planRole(input, role));
  return {
    actions: planned
      .flatMap(({ actions }) => actions)
      .toSorted((a, b) => a.atMs - b.atMs || a.role.localeCompare(b.role)),
    warnings: planned.flatMap(({ warnings }) => warnings),
  };
}

function planRole(input: PlanInput, role: RoleCapacity): CapacityPlan {
  const { opensAtMs, bufferMs, releaseMs } = input;
  const curve = input.load[measureOf[role.role]];
  const window = {
    aheadMinutes: Math.ceil((bufferMs + role.bootMs) / minuteMs),
    releaseMinutes: Math.ceil(releaseMs / minuteMs),
  };
  // A long list is a fine one: coarser steps make it shorter, and never give less.
  let step = role.step;
  let levels = levelsOf(curve, { ...role, step }, window);
  while (levels.length > actionsMax) {
    step *= 2;
    levels = levelsOf(curve, { ...role, step }, window);
  }
  const due = levels.map(({ minute, desired, isRise, reason }) => ({
    atMs: opensAtMs + minute * minuteMs,
    desired,
    isRise,
    reason,
  }));
  const late = lateOf(input, role, due);
  return {
    actions: notBefore(input.nowMs + soonestMs, due).map(({ atMs, desired, reason }) => ({
      atMs,
      role: role.role,
      desired,
      reason,
    })),
    warnings: [...beyondMax(role, curve), ...late],
  };
}

type Due = Omit<Level, 'minute'> & { readonly atMs: number };

/** Of all that is due by then only the last one counts. */
function notBefore(atMs: number, due: readonly Due[]): readonly Due[] {
  const passed = due.findLast((one) => one.atMs < atMs);
  const rest = due.filter((one) => one.atMs >= atMs);
  if (passed === undefined || rest[0]?.atMs === atMs) return rest;
  return [{ ...passed, atMs }, ...rest];
}

function beyondMax({ role, perProcess, max }: RoleCapacity, { values }: Curve): readonly Warning[] {
  const needed = Math.ceil(Math.max(0, ...values) / perProcess);
  if (needed <= max) return [];
  const minutes = values.filter((value) => value > perProcess * max).length;
  const text = `${role} needs ${needed} for ${minutes} min; its maximum is ${max}.`;
  return [{ role, kind: 'beyond-max', text }];
}

function lateOf(
  { nowMs, bufferMs }: PlanInput,
  role: RoleCapacity,
  due: readonly Due[],
): Warning[] {
  const soonest = nowMs + soonestMs;
  const missed = due.filter(({ atMs, isRise }) => isRise && atMs < soonest);
  // What began before the forecast does is there already: the fleet's usual size.
  const first = missed.find(({ desired }) => desired > role.min);
  const last = missed.at(-1);
  if (first === undefined || last === undefined) return [];
  const seconds = Math.ceil((soonest - first.atMs) / 1_000);
  const kept = Math.floor((bufferMs - (soonest - first.atMs)) / 1_000);
  const text =
    kept >= 0
      ? `${last.desired} of ${role.role} come ${seconds} s late; ${kept} s of the buffer are left.`
      : `${last.desired} of ${role.role} come ${seconds} s late: ${-kept} s after they are needed.`;
  return [{ role: role.role, kind: 'late', text }];
}
