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
    ...(row.orderId === null ? {} : { orderId: row.orderId }),
    admission: row.admission,
    of: row.of,
    status: row.state === 0 ? 'valid' : 'revoked',
    ...(row.seat === null ? {} : { seat: row.seat }),
    ...(row.pool === null ? {} : { pool: row.pool }),
    label: place.label,
    ...(tier === undefined ? {} : { tier }),
    ...(row.ticketType === null ? {} : { ticketType: row.ticketType }),
    event: {
      name: event.name,
      translations: event.translations,
      startsAt: instant(event.startsAtMs),
      timeZone: event.timeZone,
      status,
      ...(event.venue === null ? {} : { venue: event.venue }),
    },
    issuedAt: instant(row.issuedAtMs),
  };
}
