/** The limiter against a plain model of a token bucket, and the bound on its memory. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Gcra } from './gcra.ts';

it('admits exactly what a token bucket admits', () => {
  // Rates and times whose fractions are exact in binary, so that model and limiter cannot differ.
  const rate = fc.record({
    perSecond: fc.constantFrom(0.5, 1, 125, 1_000),
    burst: fc.integer({ min: 1, max: 20 }),
  });
  const gaps = fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 200 });
  fc.assert(
    fc.property(rate, gaps, (limit, gapsMs) => {
      const gcra = new Gcra<string>({ callersMax: 4 });
      let tokens = limit.burst;
      let nowMs = 0;
      for (const gapMs of gapsMs) {
        nowMs += gapMs;
        tokens = Math.min(limit.burst, tokens + (gapMs * limit.perSecond) / 1_000);
        const admitted = tokens >= 1 - 1e-9;
        const expectedMs = admitted ? 0 : ((1 - tokens) * 1_000) / limit.perSecond;
        expect(gcra.take('caller', limit, nowMs)).toBeCloseTo(expectedMs, 3);
        if (admitted) tokens -= 1;
      }
    }),
  );
});

it('keeps callers apart', () => {
  const gcra = new Gcra<number>({ callersMax: 4 });
  const one = { perSecond: 1, burst: 1 };
  expect([gcra.take(1, one, 0), gcra.take(2, one, 0), gcra.take(1, one, 0)]).toEqual([0, 0, 1_000]);
});

it('is bounded, and forgets those first whose bucket is full again', () => {
  const gcra = new Gcra<number>({ callersMax: 3 });
  const slow = { perSecond: 0.001, burst: 1 };
  const fast = { perSecond: 1_000, burst: 1 };
  gcra.take(1, slow, 0);
  gcra.take(2, fast, 0);
  gcra.take(3, slow, 0);
  gcra.take(4, slow, 100);
  expect(gcra.size).toBe(3);
  // 1 and 3 still owe; 2 had nothing to lose.
  expect(gcra.take(1, slow, 100)).toBeGreaterThan(0);
  expect(gcra.take(3, slow, 100)).toBeGreaterThan(0);
  for (let caller = 10; caller < 1_000; caller++) gcra.take(caller, slow, 200);
  expect(gcra.size).toBe(3);
});
