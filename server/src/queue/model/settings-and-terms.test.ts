/** Settings that organizers change, the terms of a draw, stock by tier, positions kept in memory. */
import { roundTimeMs } from '@onsale/contract/beacon.ts';
import { knownChains } from '@onsale/contract/beacon.ts';
import { expect, test } from 'vitest';
import { changedSettings, contradiction, defaultSettings } from './change-settings.ts';
import { stockOf, tiersOf } from './stock.ts';
import { termsFor, termsMissSale } from './terms.ts';
import { nowMs } from './testing.ts';

test('a change touches what it names; null lifts a throttle and a message', () => {
  const throttled = changedSettings(defaultSettings, {
    throttlePerMinute: 5,
    message: { en: 'Soon.' },
    sessionSeconds: 90,
    opensAt: '2030-01-01T00:00:00Z',
  });
  expect(throttled).toEqual({
    ...defaultSettings,
    throttlePerMinute: 5,
    message: { en: 'Soon.' },
    sessionMs: 90_000,
    opensAtMs: Date.UTC(2030, 0, 1),
  });
  const lifted = changedSettings(throttled, { throttlePerMinute: null, message: null });
  expect(lifted).toMatchObject({ throttlePerMinute: null, message: null, sessionMs: 90_000 });
  expect(changedSettings(throttled, {})).toEqual(throttled);
});

test('settings that contradict each other are named', () => {
  expect(contradiction(defaultSettings)).toBeUndefined();
  expect(contradiction({ ...defaultSettings, sessionMaxMs: 1_000 })).toEqual({
    field: 'body.sessionSecondsMax',
    problem: 'is less than sessionSeconds',
  });
  expect(contradiction({ ...defaultSettings, perMinuteMin: 9_000 })).toMatchObject({
    field: 'body.perMinuteMax',
  });
});

test.each(Object.entries(knownChains))(
  '%s: the round is the first that is due 10 s after the opening, when the cohort has closed',
  (_, chain) => {
    const terms = termsFor(7, nowMs, chain);
    const { beacon } = terms as Extract<typeof terms, { mode: 'beacon' }>;
    const dueMs = roundTimeMs(chain, beacon.round);
    expect(dueMs).toBeGreaterThan(nowMs + 10_000);
    expect(dueMs - chain.period * 1_000).toBeLessThanOrEqual(nowMs + 10_000);
    expect(beacon.fallbackRounds * chain.period).toBeGreaterThanOrEqual(60);
    expect(termsMissSale(terms, nowMs)).toBe(false);
    expect(termsMissSale(terms, nowMs + 60_000)).toBe(true);
    expect(termsMissSale(terms, nowMs - 60_000)).toBe(true);
    expect(termsMissSale(termsFor(7, nowMs, undefined), 0)).toBe(false);
  },
);

test('stock counts seats and areas by tier, lapsed holds as free', () => {
  const states = [0, 1, 2, 3, 0];
  const pool = { pool: 1, capacity: 10, held: 2, sold: 3, blocked: 1, version: 1 };
  const view = {
    seatCount: states.length,
    pools: new Map([[1, { ...pool, shortUntilMs: 0, shortAbove: 0 }]]),
    poolTiers: new Map([[1, 'A']]),
    stateOf: (seat: number) => states[seat] ?? 0,
  };
  expect(tiersOf(view, nowMs, (seat) => (seat < 2 ? 'A' : 'B'))).toEqual([
    { code: 'A', available: 5, held: 3 },
    { code: 'B', available: 1, held: 0 },
  ]);
  expect(stockOf(view, nowMs)).toEqual({ available: 6, held: 3 });
});
