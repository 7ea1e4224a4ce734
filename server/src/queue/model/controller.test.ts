/** The rate controller on traces: it fills the room, overfills it rarely, never stalls, and says why. */
import { describe, expect, it } from 'vitest';
import { decide, law } from './controller.ts';
import { initialState, type Readings } from './controller-state.ts';
import { calm, mean, runTrace } from './controller-testing.ts';

const say = (changes: Partial<Readings>, state = initialState) =>
  decide({ ...calm, ...changes }, state);

describe('a steady room', () => {
  it('is filled at the allowed rate and then kept nearly full', () => {
    const told = runTrace(300, {});
    expect(told[0]?.call).toBeLessThanOrEqual(100);
    const later = told.slice(60);
    expect(mean(later.map(({ active }) => active))).toBeGreaterThan(90);
    expect(Math.max(...later.map(({ refused }) => refused))).toBeLessThanOrEqual(10);
    expect(told.at(-1)?.reason).toBe('full');
  });

  it('does not swing: in a steady state a tick calls at most a few more than one leaves', () => {
    const told = runTrace(600, { stayS: 50 }).slice(300);
    expect(Math.max(...told.map(({ active }) => active))).toBeLessThanOrEqual(100);
    expect(Math.min(...told.map(({ active }) => active))).toBeGreaterThan(80);
  });

  it('calls everybody when few wait', () => {
    const word = say({ waiting: 3 });
    expect(word).toMatchObject({ call: 3, reason: 'ok' });
    expect(say({ waiting: 0 })).toMatchObject({ call: 0, reason: 'nobody' });
  });
});

describe('no-shows', () => {
  it.each([0, 0.3, 0.7, 0.95])('of %d leave no more than a part of the room empty', (noShow) => {
    const told = runTrace(900, {
      noShow: () => noShow,
      given: () => ({ waiting: 200_000 }),
    }).slice(200);
    expect(mean(told.map(({ active }) => active))).toBeGreaterThan(noShow > 0.9 ? 45 : 80);
    expect(mean(told.map(({ refused }) => refused))).toBeLessThan(10);
    const estimate = told.at(-1)?.state.noShow ?? -1;
    expect(Math.abs(estimate - Math.min(noShow, law.noShowMax))).toBeLessThan(0.1);
  });

  it('of everybody for two minutes do not stall it, and it recovers when people come again', () => {
    const told = runTrace(700, {
      noShow: (second) => (second < 120 ? 1 : 0),
      given: () => ({ waiting: 200_000 }),
    });
    expect(told.slice(60, 120).some(({ call }) => call > 0)).toBe(true);
    expect(Math.max(...told.map(({ refused }) => refused))).toBeLessThan(300);
    expect(mean(told.slice(400).map(({ active }) => active))).toBeGreaterThan(80);
    expect(mean(told.slice(400).map(({ refused }) => refused))).toBeLessThan(10);
  });
});

describe('the rate', () => {
  it('carries fractions: 90 a minute are 90 in a minute', () => {
    const told = runTrace(61, { given: () => ({ perMinuteMax: 90, activeMax: 10_000 }) });
    expect(told.at(-1)?.servedUpTo).toBeGreaterThanOrEqual(90);
    expect(told.at(-1)?.servedUpTo).toBeLessThanOrEqual(93);
  });

  it('lets a slow rate of two a minute through as well', () => {
    const told = runTrace(181, { given: () => ({ perMinuteMax: 2, activeMax: 10_000 }) });
    expect(told.at(-1)?.servedUpTo).toBe(6);
  });

  it('is not saved up over a long silence', () => {
    const word = say({ elapsedMs: 60_000, activeMax: 100_000 });
    expect(word.call).toBeLessThanOrEqual((6_000 / 60_000) * law.burstMs);
  });

  it('obeys a throttle, also one of nothing', () => {
    const told = runTrace(60, { given: () => ({ throttlePerMinute: 60 }) });
    expect(told.at(-1)?.servedUpTo).toBeLessThanOrEqual(63);
    expect(told.at(-1)?.reason).toBe('throttled');
    expect(say({ throttlePerMinute: 0 })).toMatchObject({ call: 0, reason: 'throttled' });
  });

  it('falls while the engine suffers, stays above a trickle, and comes back', () => {
    const ill = { engine: { depth: 5_000, p99Ms: 4_000 } };
    const told = runTrace(120, {
      given: (second) => ({ activeMax: 100_000, ...(second < 60 ? ill : {}) }),
    });
    expect(told[59]).toMatchObject({ reason: 'busy' });
    expect(told[59]?.state.perMinute).toBe(60);
    expect(told[59]?.servedUpTo).toBeGreaterThan(told[40]?.servedUpTo ?? Infinity);
    expect(told[90]?.state.perMinute).toBe(6_000);
  });

  it('neither falls nor rises between well and ill', () => {
    const between = { depth: 0, p99Ms: 600 };
    const { state } = say({ engine: between }, { ...initialState, perMinute: 1_000 });
    expect(state.perMinute).toBe(1_000);
  });

  it('follows new bounds at once', () => {
    const state = { ...initialState, perMinute: 6_000 };
    expect(say({ perMinuteMax: 30 }, state).state.perMinute).toBe(30);
    const ill = { depth: 9_999, p99Ms: 9_999 };
    expect(say({ perMinuteMin: 5_000, engine: ill }, state).state.perMinute).toBe(5_000);
  });
});

describe('the stock', () => {
  it('stops the calls while all that is left is held, and lets them go on when it comes back', () => {
    const held = { stock: { available: 0, held: 40 } };
    expect(say(held)).toMatchObject({ call: 0, reason: 'all_held' });
    const back = say({ stock: { available: 4, held: 36 } }, say(held).state);
    expect(back.call).toBeGreaterThan(0);
    expect(back.call).toBeLessThanOrEqual(law.lookersMin);
  });

  it('ends them when nothing is left', () => {
    const word = say({ stock: { available: 0, held: 0 } });
    expect(word).toMatchObject({ call: 0, reason: 'sold_out' });
  });

  it('keeps those who look in proportion to what is left, and lets a few look for the last place', () => {
    const looking = { active: 40, admitted: 40, activeMax: 1_000 };
    expect(say({ ...looking, stock: { available: 20, held: 0 } }).call).toBe(0);
    expect(say({ stock: { available: 1, held: 99 } }).call).toBe(law.lookersMin);
  });

  it('counts those who came long ago as done with looking', () => {
    const state = { ...initialState, looking: 0, active: 40, admitted: 40 };
    const word = say({ active: 40, admitted: 40, stock: { available: 20, held: 0 } }, state);
    expect(word.call).toBeGreaterThan(0);
  });

  it('that nobody knows binds nothing', () => {
    expect(say({ stock: null }).call).toBeGreaterThan(0);
  });
});

describe('by hand', () => {
  it('pauses, and does not make up for the pause', () => {
    const paused = say({ control: 'pause' });
    expect(paused).toMatchObject({ call: 0, reason: 'paused' });
    expect(paused.state.credit).toBeLessThanOrEqual((6_000 / 60_000) * law.burstMs);
  });

  it('drains as it runs', () => {
    expect(say({ control: 'drain' }).call).toBe(say({}).call);
  });

  it('calls nobody while more are in than a lowered cap allows', () => {
    expect(say({ active: 100, activeMax: 50 })).toMatchObject({ call: 0, reason: 'full' });
  });
});

describe('extreme caps', () => {
  it('of one serve one after the other', () => {
    const told = runTrace(600, { noShow: () => 0.5, given: () => ({ activeMax: 1 }) });
    expect(Math.max(...told.map(({ active }) => active))).toBe(1);
    expect(mean(told.slice(100).map(({ active }) => active))).toBeGreaterThan(0.5);
  });

  it('of a million are bound by the rate', () => {
    const told = runTrace(30, { given: () => ({ activeMax: 1_000_000 }) });
    expect(told.at(-1)?.servedUpTo).toBeGreaterThan(2_900);
    expect(told.at(-1)?.servedUpTo).toBeLessThanOrEqual(3_300);
    expect(told.at(-1)?.reason).toBe('ok');
  });
});
