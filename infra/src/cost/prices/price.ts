/**
 * The price table's form and date. Prices grow old: how to look them up again is told in
 * docs/infrastructure/cost.md.
 */
import type { Region } from '../../config/names.ts';

/** Prices are as they were known on this day. */
export const tableDate = '2026-11-20';

/** AWS's month: 365 days of 24 hours in 12 parts. */
export const monthHours = 730;

export type Unit =
  | 'h'
  | 'month'
  | 'GB'
  | 'GB-month'
  | 'million'
  | '10,000'
  | '1,000'
  | 'million GB-s'
  | 'IOPS-month';

/**
 * `listed`: its value in Seoul is that of AWS's price list, as published readings of its offer
 * files of June to October 2026 quote it.
 * `estimated`: from AWS's public pages as known, or scaled from a listed neighbour.
 */
export type Basis = 'listed' | 'estimated';

export type Price = {
  readonly unit: Unit;
  readonly usd: Readonly<Record<Region, number>>;
  readonly basis: Basis;
};

/** In US dollars: Seoul, Tokyo, and Virginia, whose prices the documents use. */
export const price = (
  unit: Unit,
  seoul: number,
  tokyo: number,
  virginia: number,
  basis: Basis = 'estimated',
): Price => ({
  unit,
  usd: { 'ap-northeast-2': seoul, 'ap-northeast-1': tokyo, 'us-east-1': virginia },
  basis,
});

/** The same in every region. */
export const samePrice = (unit: Unit, usd: number, basis: Basis = 'estimated'): Price =>
  price(unit, usd, usd, usd, basis);
