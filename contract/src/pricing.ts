/**
 * What places cost, computed the same way by the server, which decides, and by the page, which shows
 * it from the first click. All amounts are integers in minor units of one currency.
 */

/** Fees on top of each ticket that costs something. */
export type FeeRule = {
  /** Hundredths of a per cent of the ticket's price, 0 to 10,000. */
  readonly basisPoints: number;
  /** Minor units per ticket. */
  readonly perTicketMinor: number;
};

/** `discountMinor` is taken off the price, before the fee; absent is 0. */
export type LinePrice = {
  readonly unitMinor: number;
  readonly discountMinor?: number;
  readonly feeMinor: number;
};

/** What a promo code takes off. */
export type Discount = {
  readonly kind: 'percent' | 'per_ticket' | 'per_order';
  /** Per cent, 1 to 100, of each ticket; or minor units. */
  readonly amount: number;
  /** Price tiers that it is for; absent: all. */
  readonly tiers?: readonly string[] | undefined;
  /** It is for this many tickets (of those tiers) or more. */
  readonly quantityMin: number;
};

/** A place as it is priced: its tier, the tier's price and the per cent of its ticket type. */
export type PlacePrice = {
  readonly tier: string | null;
  readonly tierMinor: number;
  readonly percent: number;
};

/** Half a minor unit is rounded up, once per ticket, so that a sum of lines is exact. */
const share = (amountMinor: number, part: number, whole: number): number =>
  Number((BigInt(amountMinor) * BigInt(part) * 2n + BigInt(whole)) / (2n * BigInt(whole)));

/** The fee of what a ticket costs. A free ticket bears none. */
const feeOf = (priceMinor: number, fees: FeeRule): number =>
  priceMinor === 0 ? 0 : share(priceMinor, fees.basisPoints, 10_000) + fees.perTicketMinor;

/** `percent`: that of the ticket type, 0 to 100. */
export function priceLine(tierMinor: number, percent: number, fees: FeeRule): LinePrice {
  const unitMinor = share(tierMinor, percent, 100);
  return { unitMinor, feeMinor: feeOf(unitMinor, fees) };
}

/**
 * Prices places with a discount, which is taken off before the fee, so that nobody pays a fee for money
 * they do not pay. Per cent are rounded half up per ticket; an amount per order is spread over its
 * tickets by price so that the parts sum up to it exactly. No ticket costs less than nothing. Undefined:
 * the discount is not for these places.
 */
export function priceWith(
  places: readonly PlacePrice[],
  fees: FeeRule,
  discount: Discount,
): readonly (LinePrice & { readonly discountMinor: number })[] | undefined {
  const isFor = ({ tier }: PlacePrice): boolean =>
    discount.tiers === undefined || (tier !== null && discount.tiers.includes(tier));
  if (places.filter(isFor).length < discount.quantityMin) return undefined;
  const units = places.map(({ tierMinor, percent }) => share(tierMinor, percent, 100));
  const off = takeOff(
    units.map((unitMinor, at) => (isFor(places[at] as PlacePrice) ? unitMinor : 0)),
    discount,
  );
  if (off.every((discountMinor) => discountMinor === 0)) return undefined;
  return units.map((unitMinor, at) => {
    const discountMinor = off[at] ?? 0;
    return { unitMinor, discountMinor, feeMinor: feeOf(unitMinor - discountMinor, fees) };
  });
}

/** What is taken off each of these prices. */
function takeOff(units: readonly number[], { kind, amount }: Discount): readonly number[] {
  if (kind === 'percent') return units.map((unit) => share(unit, Math.min(amount, 100), 100));
  if (kind === 'per_ticket') return units.map((unit) => Math.min(unit, amount));
  const whole = units.reduce((sum, unit) => sum + unit, 0);
  if (whole === 0) return units.map(() => 0);
  const total = Math.min(whole, amount);
  // Each ticket takes the difference of two rounded running sums: together they are the whole amount.
  const upTo = (sum: number): number => Number((BigInt(total) * BigInt(sum)) / BigInt(whole));
  let sum = 0;
  return units.map((unit) => {
    const before = upTo(sum);
    sum += unit;
    return upTo(sum) - before;
  });
}

export function sumLines(lines: readonly LinePrice[]) {
  const subtotalMinor = lines.reduce((sum, line) => sum + line.unitMinor, 0);
  const discountMinor = lines.reduce((sum, line) => sum + (line.discountMinor ?? 0), 0);
  const feesMinor = lines.reduce((sum, line) => sum + line.feeMinor, 0);
  const totalMinor = subtotalMinor - discountMinor + feesMinor;
  return { subtotalMinor, discountMinor, feesMinor, totalMinor };
}
