/** When the issuing worker works: at once in a quiet house, at a pace in a busy one, always in the end. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstPace, isDue, type Pace, paceAfter } from './issuing-pace.ts';

const quiet = { depth: 0, isTold: true };
const busy = { depth: 1_000, isTold: true };
const start = firstPace(0);
/** After a batch of 100 ms that took all it was allowed to, or only a little. */
const full: Pace = paceAfter(start, { startMs: 0, endMs: 100, rows: start.rows, tickets: 4_000 });
const partial: Pace = paceAfter(start, { startMs: 0, endMs: 100, rows: 3, tickets: 3 });

describe('a batch is due', () => {
  it('at the start, whatever was told before', () => {
    expect(isDue(start, { nowMs: 0, depth: 0, isTold: false })).toBe(true);
  });

  it('as soon as as much time has passed as the last one took, when it left work behind', () => {
    expect(isDue(full, { nowMs: 199, ...quiet })).toBe(false);
    expect(isDue(full, { nowMs: 200, ...quiet })).toBe(true);
    expect(isDue(full, { nowMs: 200, depth: 0, isTold: false })).toBe(true);
  });

  it('a moment later when it did not, and something was told since', () => {
    expect(isDue(partial, { nowMs: 199, ...quiet })).toBe(false);
    expect(isDue(partial, { nowMs: 200, ...quiet })).toBe(true);
    expect(isDue(partial, { nowMs: 200, depth: 0, isTold: false })).toBe(false);
  });

  it('without a word from the outbox, after five seconds', () => {
    const silent = { depth: 0, isTold: false };
    expect(isDue(partial, { nowMs: 5_099, ...silent })).toBe(false);
    expect(isDue(partial, { nowMs: 5_100, ...silent })).toBe(true);
  });

  it('in a busy house, after two seconds', () => {
    expect(isDue(full, { nowMs: 2_099, ...busy })).toBe(false);
    expect(isDue(full, { nowMs: 2_100, ...busy })).toBe(true);
    expect(isDue(full, { nowMs: 200, ...busy, depth: 50 })).toBe(true);
    expect(isDue(full, { nowMs: 200, ...busy, depth: 51 })).toBe(false);
  });

  it('always within five seconds, and the worker has at most half of the time', () => {
    const batches = fc.array(
      fc.record({
        tookMs: fc.integer({ min: 0, max: 3_000 }),
        rows: fc.integer({ min: 0, max: 200 }),
        tickets: fc.integer({ min: 0, max: 100_000 }),
        depth: fc.integer({ min: 0, max: 20_000 }),
        isTold: fc.boolean(),
      }),
      { minLength: 1, maxLength: 50 },
    );
    fc.assert(
      fc.property(batches, (all) => {
        let pace = firstPace(0);
        for (const { tookMs, rows, tickets, depth, isTold } of all) {
          const startMs = pace.lastEndMs + 5_000;
          expect(isDue(pace, { nowMs: startMs, depth, isTold })).toBe(true);
          const endMs = startMs + tookMs;
          const handled = Math.min(rows, pace.rows);
          pace = paceAfter(pace, { startMs, endMs, rows: handled, tickets });
          expect(pace.notBeforeMs - endMs).toBeGreaterThanOrEqual(
            pace.hasMore ? Math.min(tookMs, 2_000) : 100,
          );
          expect(pace.rows).toBeGreaterThanOrEqual(1);
          expect(pace.rows).toBeLessThanOrEqual(200);
        }
      }),
    );
  });
});

const after = (pace: Pace, rows: number, tickets: number): number =>
  paceAfter(pace, { startMs: 0, endMs: 1, rows, tickets }).rows;

describe('how many rows a batch takes', () => {
  it('grows while rows are small, up to a bound', () => {
    let pace = start;
    const sizes = Array.from({ length: 6 }, () => {
      pace = paceAfter(pace, { startMs: 0, endMs: 1, rows: pace.rows, tickets: pace.rows });
      return pace.rows;
    });
    expect(sizes).toEqual([32, 64, 128, 200, 200, 200]);
  });

  it('shrinks to about 4,000 tickets when rows are large, to one row at least', () => {
    expect(after({ ...start, rows: 100 }, 100, 25_000)).toBe(16);
    expect(after({ ...start, rows: 1 }, 1, 25_000)).toBe(1);
  });

  it('starts anew after a batch that found less than it might have taken', () => {
    expect(after({ ...start, rows: 200 }, 10, 10)).toBe(16);
  });
});
