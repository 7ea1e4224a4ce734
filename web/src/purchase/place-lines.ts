/** Places with their names and prices: what a cart, a checkout and an order list. */
import { type Discount, priceLine, priceWith, sumLines } from '@onsale/contract/pricing.ts';
import { findSeat, placeLabel, textIn } from '@onsale/contract/seating-plan-places.ts';
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import type { Event } from '../api/queries.ts';
import { type Language, translated } from '../language/language.ts';

/** What somebody wants or has: named seats, or a number of places in an area. */
export type Places =
  | { readonly seats: readonly number[] }
  | { readonly pool: number; readonly quantity: number };

export type PlaceLine = {
  /** Unique among the lines. */
  readonly key: string;
  readonly seat: number | undefined;
  readonly name: string;
  readonly tier: string;
  readonly tierName: string;
  readonly unitMinor: number;
  /** Taken off by a promo code. */
  readonly discountMinor?: number;
  readonly feeMinor: number;
};

export type TicketType = NonNullable<Event['ticketTypes']>[number];

const noFees = { basisPoints: 0, perTicketMinor: 0 } as const;

export const countOf = (places: Places): number =>
  'seats' in places ? places.seats.length : places.quantity;

/** How many one order may have. */
export const placesMaxOf = ({ perOrderMax, perPersonMax }: Event): number =>
  Math.min(perOrderMax ?? 10, perPersonMax ?? 10, 20);

type Source = {
  readonly event: Event;
  readonly plan: SeatingPlan | undefined;
  readonly language: Language;
};

type Named = { readonly name: string; readonly tier: string };

function nameSeat({ plan }: Source, seat: number, language: Language): Named {
  const place = plan === undefined ? undefined : findSeat(plan, seat);
  // Events of the partner API have seats without a drawing.
  if (place === undefined) return { name: `${seat + 1}`, tier: '' };
  return { name: placeLabel(place, language), tier: place.tier };
}

export function areaName({ event, plan, language }: Source, pool: number): Named {
  const areas = plan?.levels.flatMap((level) => level.areas) ?? [];
  const area = areas.find((one) => one.pool === pool);
  const tier = area?.tier ?? event.pools.find((one) => one.pool === pool)?.tier ?? '';
  const name = area === undefined ? tierName(event, tier, language) : textIn(area.label, language);
  return { name, tier };
}

const tierOf = (event: Event, code: string) =>
  event.tiers.find((tier) => tier.code === code) ??
  (event.tiers.length === 1 ? event.tiers[0] : undefined);

const tierName = (event: Event, code: string, language: Language): string =>
  translated(tierOf(event, code)?.name, language, code);

/** @param types one per place, in order; the first type of the event when absent */
export function placeLines(
  source: Source,
  places: Places,
  types: readonly (TicketType | undefined)[] = [],
): readonly PlaceLine[] {
  const { event, language } = source;
  const named: readonly (Named & { readonly seat: number | undefined })[] =
    'seats' in places
      ? places.seats.map((seat) => ({ ...nameSeat(source, seat, language), seat }))
      : Array.from({ length: places.quantity }, () => ({
          ...areaName(source, places.pool),
          seat: undefined,
        }));
  return named.map(({ name, tier, seat }, at) => {
    const percent = (types[at] ?? event.ticketTypes?.[0])?.pricePercent ?? 100;
    const tierMinor = tierOf(event, tier)?.price.amountMinor ?? 0;
    const price = priceLine(tierMinor, percent, event.fees ?? noFees);
    return {
      key: seat === undefined ? `place-${at}` : `seat-${seat}`,
      seat,
      name,
      tier,
      tierName: tierName(event, tier, language),
      unitMinor: price.unitMinor,
      feeMinor: price.feeMinor,
    };
  });
}

export const totalsOf = sumLines;

/**
 * The same places with what a promo code takes off them; undefined: it is not for these.
 *
 * @param types one per place, as for `placeLines`
 */
export function discounted(
  lines: readonly PlaceLine[],
  event: Event,
  types: readonly (TicketType | undefined)[],
  discount: Discount,
): readonly PlaceLine[] | undefined {
  const places = lines.map(({ tier }, at) => ({
    tier: tierOf(event, tier)?.code ?? tier,
    tierMinor: tierOf(event, tier)?.price.amountMinor ?? 0,
    percent: (types[at] ?? event.ticketTypes?.[0])?.pricePercent ?? 100,
  }));
  const prices = priceWith(places, event.fees ?? noFees, discount);
  return prices && lines.map((line, at) => ({ ...line, ...prices[at] }));
}
