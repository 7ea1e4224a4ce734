/**
 * What this product promises, as ratios paired within rounds. A bar holds when the median reaches
 * the goal; the lower quartile shows how surely. Every ratio is turned so that more is better.
 */
import type { RoundRecord } from './rounds.ts';
import { type ByRound, lowerQuartile, median, pairedRatios } from './stats.ts';

type Figure = 'perSecond' | 'perServerCore' | 'p99Ms';

type Side = {
  readonly scenario: string;
  /** A name ending in '*' stands for the variant with the best median among those that begin so. */
  readonly variant: string;
};

type BarSpec = {
  readonly id: string;
  readonly title: string;
  readonly goal: number;
  readonly figure: Figure;
  readonly over: Side;
  readonly under: Side;
};

export type Bar = {
  readonly id: string;
  readonly title: string;
  readonly goal: number;
  /** Median of the ratios; null when there was nothing to compare. */
  readonly value: number | null;
  readonly lowerQuartile: number | null;
  readonly holds: boolean | null;
  readonly rounds: number;
};

const ga = (variant: string): Side => ({ scenario: 'general-admission', variant });
const seats = (variant: string): Side => ({ scenario: 'named-seats', variant });

/** The database shares the machine's cores here and not in earnest, so a core of the server counts. */
const waiting = [
  ['queue-join', 'joining the waiting room', 0.6],
  ['queue-join-again', 'joining again', 0.6],
  ['queue-status', 'status of the waiting room', 0.85],
] as const;

export const barSpecs: readonly BarSpec[] = [
  {
    id: 'general-admission-vs-documents',
    title: "general admission: bookings/s against the documents' algorithm, retrying",
    goal: 50,
    figure: 'perSecond',
    over: ga('onsale'),
    under: ga('documents-retry'),
  },
  {
    id: 'named-seats-vs-documents',
    title: "named seats: bookings/s against the documents' algorithm, retrying",
    goal: 35,
    figure: 'perSecond',
    over: seats('onsale'),
    under: seats('documents-retry'),
  },
  {
    id: 'general-admission-vs-pgbench',
    title: "general admission: bookings/s against pgbench's hot row",
    goal: 8,
    figure: 'perSecond',
    over: ga('onsale'),
    under: ga('pgbench'),
  },
  {
    id: 'named-seats-vs-pgbench',
    title: "named seats: bookings/s against pgbench's hot row",
    goal: 5,
    figure: 'perSecond',
    over: seats('onsale'),
    under: seats('pgbench'),
  },
  {
    id: 'general-admission-vs-echo',
    title: 'general admission: share of an echo server that durable bookings reach',
    goal: 0.8,
    figure: 'perSecond',
    over: ga('onsale'),
    under: ga('echo'),
  },
  {
    id: 'named-seats-vs-echo',
    title: 'named seats: share of an echo server that durable bookings reach',
    goal: 0.6,
    figure: 'perSecond',
    over: seats('onsale'),
    under: seats('echo'),
  },
  {
    id: 'statement-batching',
    title: 'the statement in process: best batch size against batches of one',
    goal: 100,
    figure: 'perSecond',
    over: { scenario: 'statement', variant: 'batch-*' },
    under: { scenario: 'statement', variant: 'batch-1' },
  },
  {
    id: 'booking-p99',
    title: "p99 of a booking: the documents' over ours",
    goal: 20,
    figure: 'p99Ms',
    over: ga('documents-retry'),
    under: ga('onsale'),
  },
  ...['event-detail', 'seat-state'].map((scenario): BarSpec => ({
    id: `${scenario}-vs-bare-http`,
    title: `${scenario.replace('-', ' ')}: share of bare node:http sending the same bytes`,
    goal: 0.85,
    figure: 'perSecond',
    over: { scenario, variant: 'onsale' },
    under: { scenario, variant: 'bare-http' },
  })),
  ...waiting.map(([scenario, what, goal]): BarSpec => ({
    id: `${scenario}-vs-echo`,
    title: `${what}: share of a bare Fastify echo, per core of the server`,
    goal,
    figure: 'perServerCore',
    over: { scenario, variant: 'onsale' },
    under: { scenario, variant: 'echo' },
  })),
];

export const evaluateBars = (records: readonly RoundRecord[]): Bar[] =>
  barSpecs.map(({ id, title, goal, figure, over, under }) => {
    const ratios = pairedRatios(pick(records, over, figure), pick(records, under, figure));
    const value = median(ratios) ?? null;
    return {
      id,
      title,
      goal,
      value,
      lowerQuartile: lowerQuartile(ratios) ?? null,
      holds: value === null ? null : value >= goal,
      rounds: ratios.length,
    };
  });

const score = (candidate: ByRound): number => median([...candidate.values()]) ?? 0;

function pick(records: readonly RoundRecord[], side: Side, figure: Figure): ByRound {
  const mine = records.filter(({ scenario }) => scenario === side.scenario);
  if (!side.variant.endsWith('*')) return byRound(mine, side.variant, figure);
  const prefix = side.variant.slice(0, -1);
  const names = new Set(mine.map(({ variant }) => variant).filter((v) => v.startsWith(prefix)));
  const candidates = [...names].map((name) => byRound(mine, name, figure));
  return candidates.toSorted((a, b) => score(b) - score(a))[0] ?? new Map();
}

function byRound(records: readonly RoundRecord[], name: string, figure: Figure): ByRound {
  const values = new Map<number, number>();
  for (const { variant, round, measurement } of records) {
    const value = measurement[figure] ?? null;
    if (variant === name && value !== null) values.set(round, value);
  }
  return values;
}
