/** Routes about reservations: choosing places, holding them, giving them back. */
import { Type } from 'typebox';
import * as field from './fields.ts';
import { Instead, Reservation, SeatNumber, SeatWish, Suggestion } from './product.ts';
import { route } from './route.ts';

const closed = { additionalProperties: false } as const;
const EventParams = Type.Object({ eventId: field.EventId });
const ReservationParams = Type.Object({
  eventId: field.EventId,
  reservationId: field.ReservationId,
});
const Seats = Type.Array(SeatNumber, { minItems: 1, maxItems: 100, uniqueItems: true });
const ReservationAnswer = Type.Object({ reservation: Reservation });
const anyOf = (...names: readonly string[]) => ({
  anyOf: names.map((name) => ({ required: [name] })),
});

const seatErrors = ['event_not_found', 'unknown_seats', 'seats_unavailable'] as const;
const engineErrors = ['busy', 'outcome_unknown'] as const;
const saleErrors = ['limit_reached', 'sale_not_open', 'sale_ended', 'event_cancelled'] as const;

export const reservationRoutes = {
  suggestSeats: route({
    id: 'suggestSeats',
    method: 'POST',
    path: '/api/v1/events/{eventId}/best-available',
    summary: 'The best seats there are for a party, without taking them',
    auth: 'none',
    params: EventParams,
    body: SeatWish,
    status: 200,
    response: Type.Object({
      suggestions: Type.Array(Suggestion, {
        maxItems: 5,
        description: 'Best first; empty when no seats fit.',
      }),
      asOfSeq: Type.Integer({ minimum: 0 }),
    }),
    errors: ['event_not_found', ...saleErrors],
  }),
  createReservation: route({
    id: 'createReservation',
    method: 'POST',
    path: '/api/v1/events/{eventId}/reservations',
    summary: 'Hold seats, or a number of places in a pool; confirm: true books them at once',
    auth: 'reservations:write',
    sessions: 'anyone',
    params: EventParams,
    headers: Type.Object({
      ...field.IdempotencyHeaders.properties,
      'admission-pass': Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 1_000,
          pattern: String.raw`^[\x21-\x7e]+$`,
          description: 'From the waiting room, where there is one.',
        }),
      ),
    }),
    body: Type.Object(
      {
        id: field.ReservationIdV7,
        buyer: Type.Optional(field.Buyer),
        seats: Type.Optional(Seats),
        pool: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
        quantity: Type.Optional(field.Quantity),
        bestAvailable: Type.Optional(SeatWish),
        confirm: Type.Optional(Type.Boolean()),
        holdAlternatives: Type.Optional(
          Type.Boolean({
            description:
              'When a seat is lost to somebody else, hold the nearest equivalent seats instead.',
          }),
        ),
      },
      {
        ...closed,
        // One of three: named seats, a quantity in a pool, or a wish for the best seats there are.
        oneOf: [
          { required: ['seats'], not: anyOf('pool', 'quantity', 'bestAvailable') },
          { required: ['pool', 'quantity'], not: anyOf('seats', 'bestAvailable') },
          { required: ['bestAvailable'], not: anyOf('seats', 'pool', 'quantity') },
        ],
      },
    ),
    status: 201,
    response: Type.Object({ reservation: Reservation, instead: Type.Optional(Instead) }),
    errors: [
      'admission_required',
      ...seatErrors,
      ...saleErrors,
      ...engineErrors,
      'unknown_pool',
      'sold_out',
      'single_seat_gap',
      'id_conflict',
      'idempotency_mismatch',
    ],
  }),
  readReservation: route({
    id: 'readReservation',
    method: 'GET',
    path: '/api/v1/events/{eventId}/reservations/{reservationId}',
    summary: 'Read one reservation',
    auth: 'reservations:read',
    sessions: 'anyone',
    params: ReservationParams,
    status: 200,
    response: ReservationAnswer,
    errors: ['event_not_found', 'reservation_not_found'],
  }),
  confirmReservation: route({
    id: 'confirmReservation',
    method: 'POST',
    path: '/api/v1/events/{eventId}/reservations/{reservationId}/confirm',
    summary: 'Turn a hold into a booking; an expired one too, while its seats are still free',
    auth: 'reservations:write',
    params: ReservationParams,
    status: 200,
    response: ReservationAnswer,
    errors: [
      ...engineErrors,
      'event_not_found',
      'reservation_not_found',
      'hold_expired',
      'limit_reached',
      'invalid_transition',
      'event_cancelled',
    ],
  }),
  extendReservation: route({
    id: 'extendReservation',
    method: 'POST',
    path: '/api/v1/events/{eventId}/reservations/{reservationId}/extend',
    summary: 'Extend a hold, once',
    auth: 'reservations:write',
    sessions: 'anyone',
    params: ReservationParams,
    status: 200,
    response: ReservationAnswer,
    errors: [
      ...engineErrors,
      'event_not_found',
      'reservation_not_found',
      'hold_expired',
      'already_extended',
      'invalid_transition',
    ],
  }),
  cancelReservation: route({
    id: 'cancelReservation',
    method: 'POST',
    path: '/api/v1/events/{eventId}/reservations/{reservationId}/cancel',
    summary: 'Release a hold, or with a key cancel a booking; its places return to the sale',
    auth: 'reservations:write',
    sessions: 'anyone',
    params: ReservationParams,
    status: 200,
    response: ReservationAnswer,
    errors: [...engineErrors, 'event_not_found', 'reservation_not_found', 'invalid_transition'],
  }),
  listReservations: route({
    id: 'listReservations',
    method: 'GET',
    path: '/api/v1/reservations',
    summary: 'The holds of this session that are still running',
    auth: 'person',
    query: field.Page,
    status: 200,
    response: Type.Object({
      reservations: Type.Array(Reservation, { maxItems: 200 }),
      nextCursor: Type.Optional(field.Cursor),
    }),
    errors: [],
  }),
} as const;
