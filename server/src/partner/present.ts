/** Events and reservations in the words of the booking API: zone-less local times, totals, an envelope. */
import { createHash } from 'node:crypto';
import type { PartnerEvent, PartnerReservation } from '@onsale/contract/partner-api.ts';
import type { Static } from 'typebox';
import type { EventRecord } from '../catalog/model/event.ts';
import type { EventSnapshot } from '../inventory/event-cache.ts';
import { type Reservation, quantityOf } from '../inventory/model/commands.ts';
import { type RawJson, rawJson } from '../lib/handler.ts';
import { formatLocal } from '../lib/time.ts';

export function presentEvent({
  event,
  capacity,
  available,
}: EventSnapshot): Static<typeof PartnerEvent> {
  return {
    eventId: event.eventId,
    eventName: event.name,
    totalSeats: capacity,
    availableSeats: available,
    eventDate: formatLocal(event.startsAtMs, event.timeZone),
    createdAt: formatLocal(event.createdAtMs, event.timeZone),
  };
}

/** The body of `GET /api/events/{id}`, made once per change of the event. */
export function renderEvent(snapshot: EventSnapshot): RawJson {
  const rendered = snapshot.rendered.get('partner');
  if (rendered !== undefined) return rendered.body;
  const bytes = Buffer.from(JSON.stringify({ success: true, data: presentEvent(snapshot) }));
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  const body = rawJson(bytes, { etag, cacheControl: 'private, no-cache' });
  snapshot.rendered.set('partner', { body, untilMs: Number.POSITIVE_INFINITY });
  return body;
}

export function presentReservation(
  event: EventRecord,
  reservation: Reservation,
): Static<typeof PartnerReservation> {
  const at = formatLocal(reservation.createdAtMs, event.timeZone);
  return {
    reservationId: reservation.id,
    eventId: event.eventId,
    userId: reservation.owner.buyer,
    quantity: quantityOf(reservation.wanted),
    status: reservation.state,
    reservationTime: at,
    reservedAt: at,
  };
}
