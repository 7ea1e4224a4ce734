/**
 * What a rehearsal says about a deployment, in plain words, and what held it back: named only where the
 * figures show it. Pure.
 */
import type { About, Client, Series, Totals } from './result.ts';

export const limits = [
  'the load itself',
  'errors',
  'the admission cap',
  'the rate of the waiting room',
  'the engine',
  'the speed of answers',
  'payments',
  'people',
  'demand',
] as const;
export type Limit = (typeof limits)[number];

export type Verdict = {
  /** The one sentence to quote. */
  readonly headline: string;
  readonly limit: Limit;
  /** Why this is taken for the limit, with the figures. */
  readonly evidence: string;
  readonly facts: readonly {
    readonly name: string;
    readonly value: string;
    readonly note: string;
  }[];
  /** From the opening to the last sale, in s; null: nothing was sold. */
  readonly sellingSeconds: number | null;
  readonly isSoldOut: boolean;
  /** Sold places per second, over the selling time. */
  readonly placesPerSecond: number;
  /** That, times the share of requests that were answered as they should be. */
  readonly goodput: number;
  readonly errorShare: number;
  /** Of tries to hold places chosen by hand or by wish, how many met somebody else's. */
  readonly conflictShare: number;
};

export type Judged = {
  readonly about: About;
  readonly totals: Totals;
  readonly series: Series;
  readonly client: Client;
};

export function judge(judged: Judged): Verdict {
  const { about, totals, series } = judged;
  const sellingSeconds = lastSale(series);
  const isSoldOut = totals.ticketsSold >= about.capacity;
  const placesPerSecond =
    sellingSeconds === null ? 0 : totals.ticketsSold / Math.max(1, sellingSeconds);
  const errorCount = count(totals.errors);
  const errorShare = totals.requests === 0 ? 0 : errorCount / totals.requests;
  const [limit, evidence] = limitOf(judged, { errorShare, sellingSeconds });
  const goodput = placesPerSecond * (1 - errorShare);
  return {
    headline: headlineOf(judged, { sellingSeconds, isSoldOut, limit }),
    limit,
    evidence,
    facts: factsOf(judged, { goodput, errorShare, errorCount }),
    sellingSeconds,
    isSoldOut,
    placesPerSecond: round(placesPerSecond),
    goodput: round(goodput),
    errorShare,
    conflictShare: conflictShareOf(totals),
  };
}

const count = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, value) => sum + value, 0);
const round = (value: number): number => Math.round(value * 100) / 100;
const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
export const percent = (share: number): string =>
  `${(share * 100).toFixed(share > 0 && share < 0.001 ? 3 : 1)} %`;

/** `3 min 40 s` */
export function lengthOf(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  return minutes === 0 ? `${rest} s` : `${minutes} min ${rest} s`;
}

function lastSale({ t, tickets }: Series): number | null {
  const at = tickets.findLastIndex((sold) => sold > 0);
  const second = t[at];
  return second === undefined ? null : Math.max(1, second + 1);
}

/** Until nearly everything that was sold had been: what single stragglers wait for is no limit. */
function bulkSeconds({ totals, series }: Pick<Judged, 'totals' | 'series'>): number | null {
  let sold = 0;
  const at = series.tickets.findIndex((more) => {
    sold += more;
    return sold >= totals.ticketsSold * BULK;
  });
  const second = series.t[at];
  return second === undefined || totals.ticketsSold === 0 ? null : Math.max(1, second + 1);
}

const BULK = 0.95;

function conflictShareOf({ refusals, operations }: Totals): number {
  const tries = operations['hold']?.count ?? 0;
  return tries === 0 ? 0 : (refusals['seats_unavailable'] ?? 0) / tries;
}

function headlineOf(
  { about, totals }: Judged,
  { sellingSeconds, isSoldOut, limit }: Pick<Verdict, 'sellingSeconds' | 'isSoldOut' | 'limit'>,
): string {
  if (sellingSeconds === null) return 'Nothing was sold: this deployment did not open its sale.';
  const people = whole(totals.steps.arrived);
  const sold = isSoldOut
    ? `sells ${whole(about.capacity)} places to ${people} people in ${lengthOf(sellingSeconds)}`
    : `sold ${whole(totals.ticketsSold)} of ${whole(about.capacity)} places to ${people} people in ` +
      lengthOf(sellingSeconds);
  return `This deployment ${sold}; the limit is ${limit}.`;
}

/** The first that the figures show. What would spoil all other figures comes first. */
function limitOf(
  judged: Judged,
  { errorShare, sellingSeconds }: { errorShare: number; sellingSeconds: number | null },
): readonly [Limit, string] {
  const { about, totals, client } = judged;
  if (client.lagP95Ms > 200) {
    return [
      'the load itself',
      `the load processes stood still for ${whole(client.lagP95Ms)} ms in one second of twenty: use ` +
        'more workers, or another machine',
    ];
  }
  if (errorShare > 0.01) {
    const [code = '', times = 0] =
      Object.entries(totals.errors).toSorted((a, b) => b[1] - a[1])[0] ?? [];
    const share = percent(errorShare);
    return ['errors', `${share} of all requests failed, most with ${code} (${whole(times)} times)`];
  }
  const spent = busySeconds(judged, bulkSeconds(judged) ?? sellingSeconds ?? 0);
  if (spent.selling === 0) return ['demand', 'nobody had to wait'];
  const shareOf = (seconds: number): number => seconds / spent.selling;
  if (shareOf(spent.engine) > 0.2) {
    return [
      'the engine',
      `the room was told to let fewer in for ${whole(spent.engine)} s: it was busy`,
    ];
  }
  if (shareOf(spent.slow) > 0.3) {
    return [
      'the speed of answers',
      `in ${whole(spent.slow)} of ${whole(spent.selling)} s one answer in twenty took longer than a ` +
        'second, while nothing was refused: processors, the database or the network are full',
    ];
  }
  if (about.activeMax !== null && shareOf(spent.full) > 0.3) {
    return [
      'the admission cap',
      `${whole(spent.full)} of ${whole(spent.selling)} s in which people waited, ` +
        `${whole(about.activeMax)} or nearly as many were buying already: what a person inside ` +
        'takes decides how fast it sells',
    ];
  }
  if (about.perMinuteMax !== null && shareOf(spent.atRate) > 0.3) {
    return [
      'the rate of the waiting room',
      `for ${whole(spent.atRate)} of ${whole(spent.selling)} s it let in as many as it may, ` +
        `${whole(about.perMinuteMax)} a minute`,
    ];
  }
  const pay = totals.operations['pay'];
  if (pay !== undefined && pay.p95 > 2_000) {
    return ['payments', `one payment in twenty takes longer than ${whole(pay.p95)} ms`];
  }
  if (shareOf(spent.allHeld) > 0.2) {
    return [
      'people',
      `for ${whole(spent.allHeld)} s everything that was left was in somebody's hands: the time that ` +
        'people take to decide and pay is what there is to wait for',
    ];
  }
  if (shareOf(spent.waiting) < 0.1) return ['demand', 'hardly anybody had to wait for anything'];
  return ['people', 'no part of the deployment was at its limit while people waited'];
}

const SLOW_MS = 1_000;

type Busy = Record<
  'selling' | 'waiting' | 'slow' | 'full' | 'atRate' | 'engine' | 'allHeld',
  number
>;

/** How many seconds of the selling time were spent in which state. */
function busySeconds({ about, series }: Judged, sellingSeconds: number): Busy {
  const busy: Busy = { selling: 0, waiting: 0, slow: 0, full: 0, atRate: 0, engine: 0, allHeld: 0 };
  for (const [n, t] of series.t.entries()) {
    if (t < 0 || t > sellingSeconds) continue;
    busy.selling += 1;
    const reason = series.reason[n];
    const waiting = (series.joined[n] ?? 0) - (series.servedUpTo[n] ?? 0);
    if (waiting > 0) busy.waiting += 1;
    if (reason === 'busy') busy.engine += 1;
    if ((series.p95[n] ?? 0) > SLOW_MS) busy.slow += 1;
    if (reason === 'all_held') busy.allHeld += 1;
    const active = series.active[n] ?? 0;
    if (about.activeMax !== null && active >= about.activeMax * 0.95) busy.full += 1;
    const minute = recent(series.steps.admitted, n);
    if (about.perMinuteMax !== null && minute >= about.perMinuteMax * 0.9 && waiting > 0)
      busy.atRate += 1;
  }
  return busy;
}

/** A minute's worth, from the ten seconds up to this one. */
const recent = (perSecond: readonly number[], n: number): number =>
  perSecond.slice(Math.max(0, n - 9), n + 1).reduce((sum, value) => sum + value, 0) * 6;

const most = (values: readonly number[]): number =>
  values.reduce((max, one) => Math.max(max, one), 0);

function factsOf(
  { totals, series }: Judged,
  { goodput, errorShare, errorCount }: { goodput: number; errorShare: number; errorCount: number },
): Verdict['facts'] {
  const perMinute = series.t.map((_, n) => recent(series.steps.admitted, n));
  const bulk = bulkSeconds({ totals, series });
  return [
    {
      name: 'Places sold',
      value: whole(totals.ticketsSold),
      note: bulk === null ? 'none' : `95 % of them in ${lengthOf(bulk)}`,
    },
    {
      name: 'Goodput',
      value: `${goodput.toFixed(1)}/s`,
      note: 'places sold, less the share of errors',
    },
    {
      name: 'Let in',
      value: whole(totals.steps.admitted),
      note: `up to ${whole(most(perMinute))} a minute`,
    },
    {
      name: 'Requests',
      value: whole(totals.requests),
      note: `up to ${whole(most(series.requests))} a second`,
    },
    { name: 'Errors', value: whole(errorCount), note: percent(errorShare) },
    {
      name: 'Refused in order',
      value: whole(count(totals.refusals)),
      note: 'taken seats, turns not come yet',
    },
    {
      name: 'Conflicts',
      value: percent(conflictShareOf(totals)),
      note: 'of tries to hold met somebody else’s',
    },
  ];
}
