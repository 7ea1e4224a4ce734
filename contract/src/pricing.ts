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

export type LinePrice = {
  readonly unitMinor: number;
  readonly feeMinor: number;
};

/** Half a minor unit is rounded up, once per ticket, so that a sum of lines is exact. */
const share = (amountMinor: number, part: number, whole: number): number =>
  Number((BigInt(amountMinor) * BigInt(part) * 2n + BigInt(whole)) / (2n * BigInt(whole)));

/** `percent`: that of the ticket type, 0 to 100. A free ticket bears no fee. */
export function priceLine(tierMinor: number, percent: number, fees: FeeRule): LinePrice {
  const unitMinor = share(tierMinor, percent, 100);
  const feeMinor =
    unitMinor === 0 ? 0 : share(unitMinor, fees.basisPoints, 10_000) + fees.perTicketMinor;
  return { unitMinor, feeMinor };
}

export function sumLines(lines: readonly LinePrice[]) {
  const subtotalMinor = lines.reduce((sum, line) => sum + line.unitMinor, 0);
  const feesMinor = lines.reduce((sum, line) => sum + line.feeMinor, 0);
  return { subtotalMinor, feesMinor, totalMinor: subtotalMinor + feesMinor };
}
