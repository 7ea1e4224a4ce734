/** Events, states and reservations as the product API shows them. */
import { createHash } from 'node:crypto';
import { genres, type InventoryState } from '@onsale/contract/product.ts';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { BodyOf } from '@onsale/contract/route.ts';
import { encodeSeatStates, packSeatStates } from '@onsale/contract/seat-state.ts';
import { eventStatus } from '../catalog/model/event.ts';
import { compress } from '../lib/compress.ts';
import { type RawJson, rawJson } from '../lib/handler.ts';
import type { EventSnapshot } from './event-cache.ts';
import { ok, type Refusal, refuse, type Result } from '../lib/result.ts';
import { type Outcome, type Reservation, quantityOf, type SeatVersion } from './model/commands.ts';
import type { InventoryView } from './model/view.ts';

type Genre = (typeof genres)[number];

const isGenre = (word: string | null): word is Genre => genres.some((one) => one === word);

const instant = (ms: number): string => new Date(ms).toISOString();

type ShownEvent = BodyOf<ProductApi['readEvent']>['event'];

export function presentEvent(snapshot: EventSnapshot, nowMs: number): ShownEvent {
  const { event, capacity, available, asOfSeq, pools } = snapshot;
  return {
    id: event.eventId,
    name: event.name,
    translations: event.translations,
    startsAt: instant(event.startsAtMs),
    timeZone: event.timeZone,
    status: eventStatus(event, available, nowMs),
    saleOpensAt: instant(event.saleOpensAtMs),
    ...(event.saleClosesAtMs === null ? {} : { saleEndsAt: instant(event.saleClosesAtMs) }),
    capacity,
    available,
    currency: event.currency,
    ...(event.seatingPlan === null ? {} : { seatingPlan: event.seatingPlan }),
    tiers: event.tiers.map(({ code, name, priceMinor }) => ({
      code,
      name,
      price: { amountMinor: priceMinor, currency: event.currency },
    })),
    pools,
    ...presentOffer(event),
    asOfSeq,
  };
}

/** What a buyer is told and promised of an event. Parts that an event does not have are left out. */
function presentOffer(event: EventSnapshot['event']): Partial<ShownEvent> {
  const { ticketTypes, fees, venue, organizer, description, genre, runningMinutes } = event;
  const { ageMin, perOrderMax, perPersonMax, singleSeatGaps, refundableUntilMs, rehearsalOf } =
    event;
  const { city, seriesId, poster } = event;
  const hasFees = fees.basisPoints > 0 || fees.perTicketMinor > 0;
  return {
    organizer,
    singleSeatGaps: singleSeatGaps ? 'allowed' : 'refused',
    ...(ticketTypes.length > 0 && { ticketTypes }),
    ...(hasFees && { fees }),
    ...(venue !== null && { venue }),
    ...(city !== null && { city }),
    ...(seriesId !== null && { seriesId }),
    ...(poster !== null && {
      poster: { url: `/posters/${poster.hash}`, width: poster.width, height: poster.height },
    }),
    ...(Object.keys(description).length > 0 && { description }),
    ...(isGenre(genre) && { genre }),
    ...(runningMinutes !== null && { runningMinutes }),
    ...(ageMin !== null && { ageMin }),
    ...(perOrderMax !== null && { perOrderMax }),
    ...(perPersonMax !== null && { perPersonMax }),
    ...(refundableUntilMs !== null && { refundableUntil: instant(refundableUntilMs) }),
    ...(rehearsalOf !== null && { rehearsalOf }),
    ...(event.askNames && { askNames: true }),
    ...(event.transfersRefused && { transfers: 'refused' as const }),
  };
}

/** A body with its entity tag; `maxAgeSeconds` of 0 means: ask again, a match costs nothing. */
export function renderJson(value: unknown, cacheControl: string): RawJson {
  const bytes = Buffer.from(JSON.stringify(value));
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  return rawJson(bytes, { etag, cacheControl });
}

/** The same for large answers that many are given: compressed, too. */
export async function renderPacked(value: unknown, cacheControl: string): Promise<RawJson> {
  const { bytes, etag = '""' } = renderJson(value, cacheControl);
  return rawJson(bytes, { etag, cacheControl, compressed: await compress(bytes, 'quick') });
}

export function presentState(eventId: number, view: InventoryView, nowMs: number): InventoryState {
  return {
    eventId,
    asOfSeq: view.seq,
    seatCount: view.seatCount,
    seats: encodeSeatStates(packSeatStates(view.statesAt(nowMs))),
    pools: [...view.pools.values()].map(({ pool, capacity, held, sold, blocked }) => ({
      pool,
      capacity,
      available: capacity - held - sold - blocked,
      held,
      sold,
      blocked,
    })),
  };
}

type ShownReservation = BodyOf<ProductApi['readReservation']>;

/** What a command settled. Its refusals are those of its route. */
export function presentOutcome(
  eventId: number,
  outcome: Outcome,
  asOfSeq: number,
): Result<ShownReservation> | Refusal {
  if (!outcome.ok) return outcome;
  const { reservation, seats } = outcome.value;
  if (reservation === undefined) return refuse('internal');
  return ok({ reservation: presentReservation(eventId, reservation, seats, asOfSeq) });
}

export function presentReservation(
  eventId: number,
  reservation: Reservation,
  seats: readonly SeatVersion[],
  asOfSeq: number,
): BodyOf<ProductApi['readReservation']>['reservation'] {
  const { wanted, expiresAtMs, confirmedAtMs, endedAtMs } = reservation;
  return {
    id: reservation.id,
    eventId,
    buyer: reservation.owner.buyer,
    status: reservation.state,
    quantity: quantityOf(wanted),
    seats,
    ...('pool' in wanted ? { pool: wanted.pool } : {}),
    createdAt: instant(reservation.createdAtMs),
    ...(expiresAtMs === null ? {} : { expiresAt: instant(expiresAtMs) }),
    extended: reservation.extended,
    ...(confirmedAtMs === null ? {} : { confirmedAt: instant(confirmedAtMs) }),
    ...(endedAtMs === null ? {} : { endedAt: instant(endedAtMs) }),
    asOfSeq,
  };
}
