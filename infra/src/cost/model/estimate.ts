/** Prices a scenario: every resource by the rule of its type. */
import { ConfigError, type Problem } from '../../lib/problem.ts';
import { type CostGroup, type CostLine, groups, totalOf } from './cost-line.ts';
import { freeTypes } from './free-types.ts';
import { pricedTypes } from './priced-types.ts';
import { surroundingsOf } from './rule.ts';
import { traffic } from './rules/traffic.ts';
import type { Scenario } from './scenario.ts';

export type Estimate = {
  readonly lines: readonly CostLine[];
  readonly usd: number;
  readonly byGroup: Readonly<Record<CostGroup, number>>;
};

/** Types that nobody has decided about. */
export function checkTypesPriced({ resources }: Scenario): Problem[] {
  const unknown = new Map<string, string>();
  for (const { type, id } of resources) {
    if (!(type in pricedTypes) && !freeTypes.has(type)) unknown.set(type, id);
  }
  return [...unknown].map(([type, id]) => ({
    setting: id,
    problem: `resources of type ${type} are neither priced nor known to be free.`,
    remedy:
      'Give the type a rule in infra/src/cost/model/priced-types.ts, or a reason in free-types.ts.',
  }));
}

/** Throws `ConfigError` for types and classes without a price. */
export function estimate(scenario: Scenario): Estimate {
  const problems = checkTypesPriced(scenario);
  if (problems.length > 0) throw new ConfigError(problems);
  const around = surroundingsOf(scenario);
  const lines = [
    ...scenario.resources.flatMap(
      (resource) => pricedTypes[resource.type]?.(resource, around) ?? [],
    ),
    ...traffic(scenario),
  ];
  return { lines, usd: totalOf(lines), byGroup: groupTotals(lines) };
}

export function groupTotals(lines: readonly CostLine[]): Readonly<Record<CostGroup, number>> {
  const sums = groups.map((group): [CostGroup, number] => [
    group,
    totalOf(lines.filter((one) => one.group === group)),
  ]);
  return Object.fromEntries(sums) as Record<CostGroup, number>;
}

export const monthlyUsd = (scenario: Scenario): number => estimate(scenario).usd;
