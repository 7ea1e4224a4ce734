/**
 * Routes of rehearsals: a copy of an event on which virtual buyers practise. It has the same places,
 * prices, limits and waiting room, is in no list, takes only simulated payments, and can be removed.
 */
import { Type } from 'typebox';
import * as field from './fields.ts';
import { ProductEvent } from './product.ts';
import { RoomPatch } from './queue.ts';
import { route } from './route.ts';

const closed = { additionalProperties: false } as const;
const Count = Type.Integer({ minimum: 0 });
const EventParams = Type.Object({ eventId: field.EventId });

/** One rehearsal and what has happened on it so far. */
export const Rehearsal = Type.Object({
  eventId: field.EventId,
  rehearsalOf: field.EventId,
  createdAt: field.Instant,
  saleOpensAt: field.Instant,
  counts: Type.Object({
    entries: Count,
    admissions: Count,
    reservations: Count,
    orders: Count,
    tickets: Count,
  }),
});

export const rehearsalRoutes = {
  createRehearsal: route({
    id: 'createRehearsal',
    method: 'POST',
    path: '/api/v1/events/{eventId}/rehearsals',
    summary: 'Make a rehearsal: a copy of an event, in no list, for virtual buyers',
    auth: 'events:write',
    sessions: 'members',
    params: EventParams,
    body: Type.Object(
      {
        opensInSeconds: Type.Optional(
          Type.Integer({
            minimum: 0,
            maximum: 86_400,
            description: 'When its sale opens, from now; 60 when absent.',
          }),
        ),
        holdSeconds: Type.Optional(
          Type.Integer({
            minimum: 1,
            maximum: 3_600,
            description: 'How long its holds last; as those of the event when absent.',
          }),
        ),
        room: Type.Optional(RoomPatch),
      },
      closed,
    ),
    status: 201,
    response: Type.Object({ event: ProductEvent }),
    errors: ['event_not_found', 'is_a_rehearsal', 'rehearsal_refused'],
  }),
  listRehearsals: route({
    id: 'listRehearsals',
    method: 'GET',
    path: '/api/v1/events/{eventId}/rehearsals',
    summary: 'The rehearsals of an event that are there, latest first',
    auth: 'events:read',
    sessions: 'members',
    params: EventParams,
    status: 200,
    response: Type.Object({ rehearsals: Type.Array(Rehearsal, { maxItems: 100 }) }),
    errors: ['event_not_found'],
  }),
  removeRehearsal: route({
    id: 'removeRehearsal',
    method: 'DELETE',
    path: '/api/v1/events/{eventId}/rehearsal',
    summary: 'Remove a rehearsal with all that happened on it; repeating continues',
    auth: 'events:write',
    sessions: 'members',
    params: EventParams,
    status: 200,
    response: Type.Object({ removed: Type.Boolean(), rows: Count }),
    errors: ['event_not_found', 'not_a_rehearsal', 'busy'],
  }),
} as const;
