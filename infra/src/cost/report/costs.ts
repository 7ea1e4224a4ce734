/** What all kinds of reports are made of. */
import { environments, type Environment, topologies, type Topology } from '../../config/names.ts';
import type { CostLine } from '../model/cost-line.ts';
import { type Estimate, estimate } from '../model/estimate.ts';
import type { Scenario } from '../model/scenario.ts';
import { type Effects, effectsOf } from '../optimisations/optimisation.ts';
import { optimisationSets } from '../optimisations/sets.ts';

export type Priced = {
  readonly topology: Topology | 'account';
  readonly environment: Environment;
  readonly estimate: Estimate;
};

export type Costs = {
  readonly priced: readonly Priced[];
  readonly effects: readonly Effects[];
};

const order = (topology: string): number => [...topologies, 'account'].indexOf(topology);

export function costsOf(scenarios: readonly Scenario[]): Costs {
  const priced = scenarios
    .map((scenario) => ({
      topology: scenario.topology,
      environment: scenario.environment,
      estimate: estimate(scenario),
    }))
    .toSorted(
      (one, other) =>
        order(one.topology) - order(other.topology) ||
        environments.indexOf(one.environment) - environments.indexOf(other.environment),
    );
  const effects = optimisationSets.flatMap((set) => {
    const scenario = scenarios.find(
      ({ topology, environment }) => topology === set.topology && environment === set.environment,
    );
    return scenario === undefined ? [] : [effectsOf(set, scenario)];
  });
  return { priced, effects };
}

export type Item = Pick<CostLine, 'group' | 'what' | 'usd'>;

/** Lines of the same kind in one, the dearest first. */
export function itemsOf({ lines }: Estimate): readonly Item[] {
  const sums = new Map<string, Item>();
  for (const { group, what, usd } of lines) {
    const key = `${group}/${what}`;
    sums.set(key, { group, what, usd: usd + (sums.get(key)?.usd ?? 0) });
  }
  return [...sums.values()].toSorted(
    (one, other) => other.usd - one.usd || (one.what < other.what ? -1 : 1),
  );
}

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** Estimates are not known to the cent. */
export const dollars = (usd: number): string => {
  const text = whole.format(Math.abs(usd));
  return usd < 0 && text !== '0' ? `−$${text}` : `$${text}`;
};
