/** Routes about tickets: those of a buyer, and what a door needs to verify them offline. */
import { Type } from 'typebox';
import * as field from './fields.ts';
import { Ticket } from './order.ts';
import { route } from './route.ts';

export const ticketRoutes = {
  listTickets: route({
    id: 'listTickets',
    method: 'GET',
    path: '/api/v1/tickets',
    summary: 'Your tickets, latest first, a page at a time',
    auth: 'person',
    query: Type.Object({
      ...field.Page.properties,
      eventId: Type.Optional(field.EventId),
      reservationId: Type.Optional(field.ReservationId),
    }),
    status: 200,
    response: Type.Object({
      tickets: Type.Array(Ticket, { maxItems: 200 }),
      nextCursor: Type.Optional(field.Cursor),
    }),
    errors: [],
  }),
  readTicket: route({
    id: 'readTicket',
    method: 'GET',
    path: '/api/v1/events/{eventId}/tickets/{ticketId}',
    summary: 'Read one of your tickets with the code that opens the door',
    auth: 'person',
    params: Type.Object({ eventId: field.EventId, ticketId: field.ReservationId }),
    status: 200,
    response: Type.Object({ ticket: Ticket }),
    errors: ['event_not_found', 'ticket_not_found'],
  }),
  readTicketKeys: route({
    id: 'readTicketKeys',
    method: 'GET',
    path: '/api/v1/ticket-keys',
    summary: 'Public keys that verify ticket codes, as a JWK set',
    auth: 'none',
    status: 200,
    response: Type.Object({
      keys: Type.Array(
        Type.Object({
          kty: Type.Literal('OKP'),
          crv: Type.Literal('Ed25519'),
          kid: Type.String({ maxLength: 50 }),
          x: Type.String({ maxLength: 64 }),
          use: Type.Literal('sig'),
        }),
        { maxItems: 10 },
      ),
    }),
    errors: [],
  }),
  listRevokedTickets: route({
    id: 'listRevokedTickets',
    method: 'GET',
    path: '/api/v1/events/{eventId}/revoked-tickets',
    summary: 'Tickets of an event whose codes no longer open the door, a page at a time',
    auth: 'tickets:read',
    sessions: 'members',
    params: Type.Object({ eventId: field.EventId }),
    query: field.Page,
    status: 200,
    response: Type.Object({
      revoked: Type.Array(
        Type.Object({
          id: field.ReservationId,
          /** Codes of this version and below are refused. */
          version: Type.Integer({ minimum: 0 }),
        }),
        { maxItems: 200 },
      ),
      nextCursor: Type.Optional(field.Cursor),
    }),
    errors: ['event_not_found'],
  }),
} as const;
