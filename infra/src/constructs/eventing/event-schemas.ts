/**
 * The payload (`detail`) of each event, registered as a schema. Ids only, nothing about a person.
 * Fields may be added; a change of meaning is a new detail type.
 */
import type { DetailType } from './event-rules.ts';

type Field = 'id' | 'ids' | 'word' | 'amount' | 'time';

/** In minor units of the currency, as everywhere. */
const amount = { type: 'integer', minimum: 0 } as const;

const fieldSchemas = {
  id: { type: 'string' },
  ids: { type: 'array', items: { type: 'string' } },
  word: { type: 'string' },
  amount,
  time: { type: 'string', format: 'date-time' },
} as const satisfies Record<Field, object>;

const reservation = { reservationId: 'id', userId: 'id', ticketIds: 'ids' } as const;

export const eventDetails = {
  TicketCreated: { ticketId: 'id', eventId: 'id', price: 'amount', status: 'word' },
  TicketStatusChanged: {
    ticketId: 'id',
    eventId: 'id',
    status: 'word',
    previousStatus: 'word',
  },
  EventCancelled: { eventId: 'id', cancelledAt: 'time' },
  EventPostponed: { eventId: 'id', postponedAt: 'time' },
  EventRescheduled: { eventId: 'id', startsAt: 'time' },
  ReservationCreated: { ...reservation, expiresAt: 'time' },
  ReservationExpired: { ...reservation, expiredAt: 'time' },
  ReservationConfirmed: { ...reservation, confirmedAt: 'time' },
  ReservationCancelled: { ...reservation, cancelledAt: 'time' },
  OrderCreated: {
    orderId: 'id',
    reservationId: 'id',
    totalAmount: 'amount',
    currency: 'word',
  },
} as const satisfies Record<DetailType, Readonly<Record<string, Field>>>;

/** JSON Schema draft 4, which the registry takes. Every field is required, others may be added. */
export const schemaOf = (detailType: DetailType): Readonly<Record<string, unknown>> => {
  const fields = Object.entries(eventDetails[detailType]);
  return {
    $schema: 'http://json-schema.org/draft-04/schema#',
    title: detailType,
    type: 'object',
    properties: Object.fromEntries(fields.map(([name, field]) => [name, fieldSchemas[field]])),
    required: fields.map(([name]) => name),
  };
};
