/**
 * Prices optimisations one by one and together. Together they save less than their sum: Spot takes
 * its share off the smaller instance, and an instance that does not run cannot be cheaper.
 */
import type { Environment, Topology } from '../../config/names.ts';
import { monthlyUsd } from '../model/estimate.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Change } from './change.ts';

export type Optimisation = {
  readonly what: string;
  /** What the documents expect it to save a month. */
  readonly expected: string;
  readonly inUse: boolean;
  readonly on: Change;
  readonly off: Change;
  readonly remark: string;
};

export type OptimisationSet = {
  readonly source: 'A' | 'B' | 'C';
  readonly topology: Topology;
  readonly environment: Environment;
  readonly expectedTogether: string;
  readonly optimisations: readonly Optimisation[];
};

export type Effect = {
  readonly optimisation: Optimisation;
  /** Alone, with every other one off. Negative: it costs. */
  readonly savedUsd: number;
};

export type Effects = {
  readonly set: OptimisationSet;
  readonly noneUsd: number;
  /** With those that are in use. */
  readonly todayUsd: number;
  readonly allUsd: number;
  readonly effects: readonly Effect[];
};

export function effectsOf(set: OptimisationSet, scenario: Scenario): Effects {
  const priced = (isOn: (one: Optimisation) => boolean): number =>
    monthlyUsd(
      set.optimisations.reduce(
        (changed, one) => (isOn(one) ? one.on(changed) : one.off(changed)),
        scenario,
      ),
    );
  const noneUsd = priced(() => false);
  return {
    set,
    noneUsd,
    todayUsd: priced(({ inUse }) => inUse),
    allUsd: priced(() => true),
    effects: set.optimisations.map((optimisation) => ({
      optimisation,
      savedUsd: noneUsd - priced((one) => one === optimisation),
    })),
  };
}
