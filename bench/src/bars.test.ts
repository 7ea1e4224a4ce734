/** Bars from made-up rounds whose ratios are known. */
import { expect, test } from 'vitest';
import { barSpecs, evaluateBars } from './bars.ts';
import type { Measurement } from './measure.ts';
import type { RoundRecord } from './rounds.ts';

const measurement = (perSecond: number, p99Ms: number | null = null): Measurement => ({
  perSecond,
  p50Ms: null,
  p95Ms: null,
  p99Ms,
  cpuSecondsPer1000: null,
  cores: {},
  peakMemoryMib: null,
});

const rounds = (
  scenario: string,
  variant: string,
  rates: readonly number[],
  p99Ms?: number,
): RoundRecord[] =>
  rates.map((rate, index) => ({
    scenario,
    variant,
    round: index + 1,
    measurement: measurement(rate, p99Ms),
  }));

const bar = (records: readonly RoundRecord[], id: string) =>
  evaluateBars(records).find((candidate) => candidate.id === id);

test('a bar is the median of the paired ratios', () => {
  const records = [
    ...rounds('general-admission', 'onsale', [10_000, 20_000, 5_000]),
    ...rounds('general-admission', 'documents-retry', [100, 500, 100]),
  ];
  expect(bar(records, 'general-admission-vs-documents')).toMatchObject({
    value: 50,
    lowerQuartile: 45,
    holds: true,
    rounds: 3,
  });
});

test('a bar just missed does not hold, and one without figures is neither', () => {
  const records = [
    ...rounds('general-admission', 'onsale', [7_990]),
    ...rounds('general-admission', 'pgbench', [1_000]),
  ];
  expect(bar(records, 'general-admission-vs-pgbench')).toMatchObject({ value: 7.99, holds: false });
  expect(bar(records, 'general-admission-vs-echo')).toMatchObject({ value: null, holds: null });
});

test('batching compares the batch size that is best by its median', () => {
  const records = [
    ...rounds('statement', 'batch-1', [10, 10, 10]),
    ...rounds('statement', 'batch-100', [1_000, 1_000, 1_000]),
    ...rounds('statement', 'batch-1000', [9_000, 100, 100]),
  ];
  expect(bar(records, 'statement-batching')).toMatchObject({ value: 100, holds: true });
});

test('latencies are turned so that more is better', () => {
  const records = [
    ...rounds('general-admission', 'onsale', [1], 40),
    ...rounds('general-admission', 'documents-retry', [1], 2_000),
  ];
  expect(bar(records, 'booking-p99')).toMatchObject({ value: 50, goal: 20, holds: true });
});

test('ids are unique', () => {
  expect(new Set(barSpecs.map(({ id }) => id)).size).toBe(barSpecs.length);
});

const joins = (variant: string, perServerCore: number): RoundRecord => ({
  scenario: 'queue-join',
  variant,
  round: 1,
  // By the clock it would be a half.
  measurement: { ...measurement(variant === 'echo' ? 20_000 : 10_000), perServerCore },
});

test('waiting rooms are compared by what a core of the server does', () => {
  const id = 'queue-join-vs-echo';
  expect(bar([joins('onsale', 30_000), joins('echo', 40_000)], id)).toMatchObject({
    value: 0.75,
    holds: true,
  });
  expect(bar([joins('onsale', 20_000), joins('echo', 40_000)], id)?.holds).toBe(false);
});
