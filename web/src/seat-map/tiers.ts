/** What a place costs, fees included from the first glance. */
import { priceLine } from '@onsale/contract/pricing.ts';
import type { ProductEvent } from '@onsale/contract/product.ts';
import { type Language, translated } from '../language/language.ts';

export type MapTier = {
  /** As in the seating plan. */
  readonly code: string;
  readonly name: string;
  /** What the buyer pays for one place, in minor units of `currency`. */
  readonly priceMinor: number;
  readonly currency: string;
};

export function mapTiers(event: ProductEvent, language: Language): MapTier[] {
  const fees = event.fees ?? { basisPoints: 0, perTicketMinor: 0 };
  return event.tiers.map(({ code, name, price }) => {
    const { unitMinor, feeMinor } = priceLine(price.amountMinor, 100, fees);
    return {
      code,
      name: translated(name, language, code),
      priceMinor: unitMinor + feeMinor,
      currency: price.currency,
    };
  });
}

/**
 * A colour number (0 to `colours` - 1) for each tier of the plan: the dearest first, so that the same
 * price looks the same in every hall of the house.
 */
export function tierPalette(
  planTiers: readonly string[],
  tiers: readonly MapTier[],
  colours: number,
): number[] {
  const price = (code: string): number =>
    tiers.find((tier) => tier.code === code)?.priceMinor ?? -1;
  const ranked = planTiers.toSorted((a, b) => price(b) - price(a));
  return planTiers.map((code) => ranked.indexOf(code) % colours);
}
