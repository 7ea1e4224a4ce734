/** How many processes a role has from which minute on: one rise to the peak, one way down. */
import type { Curve } from '../model/sale.ts';
import { measureOf, measureWords, type RoleCapacity } from './role-capacity.ts';

export type Level = {
  /** From the opening on; negative before it. */
  readonly minute: number;
  readonly desired: number;
  readonly isRise: boolean;
  readonly reason: string;
};

export type Window = { readonly aheadMinutes: number; readonly releaseMinutes: number };

/** `min`, or `min` and whole steps, or `max`. */
export function processesFor(load: number, role: Omit<RoleCapacity, 'role' | 'bootMs'>): number {
  const { perProcess, min, max, step } = role;
  const needed = Math.ceil(load / perProcess);
  if (needed <= min) return min;
  return Math.min(max, min + Math.ceil((needed - min) / step) * step);
}

/** The first level is that of the beginning, the last one `min` again. */
export function levelsOf(
  { fromMinute, values }: Curve,
  role: RoleCapacity,
  { aheadMinutes, releaseMinutes }: Window,
): readonly Level[] {
  const needs = values.map((load) => processesFor(load, role));
  const most = Math.max(role.min, ...needs);
  const firstPeak = needs.indexOf(most);
  const lastPeak = needs.lastIndexOf(most);
  const rises = runningMax(needs);
  const falls = runningMax(needs.toReversed()).toReversed();
  const levels: Level[] = [];
  const add = (index: number, desired: number, cause: number): void => {
    const before = levels.at(-1)?.desired ?? role.min;
    if (desired === before) return;
    const isRise = desired > before;
    levels.push({
      minute: fromMinute + index,
      desired,
      isRise,
      reason: isRise
        ? `${words(role, values[cause])} expected at ${signed(fromMinute + cause)} min`
        : `no more than ${words(role, Math.max(0, ...values.slice(cause)))} expected any more`,
    });
  };
  for (let index = 0; index <= firstPeak; index += 1) {
    add(index - aheadMinutes, rises[index] ?? role.min, index);
  }
  for (let index = lastPeak + 1; index < needs.length; index += 1) {
    add(index + releaseMinutes, falls[index] ?? role.min, index);
  }
  add(needs.length + releaseMinutes, role.min, needs.length);
  return levels;
}

function runningMax(values: readonly number[]): readonly number[] {
  let most = 0;
  return values.map((value) => {
    most = Math.max(most, value);
    return most;
  });
}

const signed = (minute: number): string => (minute < 0 ? String(minute) : `+${minute}`);

const words = ({ role }: RoleCapacity, load = 0): string => {
  const measure = measureOf[role];
  const digits = measure === 'admissionsPerSecond' ? 1 : 0;
  return `${load.toFixed(digits)} ${measureWords[measure]}`;
};
