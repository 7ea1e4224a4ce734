/** The life of an offer, and until when it stands. Pure; times are ms since the epoch. */
import type { EventRecord } from '../../catalog/model/event.ts';
import { refuse, type Refusal } from '../../lib/result.ts';

/** As stored: the index is the value in the database. */
export const transferStates = ['offered', 'accepted', 'withdrawn', 'ended'] as const;
export type TransferState = (typeof transferStates)[number];

/** An offer ends after a week, or when the event begins. */
export const OFFER_MS = 7 * 86_400_000;
/** Offers of one ticket, whatever became of them: it cannot be handed about for ever. */
export const OFFERS_MAX = 20;
/** `orders.state` of an order that is bought. */
export const COMPLETE = 3;

/** What it is now, swept or not. An offer of a ticket that is gone is over. */
export function statusNow(
  offer: { readonly state: number; readonly endsAtMs: number; readonly nowMs: number },
  isTicketThere: boolean,
): TransferState {
  const state = transferStates[offer.state] ?? 'ended';
  if (state !== 'offered') return state;
  return isTicketThere && offer.nowMs < offer.endsAtMs ? 'offered' : 'ended';
}

/** A postponed event without a new date has not begun. */
export const hasStarted = (
  { startsAtMs, postponedAtMs }: Pick<EventRecord, 'startsAtMs' | 'postponedAtMs'>,
  nowMs: number,
): boolean => postponedAtMs === null && nowMs >= startsAtMs;

export type EventRefusal = 'transfers_refused' | 'event_cancelled' | 'event_started';

/** Undefined: tickets of this event may change hands now. */
export function whyNotNow(event: EventRecord, nowMs: number): Refusal<EventRefusal> | undefined {
  if (event.cancelledAtMs !== null) return refuse('event_cancelled');
  if (event.transfersRefused) return refuse('transfers_refused');
  return hasStarted(event, nowMs) ? refuse('event_started') : undefined;
}

/** Beyond this moment an offer makes no sense; null: nobody knows when the event begins. */
export const notBeyondMs = ({ startsAtMs, postponedAtMs }: EventRecord): number | null =>
  postponedAtMs === null ? startsAtMs : null;
