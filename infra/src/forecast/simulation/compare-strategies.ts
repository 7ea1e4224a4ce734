/** Every strategy over the same sales, with forecasts from the sales before each of them. */
import { type PastSale, peakOf } from '../model/sale.ts';
import type { CapacityAction } from '../plan/plan-capacity.ts';
import { type FleetResult, limitOf } from './fleet.ts';
import { hourUsd, machine, roleOf } from './machine.ts';
import { plansOfSale } from './plans-of-sale.ts';
import { runStrategy, type Strategy } from './strategies.ts';

export type Comparison = {
  readonly name: string;
  readonly sales: number;
  /** Of each sale. */
  readonly lateMinutes: number;
  readonly salesLate: number;
  readonly longestLateSeconds: number;
  /** Whose fleet was too small for a minute or more at a time: what document D measures. */
  readonly salesDelayed: number;
  /** Of the sales that the largest fleet could have served. */
  readonly unmetPercent: number;
  /** Of each sale, for the six hours that are simulated. */
  readonly processHours: number;
  readonly usd: number;
};

export type CompareProps = {
  readonly sales: readonly PastSale[];
  /** The first ones are history only. */
  readonly historyCount: number;
};

const variants: readonly { readonly strategy: Strategy; readonly probability?: number }[] = [
  { strategy: 'reactive by CPU' },
  { strategy: 'reactive' },
  { strategy: 'predictive', probability: 0.5 },
  { strategy: 'predictive', probability: 0.9 },
  { strategy: 'both', probability: 0.9 },
];

export function compareStrategies({ sales, historyCount }: CompareProps): readonly Comparison[] {
  const compared = sales.slice(historyCount);
  const plansAt = new Map<number, readonly (readonly CapacityAction[])[]>();
  const plansOf = (probability: number): readonly (readonly CapacityAction[])[] => {
    const known = plansAt.get(probability);
    if (known !== undefined) return known;
    const role = roleOf(machine);
    const made = compared.map((sale, index) =>
      plansOfSale({ history: sales.slice(0, historyCount + index), sale, role, probability }),
    );
    plansAt.set(probability, made);
    return made;
  };
  return variants.map(({ strategy, probability }) => {
    const plans = probability === undefined ? [] : plansOf(probability);
    const runs = compared.map((sale, index) => ({
      sale,
      result: runStrategy(strategy, sale.load.requestsPerSecond, plans[index] ?? [], machine),
    }));
    const name = probability === undefined ? strategy : `${strategy}, P${100 * probability}`;
    return summaryOf(name, runs);
  });
}

const total = (of: readonly FleetResult[], value: (one: FleetResult) => number): number =>
  of.reduce((sum, one) => sum + value(one), 0);

function summaryOf(
  name: string,
  runs: readonly { readonly sale: PastSale; readonly result: FleetResult }[],
): Comparison {
  const results = runs.map(({ result }) => result);
  const possible = runs.filter(({ sale }) => !isBeyondMax(sale)).map(({ result }) => result);
  const processHours = total(results, (one) => one.processHours) / results.length;
  return {
    name,
    sales: results.length,
    lateMinutes: total(results, (one) => one.lateMinutes) / results.length,
    salesLate: results.filter(({ lateMinutes }) => lateMinutes > 0).length,
    longestLateSeconds: Math.max(...results.map((one) => one.longestLateSeconds)),
    salesDelayed: results.filter((one) => one.longestLateSeconds >= 60).length,
    unmetPercent:
      (100 * total(possible, (one) => one.unmetRequests)) / total(possible, (one) => one.requests),
    processHours,
    usd: processHours * hourUsd,
  };
}

/** Sales that even the largest fleet could not have served at their peak. */
export const isBeyondMax = (sale: PastSale): boolean =>
  peakOf(sale.load.requestsPerSecond) > machine.max * limitOf(machine);
