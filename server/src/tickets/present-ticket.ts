/** A ticket as the API shows it. */
import type { Ticket } from '@onsale/contract/order.ts';
import { type EventRecord, type EventStatus } from '../catalog/model/event.ts';
import type { PlaceName } from './place-labels.ts';
import type { TicketDbRow } from './sql/read.ts';

const instant = (ms: number): string => new Date(ms).toISOString();

export function presentTicket(
  row: TicketDbRow,
  event: EventRecord,
  status: EventStatus,
  place: PlaceName,
): Ticket {
  const tier = row.tier ?? place.tier ?? row.poolTier ?? undefined;
  return {
    id: row.id,
    eventId: row.eventId,
    reservationId: row.reservationId,
    // The order is its buyer's alone.
    ...(row.orderId === null || row.received ? {} : { orderId: row.orderId }),
    admission: row.admission,
    of: row.of,
    status: row.state === 0 ? 'valid' : 'revoked',
    ...(row.seat === null ? {} : { seat: row.seat }),
    ...(row.pool === null ? {} : { pool: row.pool }),
    label: place.label,
    ...(tier === undefined ? {} : { tier }),
    ...(row.ticketType === null ? {} : { ticketType: row.ticketType }),
    ...(row.attendee === null ? {} : { attendee: row.attendee }),
    ...(row.received ? { received: true } : {}),
    ...offerOf(row),
    event: {
      name: event.name,
      translations: event.translations,
      startsAt: instant(event.startsAtMs),
      timeZone: event.timeZone,
      status,
      ...(event.venue === null ? {} : { venue: event.venue }),
      ...(event.transfersRefused ? { transfers: 'refused' as const } : {}),
    },
    issuedAt: instant(row.issuedAtMs),
  };
}

function offerOf({ offerId, offerEndsAtMs, offerTo }: TicketDbRow): Pick<Ticket, 'offer'> {
  if (offerId === null || offerEndsAtMs === null) return {};
  const endsAt = instant(offerEndsAtMs);
  return { offer: { id: offerId, endsAt, ...(offerTo === null ? {} : { toEmail: offerTo }) } };
}
