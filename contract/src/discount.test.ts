/** What a promo code takes off: exact to the minor unit, never below nothing, fees on what is left. */
import { array, assert, constant, constantFrom, integer, property, record } from 'fast-check';
import { expect, it } from 'vitest';
import { type Discount, type PlacePrice, priceWith, sumLines } from './pricing.ts';

const fees = { basisPoints: 350, perTicketMinor: 1_000 };
const place = (tier: string, tierMinor: number, percent = 100): PlacePrice => ({
  tier,
  tierMinor,
  percent,
});
const off = (change: Partial<Discount>): Discount => ({
  kind: 'percent',
  amount: 10,
  quantityMin: 1,
  ...change,
});

it('takes per cent off each ticket, and the fee of what is left', () => {
  const lines = priceWith([place('S', 70_000), place('S', 70_000, 50)], fees, off({ amount: 15 }));
  expect(lines).toEqual([
    { unitMinor: 70_000, discountMinor: 10_500, feeMinor: 3_083 },
    { unitMinor: 35_000, discountMinor: 5_250, feeMinor: 2_041 },
  ]);
  expect(sumLines(lines ?? [])).toEqual({
    subtotalMinor: 105_000,
    discountMinor: 15_750,
    feesMinor: 5_124,
    totalMinor: 94_374,
  });
});

it('rounds half a minor unit up', () => {
  const [line] = priceWith([place('S', 5)], fees, off({ amount: 10 })) ?? [];
  expect(line?.discountMinor).toBe(1);
});

it('makes a ticket free at most, and a free ticket bears no fee', () => {
  const wish = off({ kind: 'per_ticket', amount: 50_000 });
  expect(priceWith([place('S', 30_000), place('VIP', 80_000)], fees, wish)).toEqual([
    { unitMinor: 30_000, discountMinor: 30_000, feeMinor: 0 },
    { unitMinor: 80_000, discountMinor: 50_000, feeMinor: 2_050 },
  ]);
});

it('spreads an amount per order so that its parts are the whole', () => {
  const three = [place('S', 100), place('S', 100), place('S', 100)];
  const lines = priceWith(three, fees, off({ kind: 'per_order', amount: 100 })) ?? [];
  expect(lines.map(({ discountMinor }) => discountMinor)).toEqual([33, 33, 34]);
});

it('is for its tiers and its number of tickets only', () => {
  const wish = off({ tiers: ['VIP'], quantityMin: 2 });
  const vip = place('VIP', 10_000);
  expect(priceWith([vip, place('S', 10_000)], fees, wish)).toBeUndefined();
  const lines = priceWith([vip, place('S', 10_000), vip], fees, wish) ?? [];
  expect(lines.map(({ discountMinor }) => discountMinor)).toEqual([1_000, 0, 1_000]);
  // There is nothing to be taken off what is free already: no use of the code is spent on it.
  expect(priceWith([place('S', 0)], fees, off({}))).toBeUndefined();
});

it('whatever the prices are: lines are sound, and add up to the total', () => {
  const places = array(
    record({
      tier: constantFrom('S', 'VIP'),
      tierMinor: integer({ min: 0, max: 10_000_000_000 }),
      percent: integer({ min: 0, max: 100 }),
    }),
    { minLength: 1, maxLength: 20 },
  );
  const discount = record({
    kind: constantFrom('percent' as const, 'per_ticket' as const, 'per_order' as const),
    amount: integer({ min: 1, max: 100_000_000_000 }),
    quantityMin: constant(1),
    tiers: constantFrom(undefined, ['S']),
  });
  assert(
    property(places, discount, (list, wish) => {
      const lines = priceWith(list, fees, wish);
      if (lines === undefined) return;
      for (const [at, line] of lines.entries()) {
        expect(line.discountMinor).toBeGreaterThanOrEqual(0);
        expect(line.discountMinor).toBeLessThanOrEqual(line.unitMinor);
        const isFor = wish.tiers === undefined || list[at]?.tier === 'S';
        expect(isFor || line.discountMinor === 0).toBe(true);
        expect(line.discountMinor < line.unitMinor || line.feeMinor === 0).toBe(true);
      }
      const { subtotalMinor, discountMinor, feesMinor, totalMinor } = sumLines(lines);
      expect(totalMinor).toBe(subtotalMinor - discountMinor + feesMinor);
      const eligible = lines.filter((_, at) => wish.tiers === undefined || list[at]?.tier === 'S');
      const whole = eligible.reduce((sum, { unitMinor }) => sum + unitMinor, 0);
      const isWhole = discountMinor === Math.min(whole, wish.amount);
      expect(wish.kind !== 'per_order' || isWhole).toBe(true);
    }),
  );
});
