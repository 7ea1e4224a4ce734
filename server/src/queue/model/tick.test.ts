/** What a second makes of a room. The controller's own tests are beside it. */
import { expect, test } from 'vitest';
import { aRoom, before, nowMs } from './testing.ts';
import { type Measured, tickOf } from './tick.ts';

const calm: Measured = {
  stock: { available: 1_000, held: 0 },
  engine: { depth: 0, p99Ms: 0 },
  buyers: 0,
};
const none = { settled: 0, inGrace: 0 };
const nobody = { came: none, left: none };
const automatic = { mode: 'automatic', engageAt: 10 } as const;

test('calls only where people are let in, and nobody past the last number', () => {
  const tick = tickOf(aRoom({ lastNumber: 12 }), calm, nobody);
  expect(tick).toMatchObject({ servedUpTo: 12, isNews: false, nextTickAtMs: nowMs + 1_000 });
  expect(tickOf(aRoom({ drawKey: null }), calm, nobody)).toMatchObject({
    servedUpTo: 10,
    reason: 'nobody',
  });
  expect(tickOf(aRoom({ cancelled: true }), calm, nobody).servedUpTo).toBe(10);
  expect(tickOf(aRoom({}, { mode: 'automatic' }), calm, nobody).servedUpTo).toBe(10);
});

test('closes the cohort at the moment of the sale', () => {
  const early = before({ lastNumber: 9 });
  const next = { closedAtMs: null, nextTickAtMs: nowMs + 5_000 };
  expect(tickOf(early, calm, nobody)).toMatchObject(next);
  const soon = before({ saleOpensAtMs: nowMs + 20 });
  expect(tickOf(soon, calm, nobody).nextTickAtMs).toBe(nowMs + 20);
  const due = { closedAtMs: nowMs, cohortSize: 9, isNews: true, servedUpTo: 0 };
  expect(tickOf({ ...early, saleOpensAtMs: nowMs }, calm, nobody)).toMatchObject(due);
});

test('an automatic room engages at its threshold and lets go below half of it', () => {
  const idle = aRoom({ servedUpTo: 30 }, automatic);
  const engages = (buyers: number) => tickOf(idle, { ...calm, buyers }, nobody).engaged;
  expect([9, 10].map(engages)).toEqual([false, true]);
  expect(tickOf({ ...idle, startsAtMs: nowMs }, { ...calm, buyers: 99 }, nobody).engaged).toBe(
    false,
  );
  const busy = { ...idle, engaged: true };
  const stays = (active: number, buyers: number) =>
    tickOf({ ...busy, active }, { ...calm, buyers }, nobody).engaged;
  expect(stays(5, 0)).toBe(true);
  expect(stays(4, 5)).toBe(true);
  expect(stays(4, 4)).toBe(false);
  expect(tickOf({ ...busy, active: 0 }, calm, nobody)).toMatchObject({
    disengages: true,
    isNews: true,
  });
  // Somebody waits, or was called a moment ago.
  expect(tickOf({ ...busy, active: 0, lastNumber: 31 }, calm, nobody).engaged).toBe(true);
  const controller = { v: 1, marks: [[nowMs - 1_000, 30]], settledUpTo: 28 };
  const called = { ...busy, active: 0, controller };
  expect(tickOf(called, calm, { ...nobody, came: { settled: 0, inGrace: 1 } }).engaged).toBe(true);
  expect(tickOf(called, calm, { ...nobody, came: { settled: 0, inGrace: 2 } }).engaged).toBe(false);
  // Or was called and had left: nobody is expected.
  const one = { settled: 0, inGrace: 1 };
  expect(tickOf(called, calm, { came: one, left: one }).engaged).toBe(false);
});

const over = (sinceMs: number, active = 0): number =>
  tickOf(aRoom({ startsAtMs: nowMs - sinceMs, active }), calm, nobody).nextTickAtMs - nowMs;

test('rooms that are over are looked at less and less often', () => {
  expect(over(1_000)).toBe(60_000);
  expect(over(3_600_000)).toBe(360_000);
  expect(over(1e12)).toBe(86_400_000);
  expect(over(1e12, 1)).toBe(5_000);
});
