/** What the partner API talks about: envelopes, events and reservations, and examples of them. */
import { Type, type TSchema } from 'typebox';
import * as field from './fields.ts';

export const envelope = <Data extends TSchema>(data: Data) =>
  Type.Object({ success: Type.Literal(true), message: Type.Optional(Type.String()), data });

export const pageOf = <Data extends TSchema>(row: Data) =>
  Type.Object({
    success: Type.Literal(true),
    data: Type.Array(row, { maxItems: 200 }),
    nextCursor: Type.Optional(field.Cursor),
  });

export const PartnerEvent = Type.Object({
  eventId: field.EventId,
  eventName: Type.String(),
  totalSeats: Type.Integer({ minimum: 0 }),
  availableSeats: Type.Integer({ minimum: 0 }),
  eventDate: field.LocalDateTime,
  createdAt: field.LocalDateTime,
});

const reservationFields = {
  reservationId: field.ReservationId,
  eventId: field.EventId,
  userId: Type.String(),
  quantity: Type.Integer({ minimum: 1 }),
  status: field.oneOf(['PENDING', 'CONFIRMED', 'EXPIRED', 'CANCELLED']),
  // Both names of the same moment: the two published forms of this API each use one of them.
  reservationTime: field.LocalDateTime,
  reservedAt: field.LocalDateTime,
};

/** The answer to a booking. */
export const PartnerReservation = Type.Object(reservationFields);
/** A reservation as it is read later: with the name of its event. */
export const PartnerReservationRead = Type.Object({
  ...reservationFields,
  eventName: Type.String(),
});

export const partnerMessages = {
  eventCreated: 'Event created successfully',
  eventUpdated: 'Event updated successfully',
  cacheCleared: 'Event cache cleared',
  reservationMade: 'Reservation successful',
  reservationCancelled: 'Reservation cancelled',
} as const;

export const EventParams = Type.Object({ eventId: field.EventId });
export const ReservationParams = Type.Object({ reservationId: field.ReservationId });

export const eventExample = {
  eventId: 1,
  eventName: '2024 연말 콘서트',
  totalSeats: 10_000,
  availableSeats: 10_000,
  eventDate: '2024-12-31T19:00:00',
  createdAt: '2024-11-03T12:00:00',
};
export const reservationExample = {
  reservationId: '0192f0a4-7c2e-7b5a-9d6e-3f1c2b4a5d6e',
  eventId: 1,
  userId: 'user123',
  quantity: 2,
  status: 'CONFIRMED',
  reservationTime: '2024-11-03T12:05:00',
  reservedAt: '2024-11-03T12:05:00',
};
