/** The ways to scale that are compared, each over one sale whose load is known by now. */
import type { Curve } from '../model/sale.ts';
import type { CapacityAction } from '../plan/plan-capacity.ts';
import { levelAt } from '../plan/revise-plan.ts';
import { type FleetResult, type Machine, runFleet } from './fleet.ts';
import { createReaction, noReaction } from './reactive.ts';

export const strategies = ['reactive by CPU', 'reactive', 'predictive', 'both'] as const;
export type Strategy = (typeof strategies)[number];

/** From before the first action of a plan until the slowest fleet is small again. */
export const fromMinute = -60;
export const toMinute = 300;

export function runStrategy(
  strategy: Strategy,
  load: Curve,
  actions: readonly CapacityAction[],
  machine: Machine,
): FleetResult {
  const isPlanned = strategy === 'predictive' || strategy === 'both';
  return runFleet({
    load,
    machine,
    fromMinute,
    toMinute,
    // Actions count from the opening here.
    floorAt: (second) =>
      isPlanned ? levelAt(actions, 'api', second * 1_000, machine.min) : machine.min,
    followsDown: strategy === 'predictive',
    reaction:
      strategy === 'predictive'
        ? noReaction
        : createReaction({ withRequestAlarm: strategy !== 'reactive by CPU' }),
  });
}
