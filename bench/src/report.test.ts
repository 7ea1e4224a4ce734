/** Rounds, summaries, verification and the table, from figures worked out by hand. */
import { expect, test } from 'vitest';
import type { Measurement } from './measure.ts';
import { readArguments } from './options.ts';
import { findFaults, summarize } from './report.ts';
import { runRounds } from './rounds.ts';
import type { RunSize, Variant } from './scenario.ts';
import { readReport } from './scenarios/pgbench.ts';
import { withStack } from './scenarios/stack.ts';
import { formatTable } from './table.ts';
import { isSound, verify } from './verification.ts';

const size = (durationMs: number): RunSize => ({
  connections: 1,
  warmUpMs: 0,
  durationMs,
  requests: 1,
});

const facts = { reservations: 5, tickets: 5, capacity: 10, remaining: 5, seatsSoldTwice: 0 };

const measured = (perSecond: number, more: Partial<Measurement> = {}): Measurement => ({
  perSecond,
  p50Ms: null,
  p95Ms: null,
  p99Ms: 4,
  cpuSecondsPer1000: null,
  cores: {},
  peakMemoryMib: null,
  ...more,
});

test('variants take turns, the first round is discarded, failures are survived', async () => {
  const order: string[] = [];
  const variant = (id: string, fails = false): Variant => ({
    id,
    title: id,
    run({ durationMs }) {
      order.push(`${id}${durationMs}`);
      return fails ? Promise.reject(new Error('no')) : Promise.resolve(measured(order.length));
    },
  });
  const variants = [variant('a'), variant('b', true)];
  const plan = { scenario: 's', variants, rounds: 2, warmUp: size(1), size: size(2) };
  const { records, failures } = await runRounds(plan);
  expect(order).toEqual(['a1', 'b1', 'a2', 'b2', 'a2', 'b2']);
  expect(records.map(({ round, measurement }) => [round, measurement.perSecond])).toEqual([
    [1, 3],
    [2, 5],
  ]);
  expect(failures.map(({ variant: id, round }) => [id, round])).toEqual([
    ['b', 0],
    ['b', 1],
    ['b', 2],
  ]);
  const scenario = { id: 's', title: 'S', unit: 'bookings' };
  const [a, b] = summarize(scenario, variants, records).variants;
  expect(a).toMatchObject({ rounds: 2, perSecondMin: 3, perSecondMax: 5, refusedShare: null });
  expect(a?.medians).toMatchObject({ perSecond: 4, p99Ms: 4, p50Ms: null });
  expect(b).toMatchObject({ rounds: 0, perSecondMin: null, verification: null });
});

const drifting = (round: number, drift: number) => ({
  scenario: 's',
  variant: 'onsale',
  round,
  measurement: measured(1, {
    statuses: { 200: 1, 409: 2, 503: 1 },
    verification: { ...verify({ accepted: 5, unknown: 0 }, facts), counterDrift: drift },
  }),
});

test('refusals and verifications add up over the rounds', () => {
  const records = [drifting(1, 1), drifting(2, -1)];
  const scenario = { id: 's', title: 'S', unit: 'bookings' };
  const [summary] = summarize(scenario, [{ id: 'onsale', title: 'O' }], records).variants;
  expect(summary?.refusedShare).toBe(0.75);
  expect(summary?.verification).toMatchObject({ acknowledged: 10, found: 10, counterDrift: 2 });
  expect(findFaults(records, [])).toHaveLength(2);
});

test('only our own unsound bookings and failed runs are faults', () => {
  const verification = verify({ accepted: 6, unknown: 0 }, facts);
  const record = { scenario: 's', round: 1, measurement: measured(1, { verification }) };
  expect(findFaults([{ ...record, variant: 'documents-retry' }], [])).toEqual([]);
  expect(findFaults([{ ...record, variant: 'batch-10' }], [])).toHaveLength(1);
  const failure = { scenario: 's', variant: 'echo', round: 1, error: 'died' };
  expect(findFaults([], [failure])).toEqual(['s/echo, round 1: died']);
});

test.each([
  ['all is well', { accepted: 5, unknown: 0 }, facts, {}],
  ['an unknown outcome was booked', { accepted: 4, unknown: 1 }, facts, {}],
  ['an unknown outcome was not booked', { accepted: 5, unknown: 1 }, facts, {}],
  ['a booking was lost', { accepted: 6, unknown: 3 }, facts, { lost: 1 }],
  ['nobody asked for a booking', { accepted: 3, unknown: 1 }, facts, { unexplained: 1 }],
  [
    'too many were sold',
    { accepted: 5, unknown: 0 },
    { ...facts, capacity: 3, remaining: -2 },
    { oversold: 2 },
  ],
  [
    'a seat was sold twice',
    { accepted: 5, unknown: 0 },
    { ...facts, seatsSoldTwice: 1 },
    { oversold: 1 },
  ],
  [
    'an update was lost',
    { accepted: 5, unknown: 0 },
    { ...facts, remaining: 6 },
    { counterDrift: 1 },
  ],
])('verification: %s', (_, total, found, faults) => {
  const verification = verify(total, found);
  expect(verification).toMatchObject({
    lost: 0,
    unexplained: 0,
    oversold: 0,
    counterDrift: 0,
    ...faults,
  });
  expect(isSound(verification)).toBe(Object.keys(faults).length === 0);
});

test('what was started is ended in reverse order, also when opening fails', async () => {
  const ended: string[] = [];
  const thing = (name: string) => ({ stop: async () => void ended.push(name) });
  await expect(
    withStack(async (stack) => {
      stack.add(thing('first'));
      stack.add(thing('second'));
      throw new Error('third does not start');
    }),
  ).rejects.toThrow('third');
  expect(ended).toEqual(['second', 'first']);
});

test('the table aligns its columns', () => {
  const text = formatTable(
    ['name', 'rate'],
    [
      ['a', 12_345.6],
      ['longer', null],
      ['c', 0.123_456],
    ],
  );
  expect(text.split('\n')).toEqual([
    'name      rate',
    '------  ------',
    'a       12,346',
    'longer       -',
    'c        0.123',
  ]);
});

test("pgbench's report is read, and a strange one is not guessed at", () => {
  const text = `transaction type: hot-row.sql
number of transactions actually processed: 28123
number of failed transactions: 0 (0.000%)
latency average = 3.556 ms
initial connection time = 12.3 ms
tps = 2812.345678 (without initial connection time)
`;
  expect(readReport(text)).toEqual({ transactions: 28_123, perSecond: 2_812.345_678 });
  expect(() => readReport('tps = 1')).toThrow(/not understood/);
});

test('the command line', () => {
  const ids = ['a', 'b'];
  expect(readArguments([], ids)).toEqual({
    quick: false,
    jsonFile: undefined,
    only: ids,
    help: false,
  });
  expect(readArguments(['--quick', '--json', 'x.json', '--only', 'b'], ids)).toEqual({
    quick: true,
    jsonFile: 'x.json',
    only: ['b'],
    help: false,
  });
  expect(() => readArguments(['--only', 'c'], ids)).toThrow(/there is no scenario "c"/);
  expect(() => readArguments(['--fast'], ids)).toThrow(TypeError);
});
