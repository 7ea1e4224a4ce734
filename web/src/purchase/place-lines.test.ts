/** Names and prices of places, the same as the server's. */
import { expect, it } from 'vitest';
import type { Event } from '../api/queries.ts';
import { placeLines, placesMaxOf, totalsOf } from './place-lines.ts';

const price = (amountMinor: number) => ({ amountMinor, currency: 'KRW' });
const event = {
  id: 1,
  name: 'x',
  tiers: [
    { code: 'R', name: { ko: 'R석', en: 'R' }, price: price(70_000) },
    { code: 'S', name: { ko: 'S석', en: 'S' }, price: price(30_001) },
  ],
  pools: [{ pool: 2, capacity: 10, tier: 'S' }],
  ticketTypes: [
    { code: 'adult', name: { en: 'Adult' }, pricePercent: 100 },
    { code: 'child', name: { en: 'Child' }, pricePercent: 50 },
  ],
  fees: { basisPoints: 500, perTicketMinor: 1_000 },
  perOrderMax: 4,
} as unknown as Event;
const source = { event, plan: undefined, language: 'en' } as const;

it('prices places of an area by its tier and the type of each ticket', () => {
  const lines = placeLines(source, { pool: 2, quantity: 2 }, [undefined, event.ticketTypes?.[1]]);
  expect(lines.map(({ tierName, unitMinor, feeMinor }) => [tierName, unitMinor, feeMinor])).toEqual(
    [
      ['S', 30_001, 2_500],
      ['S', 15_001, 1_750],
    ],
  );
  expect(totalsOf(lines)).toMatchObject({
    subtotalMinor: 45_002,
    feesMinor: 4_250,
    totalMinor: 49_252,
  });
  expect(new Set(lines.map(({ key }) => key)).size).toBe(2);
});

it('knows the smallest of the limits', () => {
  expect(placesMaxOf(event)).toBe(4);
  expect(placesMaxOf({ ...event, perPersonMax: 2 })).toBe(2);
});
