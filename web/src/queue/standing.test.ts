/** Where somebody stands, in every phase, and how long it may take. */
import { describe, expect, it } from 'vitest';
import type { QueueStatus } from './queries.ts';
import { etaOf, type Known, standingOf } from './standing.ts';
import { statusOf } from './testing.ts';

const at = (status: Partial<QueueStatus>, more: Partial<Known> = {}) =>
  standingOf({
    status: statusOf(status),
    number: 7,
    position: undefined,
    admittedUntilMs: undefined,
    metFull: false,
    nowMs: 1_000,
    ...more,
  });
const drawn = { phase: 'serving', cohortSize: 100, joined: 120 } as const;

describe('the stage', () => {
  it.each([
    ['off', 'free'],
    ['idle', 'free'],
    ['closed', 'closed'],
    ['gathering', 'gathering'],
    ['drawing', 'drawing'],
    ['ended', 'ended'],
  ] as const)('of %s is %s, with a place or without', (phase, stage) => {
    expect(at({ phase }).stage).toBe(stage);
    expect(at({ phase }, { number: undefined }).stage).toBe(stage);
  });

  it.each(['serving', 'paused', 'draining'] as const)(
    'is to wait and to come in while %s',
    (phase) => {
      const status = { ...drawn, phase, servedUpTo: 10 };
      expect(at(status, { position: 11 }).stage).toBe('line');
      expect(at(status, { position: 10 }).stage).toBe('turn');
      expect(at(status, { position: 1 }).stage).toBe('turn');
      expect(at(status, { position: 1, metFull: true }).stage).toBe('front');
      expect(at(status, { number: undefined }).stage).toBe('line');
      // The order is drawn, and the own place not computed yet.
      expect(at(status).stage).toBe('line');
    },
  );

  it('is in until the admission ends, whatever the room does', () => {
    const admitted = { position: 1, admittedUntilMs: 2_000 };
    expect(at({ ...drawn, servedUpTo: 5 }, admitted).stage).toBe('in');
    expect(at({ phase: 'off' }, admitted).stage).toBe('in');
    expect(at({ ...drawn, servedUpTo: 5 }, { ...admitted, nowMs: 2_000 }).stage).toBe('turn');
  });

  it('stays the draw for who joined before a sale that is being closed to others', () => {
    expect(at({ phase: 'draining' }).stage).toBe('gathering');
  });
});

it('counts who is ahead and behind', () => {
  const status = { ...drawn, servedUpTo: 10 };
  expect(at(status, { position: 11 })).toMatchObject({ ahead: 0, behind: 109, waiting: 110 });
  expect(at(status, { position: 120 })).toMatchObject({ ahead: 109, behind: 0 });
  expect(at(status, { position: 3 })).toMatchObject({ ahead: 0 });
  expect(at(status)).toMatchObject({ ahead: undefined, behind: undefined });
});

describe('the expected wait', () => {
  it.each([
    [Infinity, { kind: 'unknown' }],
    [0, { kind: 'soon' }],
    [60_000, { kind: 'soon' }],
    [600_000, { kind: 'minutes', from: 7, to: 16 }],
    [1_800_000, { kind: 'minutes', from: 20, to: 50 }],
    [7_200_000, { kind: 'hours', from: 1, to: 3.5 }],
  ])('of %d ms is told as a range', (waitMs, eta) => {
    expect(etaOf(waitMs)).toEqual(eta);
  });

  it('is never an empty range', () => {
    const waits = Array.from({ length: 500 }, (_, index) => etaOf(index * 37_000));
    const empty = waits.filter((eta) => 'from' in eta && eta.to <= eta.from);
    expect(empty).toEqual([]);
  });
});
