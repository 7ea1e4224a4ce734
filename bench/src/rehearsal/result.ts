/**
 * What a rehearsal comes to, as JSON: the series of every second, quantiles, what became of the buyers,
 * the verdict and the audit. `version` is raised when a field changes its meaning.
 */
import type { Finding } from './audit-tools.ts';
import type { Fairness } from './fairness.ts';
import type { Outcome } from './journal.ts';
import { type Latencies, add, quantileMs, totalOf } from './latencies.ts';
import type { View } from './overview.ts';
import {
  addSecond,
  emptySecond,
  type Operation,
  operations,
  type Second,
  type Step,
  steps,
} from './tally.ts';
import type { Verdict } from './verdict.ts';

export const RESULT_VERSION = 1;

export type Quantiles = {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
};

/** Columns of the same length; null: unknown. */
export type Series = {
  /** Seconds after the opening. */
  readonly t: readonly number[];
  readonly steps: Readonly<Record<Step, readonly number[]>>;
  readonly tickets: readonly number[];
  readonly requests: readonly number[];
  readonly refusals: readonly number[];
  readonly errors: readonly number[];
  readonly p50: readonly (number | null)[];
  readonly p95: readonly (number | null)[];
  readonly p99: readonly (number | null)[];
  readonly lagMs: readonly number[];
  readonly unsent: readonly number[];
  readonly held: readonly (number | null)[];
  readonly sold: readonly (number | null)[];
  readonly joined: readonly (number | null)[];
  readonly servedUpTo: readonly (number | null)[];
  readonly active: readonly (number | null)[];
  readonly reason: readonly (string | null)[];
};

export type About = {
  readonly url: string;
  readonly eventId: number;
  readonly rehearsalOf: number;
  readonly name: string;
  readonly capacity: number;
  readonly buyers: number;
  readonly profile: string;
  readonly seed: number;
  readonly pace: number;
  readonly workers: number;
  readonly sharedStatus: boolean;
  readonly activeMax: number | null;
  readonly perMinuteMax: number | null;
  readonly openedAt: string;
};

export type Totals = {
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  readonly steps: Readonly<Record<Step, number>>;
  readonly ticketsSold: number;
  readonly requests: number;
  readonly answered: number;
  readonly refusals: Readonly<Record<string, number>>;
  readonly errors: Readonly<Record<string, number>>;
  readonly operations: Readonly<Partial<Record<Operation, Quantiles>>>;
};

export type Client = {
  readonly cpuSeconds: number;
  readonly lagP95Ms: number;
  readonly lagMaxMs: number;
  readonly unsentMax: number;
};

export type Result = {
  readonly kind: 'onsale-rehearsal';
  readonly version: typeof RESULT_VERSION;
  readonly about: About;
  readonly verdict: Verdict;
  readonly totals: Totals;
  readonly fairness: Fairness;
  readonly client: Client;
  readonly audit: {
    readonly clean: boolean;
    readonly findings: readonly Finding[];
    /** Of the deployment's database; null: it was not asked. */
    readonly database: readonly Finding[] | null;
  };
  readonly series: Series;
};

const quantilesOf = (latencies: Latencies): Quantiles => ({
  count: totalOf(latencies),
  p50: round(quantileMs(latencies, 0.5) ?? 0),
  p95: round(quantileMs(latencies, 0.95) ?? 0),
  p99: round(quantileMs(latencies, 0.99) ?? 0),
});

const round = (ms: number): number => Math.round(ms * 10) / 10;
const sum = (values: Readonly<Record<string, number>>): number =>
  Object.values(values).reduce((total, value) => total + value, 0);
const orNull = <Value>(value: Value | undefined): Value | null => value ?? null;

export type Raw = {
  readonly seconds: ReadonlyMap<number, Second>;
  readonly views: ReadonlyMap<number, View>;
};

export function seriesOf({ seconds, views }: Raw): Series {
  const t = range(seconds);
  const rows = t.map((at) => seconds.get(at) ?? emptySecond());
  const seen = t.map((at) => views.get(at));
  const all = rows.map(allLatencies);
  const share = (q: number) =>
    all.map((latencies) => orNull(quantileMs(latencies, q))).map(rounded);
  return {
    t,
    steps: Object.fromEntries(
      steps.map((step) => [step, rows.map((row) => row.steps[step] ?? 0)]),
    ) as Record<Step, number[]>,
    tickets: rows.map(({ tickets }) => tickets),
    requests: rows.map(({ requests }) => requests),
    refusals: rows.map(({ refusals }) => sum(refusals)),
    errors: rows.map(({ errors }) => sum(errors)),
    p50: share(0.5),
    p95: share(0.95),
    p99: share(0.99),
    lagMs: rows.map(({ lagMs }) => Math.round(lagMs)),
    unsent: rows.map(({ unsent }) => unsent),
    held: seen.map((view) => orNull(view?.held)),
    sold: seen.map((view) => orNull(view?.sold)),
    joined: seen.map((view) => orNull(view?.joined)),
    servedUpTo: seen.map((view) => orNull(view?.servedUpTo)),
    active: seen.map((view) => orNull(view?.active)),
    reason: seen.map((view) => orNull(view?.reason)),
  };
}

const rounded = (ms: number | null): number | null => (ms === null ? null : round(ms));

/** Every second from the first that anything happened in to the last. */
function range(seconds: ReadonlyMap<number, Second>): number[] {
  const busy = [...seconds].filter(([, { requests }]) => requests > 0).map(([at]) => at);
  if (busy.length === 0) return [];
  let [first, last] = [Infinity, -Infinity];
  for (const at of busy) {
    first = Math.min(first, at);
    last = Math.max(last, at);
  }
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}

function allLatencies({ latencies }: Second): Latencies {
  const all: Latencies = {};
  for (const operation of operations) add(all, latencies[operation] ?? {});
  return all;
}

export function totalsOf(
  seconds: ReadonlyMap<number, Second>,
  outcomes: Totals['outcomes'],
): Totals {
  const all = emptySecond();
  for (const second of seconds.values()) addSecond(all, second);
  const timed = operations.flatMap((operation) => {
    const latencies = all.latencies[operation];
    return latencies === undefined ? [] : [[operation, quantilesOf(latencies)] as const];
  });
  return {
    outcomes,
    steps: Object.fromEntries(steps.map((step) => [step, all.steps[step] ?? 0])) as Record<
      Step,
      number
    >,
    ticketsSold: all.tickets,
    requests: all.requests,
    answered: all.answered,
    refusals: all.refusals,
    errors: all.errors,
    operations: Object.fromEntries(timed),
  };
}
