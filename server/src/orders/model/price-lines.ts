/** What a reservation's places cost: one line per place, priced by the server alone. */
import { type FeeRule, priceLine, sumLines } from '@onsale/contract/pricing.ts';
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
  readonly feeMinor: number;
};

export type PricedOrder = {
  readonly lines: readonly PricedLine[];
  readonly subtotalMinor: number;
  readonly feesMinor: number;
  readonly totalMinor: number;
};

const wrongTypes = (problem: string) =>
  refuse('invalid_request', { fields: [{ field: 'body.ticketTypes', problem }] });

/** `ticketTypes`: one per place, in their order; absent: the first type of the event for all. */
export function priceLines(
  places: readonly PricedPlace[],
  ticketTypes: readonly string[] | undefined,
  list: PriceList,
): Result<PricedOrder, 'invalid_request'> {
  if (ticketTypes !== undefined && ticketTypes.length !== places.length) {
    return wrongTypes(`must have one entry per place: ${places.length}`);
  }
  const lines: PricedLine[] = [];
  for (const [at, place] of places.entries()) {
    const wish = ticketTypes?.[at];
    const type =
      wish === undefined ? list.ticketTypes[0] : list.ticketTypes.find((one) => one.code === wish);
    if (wish !== undefined && type === undefined) return wrongTypes('names an unknown ticket type');
    const tier = list.tiers.find((one) => one.code === place.tierCode) ?? list.tiers[0];
    const price = priceLine(tier?.priceMinor ?? 0, type?.pricePercent ?? 100, list.fees);
    lines.push({
      ...place,
      tierCode: tier?.code ?? null,
      line: at + 1,
      ticketType: type?.code ?? null,
      ...price,
    });
  }
  return ok({ lines, ...sumLines(lines) });
}
