/** What a show of the demo is: everything an organizer would say about it, with times relative to today. */
import type { genres } from '@onsale/contract/product.ts';
import type { PromoDraft } from '@onsale/contract/promo.ts';
import type { TicketType, Tier } from '../catalog/model/event.ts';
import type { VenueCode } from './venues.ts';

export type Both = { readonly ko: string; readonly en: string };

/** What becomes of a show's date once it has been made. */
export type Stage =
  /** On sale, or going to be; `sold` of it is gone. */
  | 'selling'
  | 'sold_out'
  /** It was some days ago. */
  | 'ended'
  | 'cancelled'
  | 'postponed';

export type DemoShow = {
  /** Unique; how the demo finds its own events again. */
  readonly code: string;
  readonly venue: VenueCode;
  readonly genre: (typeof genres)[number];
  readonly name: Both;
  readonly description: Both;
  /** The tour or run whose date this is. */
  readonly series?: Both;
  readonly runningMinutes: number;
  readonly ageMin: number;
  /**
   * At least so many days from today, on one of these days of the week (0 is Sunday) in one of these
   * months (1 to 12), at hh:mm there.
   */
  readonly date: {
    readonly inDays: number;
    readonly weekdays?: readonly number[];
    readonly months?: readonly number[];
    readonly at: string;
  };
  /** Opened so long ago, or (negative) opens in so long. */
  readonly openedMs: number;
  readonly stage: Stage;
  /** Share of the places that are sold when the demo begins, 0 to 1. */
  readonly sold: number;
  readonly tiers: readonly Tier[];
  readonly ticketTypes: readonly TicketType[];
  readonly perOrderMax: number;
  /** May a choice leave a single free seat? */
  readonly singleSeatGaps: boolean;
  /** Until so many days before the start buyers may give tickets back; absent: they may not. */
  readonly refundableDays?: number;
  /** Buyers say who comes. */
  readonly askNames?: boolean;
  /** Promo codes that anybody may try. */
  readonly promoCodes?: readonly PromoDraft[];
};

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export const tier = (code: string, ko: string, en: string, priceMinor: number): Tier => ({
  code,
  name: { ko, en },
  priceMinor,
});

/** "R석" and its like, the way Korean box offices write them. */
export const seatTiers = (prices: Readonly<Record<string, number>>): Tier[] =>
  Object.entries(prices).map(([code, priceMinor]) => tier(code, `${code}석`, code, priceMinor));

const type = (code: string, ko: string, en: string, pricePercent: number): TicketType => ({
  code,
  name: { ko, en },
  pricePercent,
});

export const everybody: readonly TicketType[] = [type('standard', '일반', 'Standard', 100)];

export const withConcessions: readonly TicketType[] = [
  type('standard', '일반', 'Standard', 100),
  type('youth', '청소년', 'Under 19', 70),
  type('concession', '경로·장애인', 'Senior or disabled', 50),
];

export const families: readonly TicketType[] = [
  type('adult', '어른', 'Adult', 100),
  type('child', '어린이', 'Child', 70),
];
