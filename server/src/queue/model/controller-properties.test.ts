/** What holds for the controller whatever it is told, and that its memory survives being JSON. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callSpans, countCalls, nobody, noteCalls } from './controller-calls.ts';
import { decide, law } from './controller.ts';
import {
  type ControllerState,
  initialState,
  marksMax,
  readControllerState,
  type Readings,
} from './controller-state.ts';
import { calm } from './controller-testing.ts';

const count = (max: number) => fc.integer({ min: 0, max });

const readings: fc.Arbitrary<Readings> = fc
  .record({
    elapsedMs: count(100_000),
    activeMax: fc.integer({ min: 1, max: 1_000_000 }),
    active: count(1_000_000),
    admitted: count(2_000_000),
    outstanding: count(100_000),
    came: count(100_000),
    waiting: count(1_000_000),
    perMinuteMin: count(1_000),
    perMinuteMax: fc.integer({ min: 1, max: 1_000_000 }),
    throttlePerMinute: fc.option(count(100_000)),
    control: fc.constantFrom('run', 'pause', 'drain'),
    stock: fc.option(fc.record({ available: count(100_000), held: count(100_000) })),
    engine: fc.record({ depth: count(10_000), p99Ms: count(10_000) }),
    settledCalls: count(10_000),
    settledShare: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ came, settledShare, ...rest }) =>
    Object.assign(rest, {
      nowMs: calm.nowMs,
      inGrace: rest.outstanding + came,
      settledCame: Math.floor(rest.settledCalls * settledShare),
    }),
  );

/** States that come about: by deciding a few times. */
const states = fc
  .array(readings, { maxLength: 4 })
  .map((all) => all.reduce((state, one) => decide(one, state).state, initialState));

/** JSON that may pass for a state. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.record({ v: fc.constant(1), credit: fc.jsonValue(), marks: fc.jsonValue() }),
);

describe('decide', () => {
  it('calls whole people, not more than wait, not more than rate and slots allow', () => {
    fc.assert(
      fc.property(readings, states, (given, state) => {
        const word = decide(given, state);
        expect(Number.isInteger(word.call)).toBe(true);
        expect(word.call).toBeGreaterThanOrEqual(0);
        expect(word.call).toBeLessThanOrEqual(given.waiting);
        const burst = Math.max(1, (given.perMinuteMax * law.burstMs) / 60_000);
        expect(word.call).toBeLessThanOrEqual(burst + 1e-6);
        const comers = word.call * (1 - word.state.noShow);
        const soon = given.activeMax / 10;
        expect(comers).toBeLessThanOrEqual(
          Math.max(0, given.activeMax + soon - given.active) + 1e-6,
        );
        expect(word.state.perMinute).toBeLessThanOrEqual(given.perMinuteMax);
        expect(word.state.noShow).toBeLessThanOrEqual(law.noShowMax);
        const stopped = given.stock?.available === 0 || given.control === 'pause';
        expect(stopped && word.call > 0).toBe(false);
      }),
    );
  });

  it('never calls fewer when a slot more is free', () => {
    fc.assert(
      fc.property(readings, states, count(1_000), (given, state, more) => {
        const roomier = { ...given, activeMax: given.activeMax + more };
        // The same side of the crowd's bound: beyond it, people at the door are no longer suspected.
        fc.pre(given.active < law.crowdedShare * given.activeMax);
        expect(decide(roomier, state).call).toBeGreaterThanOrEqual(decide(given, state).call);
      }),
    );
  });

  it('remembers only what JSON carries', () => {
    fc.assert(
      fc.property(readings, states, (given, state) => {
        const { state: after } = decide(given, state);
        expect(readControllerState(JSON.parse(JSON.stringify(after)))).toEqual(after);
      }),
    );
  });

  it('reads anything at all as some state', () => {
    fc.assert(
      fc.property(anything, (json) => {
        const word = decide(calm, readControllerState(json));
        expect(Number.isInteger(word.call)).toBe(true);
      }),
    );
    expect(readControllerState({})).toEqual(initialState);
    expect(readControllerState({ v: 2, credit: 5 })).toEqual(initialState);
  });
});

describe('calls', () => {
  it('are each settled once, in order, not before their grace is over, and in few marks', () => {
    const graceMs = 10_000;
    fc.assert(
      fc.property(fc.array(count(50), { minLength: 1, maxLength: 120 }), (calls) => {
        let state: ControllerState = initialState;
        let [servedUpTo, settled] = [0, 0];
        const calledAt = [0];
        for (const [second, call] of [...calls, ...Array<number>(12).fill(0)].entries()) {
          const nowMs = 1_000 + second * 1_000;
          const spans = callSpans(state, nowMs, graceMs, servedUpTo);
          expect(spans.settledFrom).toBe(settled);
          settled = spans.settledTo;
          expect(settled === 0 || (calledAt[settled] ?? nowMs) <= nowMs - graceMs).toBe(true);
          expect(countCalls(spans, nobody, nobody).inGrace).toBe(servedUpTo - settled);
          for (let one = 1; one <= call; one++) calledAt[servedUpTo + one] = nowMs;
          servedUpTo += call;
          state = noteCalls(state, spans, nowMs, graceMs, servedUpTo);
          expect(state.marks.length).toBeLessThanOrEqual(marksMax);
        }
        expect(settled).toBe(servedUpTo);
      }),
    );
  });

  const spanned = fc.tuple(count(50), count(50), count(50)).map(([came, left, missed]) => ({
    came,
    left,
    called: came + left + missed,
  }));

  it('of people who had left are as if they had never been made', () => {
    fc.assert(
      fc.property(spanned, spanned, states, (old, fresh, state) => {
        const readingsOf = (leave: boolean) => {
          const gone = (span: typeof old): number => (leave ? 0 : span.left);
          const settledTo = 7 + old.called - (leave ? old.left : 0);
          return countCalls(
            {
              settledFrom: 7,
              settledTo,
              servedUpTo: settledTo + fresh.called - (leave ? fresh.left : 0),
            },
            { settled: old.came, inGrace: fresh.came },
            { settled: gone(old), inGrace: gone(fresh) },
          );
        };
        expect(readingsOf(false)).toEqual(readingsOf(true));
        const word = decide({ ...calm, ...readingsOf(false) }, state);
        expect(readControllerState(JSON.parse(JSON.stringify(word.state)))).toEqual(word.state);
        // Nobody but them has stayed away.
        const stayedAway = old.called - old.came - old.left;
        expect(word.state.missed).toBeLessThanOrEqual(state.missed + stayedAway);
      }),
    );
  });

  it('are counted soundly whatever the rows say', () => {
    const counts = fc.record({ settled: count(200), inGrace: count(200) });
    fc.assert(
      fc.property(spanned, spanned, counts, counts, (old, fresh, came, left) => {
        const spans = {
          settledFrom: 0,
          settledTo: old.called,
          servedUpTo: old.called + fresh.called,
        };
        const read = countCalls(spans, came, left);
        for (const value of Object.values(read)) expect(value).toBeGreaterThanOrEqual(0);
        expect(read.outstanding).toBeLessThanOrEqual(read.inGrace);
        expect(read.settledCame).toBeLessThanOrEqual(read.settledCalls);
      }),
    );
  });

  it('of a room that has forgotten count as settled', () => {
    expect(callSpans(initialState, 5_000, 1_000, 700)).toEqual({
      settledFrom: 0,
      settledTo: 700,
      servedUpTo: 700,
    });
  });
});
