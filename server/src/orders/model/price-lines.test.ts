/** Prices of the places of a reservation. */
import { expect, it } from 'vitest';
import { priceLines } from './price-lines.ts';

const list = {
  tiers: [
    { code: 'S', priceMinor: 70_000 },
    { code: 'VIP', priceMinor: 150_000 },
  ],
  ticketTypes: [
    { code: 'adult', pricePercent: 100 },
    { code: 'child', pricePercent: 50 },
    { code: 'baby', pricePercent: 0 },
  ],
  fees: { basisPoints: 350, perTicketMinor: 1_000 },
};
const seat = (seatNo: number, tierCode: string | null) => ({ seatNo, poolId: null, tierCode });

it('each place costs what its tier and its ticket type say, and a fee', () => {
  const priced = priceLines([seat(7, 'VIP'), seat(8, 'S')], ['child', 'adult'], list);
  expect(priced).toMatchObject({
    ok: true,
    value: {
      lines: [
        { line: 1, seatNo: 7, ticketType: 'child', unitMinor: 75_000, feeMinor: 3_625 },
        { line: 2, seatNo: 8, ticketType: 'adult', unitMinor: 70_000, feeMinor: 3_450 },
      ],
      subtotalMinor: 145_000,
      feesMinor: 7_075,
      totalMinor: 152_075,
    },
  });
});

it('the first type of the event is meant when none is named; a free ticket bears no fee', () => {
  expect(priceLines([seat(1, 'S')], undefined, list)).toMatchObject({
    value: { lines: [{ ticketType: 'adult' }], totalMinor: 73_450 },
  });
  expect(priceLines([seat(1, 'S')], ['baby'], list)).toMatchObject({ value: { totalMinor: 0 } });
});

it('an event without types sells at the full price', () => {
  const plain = { ...list, ticketTypes: [], fees: { basisPoints: 0, perTicketMinor: 0 } };
  expect(priceLines([seat(1, null)], undefined, plain)).toMatchObject({
    value: { lines: [{ ticketType: null, tierCode: 'S' }], totalMinor: 70_000 },
  });
});

it('refuses types that do not exist, or another number of them', () => {
  const refused = { ok: false, code: 'invalid_request' };
  expect(priceLines([seat(1, 'S')], ['senior'], list)).toMatchObject(refused);
  expect(priceLines([seat(1, 'S')], ['adult', 'adult'], list)).toMatchObject(refused);
});
