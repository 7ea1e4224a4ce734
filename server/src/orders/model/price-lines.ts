/** What a reservation's places cost: one line per place, priced by the server alone. */
import {
  type Discount,
  type FeeRule,
  priceLine,
  priceWith,
  sumLines,
} from '@onsale/contract/pricing.ts';
import { ok, refuse, type Result } from '../../lib/result.ts';

/** A place as the seating plan or the pool knows it. */
export type PricedPlace = {
  readonly seatNo: number | null;
  readonly poolId: number | null;
  /** Null: the first tier of the event. */
  readonly tierCode: string | null;
};

export type PriceList = {
  readonly tiers: readonly { readonly code: string; readonly priceMinor: number }[];
  readonly ticketTypes: readonly { readonly code: string; readonly pricePercent: number }[];
  readonly fees: FeeRule;
};

export type PricedLine = PricedPlace & {
  readonly line: number;
  readonly ticketType: string | null;
  readonly unitMinor: number;
  readonly discountMinor: number;
  readonly feeMinor: number;
};

export type PricedOrder = {
  readonly lines: readonly PricedLine[];
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly feesMinor: number;
  readonly totalMinor: number;
};

const wrongTypes = (problem: string) =>
  refuse('invalid_request', { fields: [{ field: 'body.ticketTypes', problem }] });

/**
 * `ticketTypes`: one per place, in their order; absent: the first type of the event for all. Refuses
 * `promo_not_for_these` when the discount is for other tickets, or more of them.
 */
export function priceLines(
  places: readonly PricedPlace[],
  ticketTypes: readonly string[] | undefined,
  list: PriceList,
  discount?: Discount,
): Result<PricedOrder, 'invalid_request' | 'promo_not_for_these'> {
  if (ticketTypes !== undefined && ticketTypes.length !== places.length) {
    return wrongTypes(`must have one entry per place: ${places.length}`);
  }
  const typed: (PricedPlace & { type: string | null; tierMinor: number; percent: number })[] = [];
  for (const [at, place] of places.entries()) {
    const wish = ticketTypes?.[at];
    const type =
      wish === undefined ? list.ticketTypes[0] : list.ticketTypes.find((one) => one.code === wish);
    if (wish !== undefined && type === undefined) return wrongTypes('names an unknown ticket type');
    const tier = list.tiers.find((one) => one.code === place.tierCode) ?? list.tiers[0];
    typed.push({
      ...place,
      tierCode: tier?.code ?? null,
      type: type?.code ?? null,
      tierMinor: tier?.priceMinor ?? 0,
      percent: type?.pricePercent ?? 100,
    });
  }
  const prices =
    discount === undefined
      ? typed.map(({ tierMinor, percent }) => priceLine(tierMinor, percent, list.fees))
      : priceWith(
          typed.map((place) => ({ ...place, tier: place.tierCode })),
          list.fees,
          discount,
        );
  if (prices === undefined) {
    return refuse('promo_not_for_these', {
      quantityMin: discount?.quantityMin ?? 1,
      ...(discount?.tiers === undefined ? {} : { tiers: discount.tiers }),
    });
  }
  const lines = typed.map(({ seatNo, poolId, tierCode, type }, at): PricedLine => {
    const { unitMinor = 0, discountMinor = 0, feeMinor = 0 } = prices[at] ?? {};
    const line = at + 1;
    const amounts = { unitMinor, discountMinor, feeMinor };
    return Object.assign(amounts, { seatNo, poolId, tierCode, line, ticketType: type });
  });
  return ok({ lines, ...sumLines(lines) });
}
