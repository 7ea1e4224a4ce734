/** An event (one date, the unit of sale) as the catalog knows it, and its status by the clock. */

import type { FeeRule } from '@onsale/contract/pricing.ts';

/** Text in the default language with translations by language tag. */
export type Translations = Readonly<Record<string, string>>;

export type Tier = {
  readonly code: string;
  readonly name: Translations;
  /** Minor units of the event's currency. */
  readonly priceMinor: number;
};

/** Where a venue is. The code is what addresses name: small letters, digits and hyphens. */
export type City = { readonly code: string; readonly name: Translations };

/** A picture that was sent by the organizer; the hash is what its address names. */
export type Poster = { readonly hash: string; readonly width: number; readonly height: number };

export type TicketType = {
  readonly code: string;
  readonly name: Translations;
  /** 0 to 100 per cent of the tier's price. */
  readonly pricePercent: number;
};

/** Times in ms since the epoch; null where there is none. */
export type EventRecord = {
  readonly eventId: number;
  readonly organizationId: number;
  readonly venueId: number | null;
  readonly seatingPlan: { readonly id: number; readonly version: number } | null;
  readonly name: string;
  readonly translations: Translations;
  readonly startsAtMs: number;
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly saleOpensAtMs: number;
  readonly saleClosesAtMs: number | null;
  readonly perOrderMax: number | null;
  readonly perPersonMax: number | null;
  readonly holdMs: number;
  readonly extensionMs: number;
  readonly cancelledAtMs: number | null;
  readonly postponedAtMs: number | null;
  readonly createdAtMs: number;
  readonly tiers: readonly Tier[];
  readonly ticketTypes: readonly TicketType[];
  readonly fees: FeeRule;
  /** May a choice leave a single free seat between taken ones? */
  readonly singleSeatGaps: boolean;
  /** Until when buyers may give back what they have bought; null: they may not. */
  readonly refundableUntilMs: number | null;
  /** Do buyers say who comes? */
  readonly askNames: boolean;
  /** May tickets not be given to friends? */
  readonly transfersRefused: boolean;
  readonly venue: Translations | null;
  readonly city: City | null;
  readonly organizer: string;
  /** The tour or run that this is a date of. */
  readonly seriesId: number | null;
  readonly poster: Poster | null;
  readonly description: Translations;
  readonly genre: string | null;
  readonly runningMinutes: number | null;
  readonly ageMin: number | null;
  /** Sold out, and somebody waits: what comes free is for the waiting list. */
  readonly listOnly?: boolean;
  /** The event that this one is a rehearsal of; null: it is a real one. */
  readonly rehearsalOf: number | null;
};

export type EventStatus = 'upcoming' | 'on_sale' | 'sold_out' | 'ended' | 'cancelled' | 'postponed';

/** Derived, never stored: a stored status would have to be changed by somebody at the right moment. */
export function eventStatus(event: EventRecord, available: number, nowMs: number): EventStatus {
  if (event.cancelledAtMs !== null) return 'cancelled';
  if (event.postponedAtMs !== null) return 'postponed';
  if (nowMs < event.saleOpensAtMs) return 'upcoming';
  const closed = event.saleClosesAtMs !== null && nowMs >= event.saleClosesAtMs;
  if (closed || nowMs >= event.startsAtMs) return 'ended';
  return available > 0 ? 'on_sale' : 'sold_out';
}
