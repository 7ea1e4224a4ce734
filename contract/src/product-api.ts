/**
 * The product API under /api/v1: it grows only by addition. Times are ISO-8601 in UTC, money is in
 * minor units, ids of reservations are chosen by the client, unknown fields of a body are refused.
 */
import { Type } from 'typebox';
import * as field from './fields.ts';
import { InventoryState, ProductEvent, Reservation, SeatNumber } from './product.ts';
import { SeatingPlan } from './seating-plan.ts';
import { route } from './route.ts';

const closed = { additionalProperties: false } as const;
const EventParams = Type.Object({ eventId: field.EventId });
const ReservationParams = Type.Object({
  eventId: field.EventId,
  reservationId: field.ReservationId,
});
const Seats = Type.Array(SeatNumber, { minItems: 1, maxItems: 100, uniqueItems: true });
const ReservationAnswer = Type.Object({ reservation: Reservation });
const SeatsAnswer = Type.Object({
  eventId: field.EventId,
  seats: Type.Array(Type.Object({ seat: SeatNumber, version: Type.Integer({ minimum: 0 }) })),
  asOfSeq: Type.Integer({ minimum: 0 }),
});

const seatErrors = ['event_not_found', 'unknown_seats', 'seats_unavailable'] as const;
const engineErrors = ['busy', 'outcome_unknown'] as const;
const saleErrors = ['limit_reached', 'sale_not_open', 'sale_ended', 'event_cancelled'] as const;

export const productApi = {
  listEvents: route({
    id: 'listEvents',
    method: 'GET',
    path: '/api/v1/events',
    summary: 'List events, soonest first, a page at a time',
    auth: 'none',
    query: field.Page,
    status: 200,
    response: Type.Object({
      events: Type.Array(ProductEvent, { maxItems: 200 }),
      nextCursor: Type.Optional(field.Cursor),
    }),
    errors: [],
  }),
  readEvent: route({
    id: 'readEvent',
    method: 'GET',
    path: '/api/v1/events/{eventId}',
    summary: 'Read one event',
    auth: 'none',
    params: EventParams,
    status: 200,
    response: Type.Object({ event: ProductEvent }),
    errors: ['event_not_found'],
  }),
  readSeatingPlan: route({
    id: 'readSeatingPlan',
    method: 'GET',
    path: '/api/v1/events/{eventId}/seating-plan',
    summary: 'The geometry of the house; with ?version it never changes and may be cached for good',
    auth: 'none',
    params: EventParams,
    query: Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1 })) }),
    status: 200,
    response: SeatingPlan,
    errors: ['event_not_found', 'seating_plan_not_found'],
  }),
  readState: route({
    id: 'readState',
    method: 'GET',
    path: '/api/v1/events/{eventId}/state',
    summary: 'The state of every seat and pool at one moment',
    auth: 'none',
    params: EventParams,
    status: 200,
    response: InventoryState,
    errors: ['event_not_found'],
  }),
  createReservation: route({
    id: 'createReservation',
    method: 'POST',
    path: '/api/v1/events/{eventId}/reservations',
    summary: 'Hold seats, or a number of places in a pool; confirm: true books them at once',
    auth: 'reservations:write',
    params: EventParams,
    headers: field.IdempotencyHeaders,
    body: Type.Object(
      {
        id: field.ReservationIdV7,
        buyer: field.Buyer,
        seats: Type.Optional(Seats),
        pool: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
        quantity: Type.Optional(field.Quantity),
        confirm: Type.Optional(Type.Boolean()),
      },
      {
        ...closed,
        // One or the other: named seats, or a quantity in a pool.
        oneOf: [
          {
            required: ['seats'],
            not: { anyOf: [{ required: ['pool'] }, { required: ['quantity'] }] },
          },
          { required: ['pool', 'quantity'], not: { required: ['seats'] } },
        ],
      },
    ),
    status: 201,
    response: ReservationAnswer,
    errors: [
      ...seatErrors,
      ...saleErrors,
      ...engineErrors,
      'unknown_pool',
      'sold_out',
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
    summary: 'Release a hold or cancel a booking; its places return to the sale',
    auth: 'reservations:write',
    params: ReservationParams,
    status: 200,
    response: ReservationAnswer,
    errors: [...engineErrors, 'event_not_found', 'reservation_not_found', 'invalid_transition'],
  }),
  blockSeats: route({
    id: 'blockSeats',
    method: 'POST',
    path: '/api/v1/events/{eventId}/seats/block',
    summary: 'Take available seats out of the sale',
    auth: 'events:write',
    params: EventParams,
    body: Type.Object({ seats: Seats }, closed),
    status: 200,
    response: SeatsAnswer,
    errors: [...seatErrors, ...engineErrors],
  }),
  unblockSeats: route({
    id: 'unblockSeats',
    method: 'POST',
    path: '/api/v1/events/{eventId}/seats/unblock',
    summary: 'Put blocked seats back into the sale',
    auth: 'events:write',
    params: EventParams,
    body: Type.Object({ seats: Seats }, closed),
    status: 200,
    response: SeatsAnswer,
    errors: [...seatErrors, ...engineErrors],
  }),
} as const;

export type ProductApi = typeof productApi;
