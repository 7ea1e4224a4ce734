/** The verdict on recorded series: what it says, and which limit it names with which evidence. */
import { describe, expect, it } from 'vitest';
import type { About, Client, Series, Totals } from './result.ts';
import { judge, type Judged, lengthOf } from './verdict.ts';

const SECONDS = 120;
const fill = <Value>(value: Value): Value[] => Array.from({ length: SECONDS }, () => value);
const zeros = fill(0);

const about: About = {
  url: 'https://tickets.example.org',
  eventId: 8,
  rehearsalOf: 7,
  name: 'Tour',
  capacity: 1_200,
  buyers: 5_000,
  profile: 'onsale',
  seed: 1,
  pace: 1,
  workers: 2,
  sharedStatus: false,
  activeMax: 500,
  perMinuteMax: 3_000,
  openedAt: '2026-11-20T11:00:00.000Z',
};
/** Sells ten places a second for two minutes, to people who wait all the time. */
const series: Series = {
  t: Array.from({ length: SECONDS }, (_, n) => n),
  steps: {
    arrived: fill(40),
    joined: fill(40),
    admitted: fill(10),
    held: fill(5),
    ordered: fill(5),
    bought: fill(5),
    gone: fill(5),
  },
  tickets: fill(10),
  requests: fill(500),
  refusals: fill(20),
  errors: zeros,
  p50: fill(5),
  p95: fill(20),
  p99: fill(40),
  lagMs: fill(10),
  unsent: zeros,
  held: fill(50),
  sold: fill(600),
  joined: fill(4_000),
  servedUpTo: fill(1_000),
  active: fill(100),
  reason: fill('ok'),
};
const totals: Totals = {
  outcomes: { bought: 600, sold_out: 4_400 },
  steps: {
    arrived: 5_000,
    joined: 5_000,
    admitted: 700,
    held: 650,
    ordered: 620,
    bought: 600,
    gone: 5_000,
  },
  ticketsSold: 1_200,
  requests: 60_000,
  answered: 60_000,
  refusals: { seats_unavailable: 200 },
  errors: {},
  operations: {
    hold: { count: 850, p50: 5, p95: 20, p99: 40 },
    pay: { count: 620, p50: 50, p95: 200, p99: 300 },
  },
};
const client: Client = { cpuSeconds: 30, lagP95Ms: 20, lagMaxMs: 40, unsentMax: 0 };

const verdict = (more: {
  readonly series?: Partial<Series>;
  readonly totals?: Partial<Totals>;
  readonly client?: Partial<Client>;
  readonly about?: Partial<About>;
}) => {
  const judged: Judged = {
    about: { ...about, ...more.about },
    totals: { ...totals, ...more.totals },
    series: { ...series, ...more.series },
    client: { ...client, ...more.client },
  };
  return judge(judged);
};

it('says in one sentence what was sold to how many in which time', () => {
  const { headline, isSoldOut, placesPerSecond, goodput, conflictShare } = verdict({});
  expect(headline).toMatch(
    /^This deployment sells 1,200 places to 5,000 people in 2 min 0 s; the limit is .*\.$/,
  );
  expect({ isSoldOut, placesPerSecond, goodput }).toEqual({
    isSoldOut: true,
    placesPerSecond: 10,
    goodput: 10,
  });
  expect(conflictShare).toBeCloseTo(200 / 850);
});

it('does not call sold out what is not, nor a sale what was none', () => {
  const part = verdict({ totals: { ticketsSold: 900 } });
  expect(part.isSoldOut).toBe(false);
  expect(part.headline).toContain('sold 900 of 1,200 places');
  const none = verdict({ series: { tickets: zeros }, totals: { ticketsSold: 0 } });
  expect(none).toMatchObject({ sellingSeconds: null, goodput: 0 });
  expect(none.headline).toContain('Nothing was sold');
});

it('goodput is less by the share of errors', () => {
  const { goodput, errorShare } = verdict({ totals: { errors: { internal: 6_000 } } });
  expect(errorShare).toBeCloseTo(0.1);
  expect(goodput).toBeCloseTo(9);
});

describe('names the limit by what the figures show', () => {
  it.each([
    ['the load itself', { client: { lagP95Ms: 900 } }, /stood still for 900 ms/],
    ['errors', { totals: { errors: { rate_limited: 900, internal: 10 } } }, /rate_limited/],
    ['the engine', { series: { reason: fill('busy') } }, /busy/],
    ['the speed of answers', { series: { p95: fill(1_500) } }, /115 of 115 s/],
    ['the admission cap', { series: { active: fill(490) } }, /500/],
    ['the rate of the waiting room', { about: { perMinuteMax: 600 } }, /600 a minute/],
    [
      'payments',
      { totals: { operations: { pay: { count: 9, p50: 1, p95: 4_000, p99: 1 } } } },
      /4,000 ms/,
    ],
    ['people', { series: { reason: fill('all_held') } }, /in somebody's hands/],
    ['demand', { series: { joined: fill(1_000) } }, /hardly anybody/],
  ] as const)('%s', (limit, more, evidence) => {
    const said = verdict(more);
    expect(said.limit).toBe(limit);
    expect(said.evidence).toMatch(evidence);
    expect(said.headline).toContain(`the limit is ${limit}.`);
  });

  it('what spoils the other figures comes first', () => {
    const all = { series: { active: fill(500) }, client: { lagP95Ms: 900 } };
    expect(verdict(all).limit).toBe('the load itself');
  });
});

it('lengths are read as one says them', () => {
  expect([9, 60, 220].map(lengthOf)).toEqual(['9 s', '1 min 0 s', '3 min 40 s']);
});
