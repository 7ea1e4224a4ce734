/** What every schedule promises, whatever the forecast is. */
import { array, assert, double, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Curve } from '../model/sale.ts';
import { actionsMax, type CapacityPlan, planCapacity, soonestMs } from './plan-capacity.ts';
import { levelAt, revisePlan } from './revise-plan.ts';
import { processesFor } from './levels.ts';
import type { RoleCapacity } from './role-capacity.ts';

const minute = 60_000;
const opensAtMs = Date.UTC(2026, 10, 20, 10);
const longBefore = opensAtMs - 24 * 60 * minute;
const nothing: Curve = { fromMinute: 0, values: [] };

const api: RoleCapacity = {
  role: 'api',
  perProcess: 100,
  min: 2,
  max: 20,
  bootMs: 240_000,
  step: 2,
};

const plan = (
  values: readonly number[],
  given: Partial<RoleCapacity> = {},
  nowMs = longBefore,
): CapacityPlan =>
  planCapacity({
    opensAtMs,
    nowMs,
    load: {
      requestsPerSecond: { fromMinute: -30, values },
      admissionsPerSecond: nothing,
      connections: nothing,
    },
    roles: [{ ...api, ...given }],
    bufferMs: 10 * minute,
    releaseMs: 15 * minute,
  });

const cases = record({
  values: array(double({ min: 0, max: 4_000, noNaN: true }), {
    minLength: 1,
    maxLength: 150,
  }),
  min: integer({ min: 1, max: 4 }),
  extra: integer({ min: 0, max: 40 }),
  step: integer({ min: 1, max: 4 }),
  bootMs: integer({ min: 0, max: 900_000 }),
});

const eachCase = (
  check: (made: CapacityPlan, role: RoleCapacity, values: readonly number[]) => void,
): void => {
  assert(
    property(cases, ({ values, min, extra, step, bootMs }) => {
      const role = { ...api, min, max: min + extra, step, bootMs };
      check(plan(values, role), role, values);
    }),
    { seed: 7, numRuns: 300 },
  );
};

describe('any schedule', () => {
  it('has the capacity in place a buffer before it is needed', () => {
    eachCase(({ actions }, role, values) => {
      values.forEach((load, index) => {
        const neededMs = opensAtMs + (index - 30) * minute;
        // Asked for so early that it has booted a whole buffer before.
        const asked = neededMs - 10 * minute - role.bootMs;
        const needed = processesFor(load, { ...role, step: 1 });
        expect(levelAt(actions, 'api', asked, role.min)).toBeGreaterThanOrEqual(needed);
        expect(levelAt(actions, 'api', neededMs + minute - 1, role.min)).toBeGreaterThanOrEqual(
          needed,
        );
      });
    });
  });

  it('stays within the bounds, and says when that is not enough', () => {
    eachCase(({ actions, warnings }, { min, max, perProcess }, values) => {
      for (const { desired } of actions) {
        expect(desired).toBeGreaterThanOrEqual(min);
        expect(desired).toBeLessThanOrEqual(max);
      }
      const isEnough = Math.ceil(Math.max(...values) / perProcess) <= max;
      expect(warnings.map(({ kind }) => kind)).toEqual(isEnough ? [] : ['beyond-max']);
    });
  });

  it('rises to one peak, falls from it, ends where it began, and is short', () => {
    eachCase(({ actions }, { min }) => {
      const sizes = [min, ...actions.map(({ desired }) => desired)];
      const peak = sizes.indexOf(Math.max(...sizes));
      expect(sizes.slice(0, peak + 1)).toEqual(sizes.slice(0, peak + 1).toSorted((a, b) => a - b));
      expect(sizes.slice(peak)).toEqual(sizes.slice(peak).toSorted((a, b) => b - a));
      expect(sizes.at(-1)).toBe(min);
      expect(actions.length).toBeLessThanOrEqual(actionsMax);
      expect(new Set(actions.map(({ atMs }) => atMs)).size).toBe(actions.length);
    });
  });

  it('is the same for the same forecast, and its own capacity needs nothing else', () => {
    eachCase((made, role, values) => {
      expect(plan(values, role)).toEqual(made);
      const revision = { nowMs: opensAtMs - minute, opensAtMs, roles: [role] };
      expect(revisePlan(made.actions, made.actions, revision)).toEqual(made.actions);
    });
  });
});

describe('a sale', () => {
  const values = [
    ...Array.from({ length: 30 }, () => 50),
    1_950,
    900,
    ...Array.from({ length: 20 }, () => 50),
  ];

  it('has its peak asked for 14 minutes before, and given back afterwards in steps', () => {
    const { actions } = plan(values);
    expect(actions).toEqual([
      {
        atMs: opensAtMs - 14 * minute,
        role: 'api',
        desired: 20,
        reason: '1950 requests/s expected at +0 min',
      },
      {
        atMs: opensAtMs + 16 * minute,
        role: 'api',
        desired: 10,
        reason: 'no more than 900 requests/s expected any more',
      },
      {
        atMs: opensAtMs + 17 * minute,
        role: 'api',
        desired: 2,
        reason: 'no more than 50 requests/s expected any more',
      },
    ]);
  });

  it('that is planned late gets it as soon as possible, and is told how late', () => {
    const late = plan(values, {}, opensAtMs - 10 * minute);
    expect(late.actions[0]).toMatchObject({
      atMs: opensAtMs - 10 * minute + soonestMs,
      desired: 20,
    });
    expect(late.warnings).toEqual([
      {
        role: 'api',
        kind: 'late',
        text: '20 of api come 300 s late; 300 s of the buffer are left.',
      },
    ]);
    const tooLate = plan(values, {}, opensAtMs - minute);
    expect(tooLate.warnings[0]?.text).toContain('240 s after they are needed');
  });

  it('that needs nothing more is left alone', () => {
    expect(plan([10, 20, 10])).toEqual({ actions: [], warnings: [] });
  });
});

describe('a newer plan', () => {
  const older = plan([...Array.from({ length: 30 }, () => 0), 1_000]).actions;
  const newer = plan([...Array.from({ length: 30 }, () => 0), 400]).actions;

  it('replaces what has not happened, long before', () => {
    const nowMs = opensAtMs - 60 * minute;
    expect(revisePlan(older, newer, { nowMs, opensAtMs, roles: [api] })).toEqual(newer);
  });

  it('that is none ends what the older one has begun', () => {
    const nowMs = opensAtMs - 60 * minute;
    const begun = [{ atMs: nowMs - minute, role: 'api', desired: 6, reason: '' }] as const;
    const revision = { nowMs, opensAtMs, roles: [api] };
    expect(revisePlan(begun, [], revision).at(-1)).toMatchObject({
      atMs: nowMs + soonestMs,
      desired: 2,
    });
    expect(revisePlan([], [], revision)).toEqual([]);
    // What the newer one asks for is there already.
    const same = [{ atMs: nowMs + soonestMs, role: 'api', desired: 6, reason: '' }] as const;
    expect(revisePlan(begun, same, revision)).toEqual(begun);
  });

  it('only adds close to the opening', () => {
    const nowMs = opensAtMs - 20 * minute;
    const revision = { nowMs, opensAtMs, roles: [api] };
    expect(revisePlan(older, newer, revision)).toEqual(older);
    expect(revisePlan(newer, older, revision)).toEqual(older);
  });
});
