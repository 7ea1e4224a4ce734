/** Events, states and reservations as the product API shows them. */
import { createHash } from 'node:crypto';
import type { InventoryState } from '@onsale/contract/product.ts';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { BodyOf } from '@onsale/contract/route.ts';
import { encodeSeatStates, packSeatStates } from '@onsale/contract/seat-state.ts';
import { eventStatus } from '../catalog/model/event.ts';
import { type RawJson, rawJson } from '../lib/handler.ts';
import type { EventSnapshot } from './event-cache.ts';
import { type Reservation, quantityOf, type SeatVersion } from './model/commands.ts';
import type { InventoryView } from './model/view.ts';

const instant = (ms: number): string => new Date(ms).toISOString();

export function presentEvent(
  snapshot: EventSnapshot,
  nowMs: number,
): BodyOf<ProductApi['readEvent']>['event'] {
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
    asOfSeq,
  };
}

/** A body with its entity tag; `maxAgeSeconds` of 0 means: ask again, a match costs nothing. */
export function renderJson(value: unknown, cacheControl: string): RawJson {
  const bytes = Buffer.from(JSON.stringify(value));
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  return rawJson(bytes, { etag, cacheControl });
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
