/** When to ask again: within the bounds, later for those who wait longer, and spread out. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askAgainMs, askBeforeSaleMs, queuePoll, waitMsOf } from './queue-poll.ts';
import { queueReasons } from './queue.ts';

const random = fc.double({ min: 0, max: 0.999_999, noNaN: true });
const { floorMs, ceilingMs, jitter } = queuePoll;

describe('askAgainMs', () => {
  it('stays within floor and ceiling, jitter added', () => {
    fc.assert(
      fc.property(fc.double({ min: 0 }), random, (waitMs, chance) => {
        const ms = askAgainMs(queuePoll, waitMs, chance);
        expect(ms).toBeGreaterThanOrEqual(floorMs);
        expect(ms).toBeLessThanOrEqual(ceilingMs * (1 + jitter));
      }),
    );
  });
  it('grows with the wait, by the divisor', () => {
    expect(askAgainMs(queuePoll, 0, 0)).toBe(floorMs);
    expect(askAgainMs(queuePoll, 10_000 * queuePoll.divisor, 0)).toBe(10_000);
    expect(askAgainMs(queuePoll, Infinity, 0)).toBe(ceilingMs);
    expect(askAgainMs(queuePoll, 0, 0.8)).toBe(floorMs * (1 + 0.8 * jitter));
  });
});

describe('askBeforeSaleMs', () => {
  it('goes over the opening once, spread behind it, and never comes closer in small steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_600_000 }), random, (untilSaleMs, chance) => {
        const ms = askBeforeSaleMs(queuePoll, untilSaleMs, chance);
        const [least, most] =
          ms < untilSaleMs
            ? [ceilingMs, ceilingMs * (1 + jitter)]
            : [floorMs, Math.max(floorMs, untilSaleMs + ceilingMs / 3 + 1)];
        expect(ms).toBeGreaterThanOrEqual(least);
        expect(ms).toBeLessThanOrEqual(most);
      }),
    );
  });
});

describe('waitMsOf', () => {
  it('is the way that is left over the speed', () => {
    const moving = { servedUpTo: 100, perMinute: 120, reason: 'full' } as const;
    expect(waitMsOf(moving, 160)).toBe(30_000);
    expect(waitMsOf(moving, 100)).toBe(0);
  });
  it('is guessed while nobody has been called and nothing is in the way', () => {
    const still = { servedUpTo: 0, perMinute: 0 };
    for (const reason of queueReasons) {
      const isFree = reason === 'ok' || reason === 'nobody';
      expect(waitMsOf({ ...still, reason }, 3)).toBe(isFree ? 3_000 : Infinity);
    }
    const first = waitMsOf({ ...still, reason: 'nobody' }, 1);
    expect(askAgainMs(queuePoll, first, 0)).toBe(floorMs);
  });
});
