/**
 * Each sale is forecast from the sales before it, as each competitor would have, and then compared
 * with what came: how wrong, and what a fleet planned for it would have been late.
 */
import { type PastSale, peakOf } from '../model/sale.ts';
import { knownAt } from '../model/sale.ts';
import { levelAt } from '../plan/revise-plan.ts';
import { machine, roleOf } from '../simulation/machine.ts';
import { leadMinutes, planFor } from '../simulation/plans-of-sale.ts';
import { type Competitor, competitors } from './competitors.ts';
import { type Scores, scoresOf } from './scores.ts';

export type BackTestRow = {
  readonly name: string;
  /** Minutes before the opening; undefined where it makes no difference. */
  readonly leadMinutes: number | undefined;
  readonly scores: Scores;
  /** Of each sale, with a plan from this moment alone. */
  readonly lateMinutes: number;
  readonly salesLatePercent: number;
  /** Beyond the minimum, of each sale. */
  readonly extraProcessHours: number;
};

export type BackTestProps = {
  /** Each a history of its own. */
  readonly histories: readonly (readonly PastSale[])[];
  /** The first ones of each are history only. */
  readonly historyCount: number;
};

type Tried = { readonly history: readonly PastSale[]; readonly sale: PastSale };

export function backTest({ histories, historyCount }: BackTestProps): readonly BackTestRow[] {
  const tried = histories.flatMap((sales) =>
    sales.slice(historyCount).map((sale, index) => ({
      sale,
      history: sales.slice(0, historyCount + index),
    })),
  );
  return competitors.flatMap((competitor) =>
    competitor.learns
      ? leadMinutes.map((lead) => rowOf(competitor, lead, tried))
      : [{ ...rowOf(competitor, 24 * 60, tried), leadMinutes: undefined }],
  );
}

function rowOf(competitor: Competitor, lead: number, tried: readonly Tried[]): BackTestRow {
  const made = tried.map(({ history, sale }) => {
    const forecast = competitor.forecast(history, knownAt(sale, lead));
    const { p50, p90 } = forecast;
    const actual = peakOf(sale.load.requestsPerSecond);
    return { actual, p50, p90, fleet: fleetOf(sale, forecast.curve(), lead) };
  });
  const mean = (of: (one: (typeof made)[number]) => number): number =>
    made.reduce((sum, one) => sum + of(one), 0) / made.length;
  return {
    name: competitor.name,
    leadMinutes: lead,
    scores: scoresOf(made),
    lateMinutes: mean(({ fleet }) => fleet.lateMinutes),
    salesLatePercent: 100 * mean(({ fleet }) => (fleet.lateMinutes > 0 ? 1 : 0)),
    extraProcessHours: mean(({ fleet }) => fleet.extraProcessHours),
  };
}

/** A plan alone, by the minute: no alarm comes to its help. */
function fleetOf(
  sale: PastSale,
  forecast: PastSale['arrivals'],
  lead: number,
): { readonly lateMinutes: number; readonly extraProcessHours: number } {
  const { min, max, perProcess, bootSeconds } = machine;
  const actions = planFor(forecast, roleOf(machine), lead);
  const { fromMinute, values } = sale.load.requestsPerSecond;
  let lateMinutes = 0;
  for (const [index, load] of values.entries()) {
    const atMs = (fromMinute + index) * 60_000;
    // Who gives one back has it no more at once; who asks for one has it after its boot.
    const asked = levelAt(actions, 'api', atMs, min);
    const booted = levelAt(actions, 'api', atMs - bootSeconds * 1_000, min);
    if (Math.min(asked, booted) * perProcess < Math.min(load, max * perProcess)) lateMinutes += 1;
  }
  const extraMs = actions.reduce((sum, { atMs, desired }, index) => {
    const endMs = actions[index + 1]?.atMs ?? atMs;
    return sum + (endMs - atMs) * (desired - min);
  }, 0);
  return { lateMinutes, extraProcessHours: extraMs / 3_600_000 };
}
