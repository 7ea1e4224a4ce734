/** Routes about events: finding them, their geometry and state, and what organizers change. */
import { Type } from 'typebox';
import * as field from './fields.ts';
import { EventDraft, EventPatch, InventoryState, ProductEvent, SeatNumber } from './product.ts';
import { SeatingPlan } from './seating-plan.ts';
import { route } from './route.ts';

const closed = { additionalProperties: false } as const;
const EventParams = Type.Object({ eventId: field.EventId });
const Seats = Type.Array(SeatNumber, { minItems: 1, maxItems: 100, uniqueItems: true });
const SeatsAnswer = Type.Object({
  eventId: field.EventId,
  seats: Type.Array(Type.Object({ seat: SeatNumber, version: Type.Integer({ minimum: 0 }) })),
  asOfSeq: Type.Integer({ minimum: 0 }),
});
const EventAnswer = Type.Object({ event: ProductEvent });

const seatErrors = ['event_not_found', 'unknown_seats', 'seats_unavailable'] as const;
const engineErrors = ['busy', 'outcome_unknown'] as const;

export const eventRoutes = {
  listEvents: route({
    id: 'listEvents',
    method: 'GET',
    path: '/api/v1/events',
    summary: 'List events, soonest first, a page at a time',
    auth: 'none',
    query: Type.Object({
      ...field.Page.properties,
      when: Type.Optional(
        field.oneOf(['upcoming', 'past', 'all'], {
          description:
            'upcoming: what is to come, cancelled and postponed dates included. past: what is over, ' +
            'latest first. all: every date. Absent: what is to come, without cancelled dates.',
        }),
      ),
    }),
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
  blockSeats: route({
    id: 'blockSeats',
    method: 'POST',
    path: '/api/v1/events/{eventId}/seats/block',
    summary: 'Take available seats out of the sale',
    auth: 'events:write',
    sessions: 'members',
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
    sessions: 'members',
    params: EventParams,
    body: Type.Object({ seats: Seats }, closed),
    status: 200,
    response: SeatsAnswer,
    errors: [...seatErrors, ...engineErrors],
  }),
  createEvent: route({
    id: 'createEvent',
    method: 'POST',
    path: '/api/v1/events',
    summary: 'Create an event of an organization, on one of its seating plans or with areas',
    auth: 'events:write',
    sessions: 'members',
    headers: field.IdempotencyHeaders,
    body: EventDraft,
    status: 201,
    response: EventAnswer,
    errors: ['seating_plan_not_found', 'idempotency_mismatch'],
  }),
  updateEvent: route({
    id: 'updateEvent',
    method: 'PUT',
    path: '/api/v1/events/{eventId}',
    summary: 'Change what is given of an event; everything else stays',
    auth: 'events:write',
    sessions: 'members',
    params: EventParams,
    body: EventPatch,
    status: 200,
    response: EventAnswer,
    errors: ['event_not_found', 'event_cancelled'],
  }),
  cancelEvent: route({
    id: 'cancelEvent',
    method: 'POST',
    path: '/api/v1/events/{eventId}/cancel',
    summary: 'Cancel an event for good: every order ends and is refunded, every ticket is revoked',
    auth: 'events:write',
    sessions: 'members',
    params: EventParams,
    status: 200,
    response: EventAnswer,
    errors: ['event_not_found'],
  }),
  postponeEvent: route({
    id: 'postponeEvent',
    method: 'POST',
    path: '/api/v1/events/{eventId}/postpone',
    summary: 'Postpone an event: the sale pauses, tickets stay valid; a new start resumes it',
    auth: 'events:write',
    sessions: 'members',
    params: EventParams,
    body: Type.Object({ startsAt: Type.Optional(field.Instant) }, closed),
    status: 200,
    response: EventAnswer,
    errors: ['event_not_found', 'event_cancelled'],
  }),
} as const;
