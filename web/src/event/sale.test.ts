/** Where a sale stands, brought forward by the clock; and what a ticket costs in the end. */
import { describe, expect, it } from 'vitest';
import { hasFees, priceFrom, ticketPrice } from './prices.ts';
import { isNearlySoldOut, saleOf } from './sale.ts';

const event = {
  status: 'upcoming',
  startsAt: '2027-01-10T10:00:00Z',
  saleOpensAt: '2027-01-01T10:00:00Z',
  saleEndsAt: '2027-01-09T10:00:00Z',
  available: 5,
} as const;
const at = (text: string): number => Date.parse(text);

describe('saleOf', () => {
  it('opens at its second, whatever the last answer said', () => {
    const opensAtMs = at('2027-01-01T10:00:00Z');
    expect(saleOf(event, opensAtMs - 1)).toEqual({ kind: 'upcoming', opensAtMs });
    expect(saleOf(event, opensAtMs)).toEqual({ kind: 'on_sale' });
  });
  it.each([
    [{ ...event, status: 'on_sale', available: 0 }, '2027-01-02T00:00:00Z', 'sold_out'],
    [{ ...event, status: 'on_sale' }, '2027-01-09T10:00:00Z', 'sale_ended'],
    [{ ...event, status: 'on_sale' }, '2027-01-10T10:00:00Z', 'ended'],
    [{ ...event, status: 'cancelled' }, '2027-01-02T00:00:00Z', 'cancelled'],
    [{ ...event, status: 'postponed' }, '2028-01-02T00:00:00Z', 'postponed'],
  ] as const)('%#', (state, when, kind) => {
    expect(saleOf(state, at(when)).kind).toBe(kind);
  });
});

it('says that few are left when it is worth saying', () => {
  expect(isNearlySoldOut({ available: 20, capacity: 265 })).toBe(true);
  expect(isNearlySoldOut({ available: 0, capacity: 265 })).toBe(false);
  expect(isNearlySoldOut({ available: 200, capacity: 20_000 })).toBe(false);
});

const tier = (amountMinor: number) => ({
  code: 'R',
  name: {},
  price: { amountMinor, currency: 'KRW' },
});

describe('prices', () => {
  const fees = { basisPoints: 500, perTicketMinor: 1_000 };
  it('include the fees', () => {
    expect(ticketPrice(70_000, fees)).toEqual({ totalMinor: 74_500, feeMinor: 4_500 });
    expect(ticketPrice(70_000, fees, 50)).toEqual({ totalMinor: 37_750, feeMinor: 2_750 });
    expect(ticketPrice(70_000, undefined)).toEqual({ totalMinor: 70_000, feeMinor: 0 });
  });
  it('begin with the lowest', () => {
    expect(priceFrom({ tiers: [tier(150_000), tier(70_000)], fees })).toBe(74_500);
    expect(priceFrom({ tiers: [] })).toBeUndefined();
    expect(hasFees({ tiers: [tier(0)], fees })).toBe(false);
    expect(hasFees({ tiers: [tier(1)], fees })).toBe(true);
  });
});
