/** What a ticket costs in the end: the same computation as the server's, fees included. */
import { priceLine } from '@onsale/contract/pricing.ts';
import type { Event } from '../api/queries.ts';

type Priced = Pick<Event, 'tiers' | 'fees'>;

const noFees = { basisPoints: 0, perTicketMinor: 0 } as const;

export type TicketPrice = {
  /** To pay, fees included. */
  readonly totalMinor: number;
  readonly feeMinor: number;
};

/** @param percent that of the ticket type, 100 for the full price */
export function ticketPrice(
  tierMinor: number,
  fees: Event['fees'],
  percent: number = 100,
): TicketPrice {
  const { unitMinor, feeMinor } = priceLine(tierMinor, percent, fees ?? noFees);
  return { totalMinor: unitMinor + feeMinor, feeMinor };
}

/** The lowest full price; undefined for an event without prices. */
export function priceFrom({ tiers, fees }: Priced): number | undefined {
  const totals = tiers.map(({ price }) => ticketPrice(price.amountMinor, fees).totalMinor);
  return totals.length === 0 ? undefined : Math.min(...totals);
}

export const hasFees = ({ tiers, fees }: Priced): boolean =>
  tiers.some(({ price }) => ticketPrice(price.amountMinor, fees).feeMinor > 0);
