/** Prices and fees, by examples and by what must hold for any of them. */
import { array, assert, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceLine, sumLines } from './pricing.ts';

const fees = { basisPoints: 350, perTicketMinor: 1_000 };

describe('the price of a ticket', () => {
  it.each([
    [150_000, 100, { unitMinor: 150_000, feeMinor: 6_250 }],
    [150_000, 50, { unitMinor: 75_000, feeMinor: 3_625 }],
    [99, 50, { unitMinor: 50, feeMinor: 1_002 }],
    [150_000, 0, { unitMinor: 0, feeMinor: 0 }],
    [0, 100, { unitMinor: 0, feeMinor: 0 }],
  ])('%i at %i %%', (tier, percent, price) => {
    expect(priceLine(tier, percent, fees)).toEqual(price);
  });

  it('is exact up to the largest amount, and a sum of lines is the sum of its parts', () => {
    const amount = integer({ min: 0, max: 90_000_000_000_000 });
    const line = record({ amount, percent: integer({ min: 0, max: 100 }) });
    assert(
      property(array(line, { maxLength: 20 }), (lines) => {
        const priced = lines.map((one) => priceLine(one.amount, one.percent, fees));
        priced.forEach(({ unitMinor }, i) => {
          const exact = ((lines[i]?.amount ?? 0) * (lines[i]?.percent ?? 0)) / 100;
          expect(Math.abs(unitMinor - exact)).toBeLessThanOrEqual(0.51);
        });
        const { subtotalMinor, feesMinor, totalMinor } = sumLines(priced);
        expect(totalMinor).toBe(subtotalMinor + feesMinor);
        expect(Number.isSafeInteger(totalMinor)).toBe(true);
      }),
    );
  });
});
