/** The report is one whole file: nothing is loaded, nothing runs, nothing of the data becomes markup. */
import { expect, it } from 'vitest';
import type { Result, Series } from '../result.ts';
import { clock, milliseconds, short } from './text.ts';
import { renderReport } from './render.ts';
import { amounts, powers, seconds } from './scale.ts';

const t = Array.from({ length: 200 }, (_, n) => n - 20);
const some = t.map((second) => Math.max(0, second));
const series: Series = {
  t,
  steps: {
    arrived: some,
    joined: some,
    admitted: some,
    held: some,
    ordered: some,
    bought: some,
    gone: some,
  },
  tickets: some,
  requests: some,
  refusals: some,
  errors: some,
  p50: some,
  p95: t.map(() => null),
  p99: some,
  lagMs: some,
  unsent: some,
  held: some,
  sold: some,
  joined: some,
  servedUpTo: some,
  active: some,
  reason: t.map(() => 'ok'),
};
const result = (more: Partial<Result> = {}): Result => ({
  kind: 'onsale-rehearsal',
  version: 1,
  about: {
    url: 'https://tickets.example.org',
    eventId: 8,
    rehearsalOf: 7,
    name: 'Tom & <script>alert(1)</script>',
    capacity: 100,
    buyers: 500,
    profile: 'onsale',
    seed: 1,
    pace: 1,
    workers: 2,
    sharedStatus: false,
    activeMax: 50,
    perMinuteMax: 600,
    openedAt: '2026-11-20T11:00:00.000Z',
  },
  verdict: {
    headline: 'This deployment sells "100" places <b>now</b>.',
    limit: 'people',
    evidence: 'people & time',
    facts: [{ name: 'Places sold', value: '100', note: 'all' }],
    sellingSeconds: 60,
    isSoldOut: true,
    placesPerSecond: 1,
    goodput: 1,
    errorShare: 0,
    conflictShare: 0.1,
  },
  totals: {
    outcomes: { bought: 100, sold_out: 400 },
    steps: { arrived: 1, joined: 1, admitted: 1, held: 1, ordered: 1, bought: 1, gone: 1 },
    ticketsSold: 100,
    requests: 1_000,
    answered: 1_000,
    refusals: { seats_unavailable: 3 },
    errors: {},
    operations: { hold: { count: 5, p50: 1, p95: 2, p99: 3 } },
  },
  fairness: {
    cohortSize: 10,
    inCohort: 0.01,
    afterCohort: 1,
    chanceInCohort: 0.2,
    points: [
      [1, 7],
      [11, 11],
    ],
    earlyByTenth: [10, 10, 10, 10, 10, 10, 10, 10, 10, 10],
  },
  client: { cpuSeconds: 1, lagP95Ms: 2, lagMaxMs: 3, unsentMax: 0 },
  audit: {
    clean: false,
    findings: [
      { id: 'a', statement: 'It <i>holds</i>.', checked: 5, offences: [] },
      {
        id: 'b',
        statement: 'It does not.',
        checked: 5,
        offences: [{ buyer: 3, what: '<img src=x>' }],
      },
      { id: 'c', statement: 'Nobody knows.', checked: 0, offences: [] },
    ],
    database: null,
  },
  series,
  ...more,
});

it('loads nothing and runs nothing', () => {
  const html = renderReport(result());
  expect(html).not.toMatch(/<script|<link|<img|<iframe|<object|@import|url\(|\son\w+=/i);
  expect(html).toContain("default-src 'none'");
  expect(html).not.toMatch(/NaN|undefined|Infinity|\[object/);
});

it('shows names and findings as text', () => {
  const html = renderReport(result());
  expect(html).toContain('Tom &amp; &lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).toContain('buyer 3: &lt;img src=x&gt;');
  expect(html).toContain('Audit found violations');
  expect(html).toContain('nothing to check');
});

it('has no fairness where there was no waiting room, and survives a sale without anything', () => {
  const { about } = result();
  const open = renderReport(result({ about: { ...about, activeMax: null, perMinuteMax: null } }));
  expect(open).not.toContain('<h2>Fairness</h2>');
  const empty = Object.fromEntries(Object.keys(series).map((name) => [name, []]));
  const steps = Object.fromEntries(Object.keys(series.steps).map((step) => [step, []]));
  const nothing = renderReport(result({ series: { ...empty, steps } as unknown as Series }));
  expect(nothing).not.toMatch(/NaN|undefined|Infinity/);
});

it('axes have a few round ticks, and everything is inside', () => {
  expect(amounts(87, 0, 100).ticks).toEqual([0, 20, 40, 60, 80, 100]);
  expect(amounts(0, 0, 100).ticks[0]).toBe(0);
  expect(powers(700, 1, 0, 300).ticks).toEqual([1, 10, 100, 1_000]);
  expect(powers(700, 1, 0, 300).at(0)).toBe(0);
  expect(seconds(-60, 240, 0, 100).ticks).toEqual([-60, 0, 60, 120, 180, 240]);
  expect([clock(-30), clock(125), short(12_500), short(0.5), milliseconds(12_000)]).toEqual([
    '−0:30',
    '2:05',
    '12.5k',
    '0.5',
    '12.0 s',
  ]);
});
