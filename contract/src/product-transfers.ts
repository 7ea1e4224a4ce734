/** Routes about giving a ticket to a friend: offering, withdrawing, looking, accepting, giving back. */
import { Type } from 'typebox';
import * as field from './fields.ts';
import { Email } from './order.ts';
import { route } from './route.ts';
import { OfferedTicket, Transfer, TransferToken } from './transfer.ts';

const closed = { additionalProperties: false } as const;
const Language = field.oneOf(['ko', 'en']);
const TransferAnswer = Type.Object({ transfer: Transfer });
const TicketRef = Type.Object({ eventId: field.EventId, ticketId: field.ReservationId });

export const transferRoutes = {
  offerTicket: route({
    id: 'offerTicket',
    method: 'PUT',
    path: '/api/v1/events/{eventId}/tickets/{ticketId}/transfers/{transferId}',
    summary: 'Offer one of your tickets to whoever gets the link; it ends by itself',
    auth: 'person',
    params: Type.Object({
      eventId: field.EventId,
      ticketId: field.ReservationId,
      transferId: field.ReservationIdV7,
    }),
    body: Type.Object(
      {
        token: TransferToken,
        fromName: field.Buyer,
        toEmail: Type.Optional(Email),
        language: Type.Optional(Language),
      },
      closed,
    ),
    status: 200,
    response: TransferAnswer,
    errors: [
      'event_not_found',
      'ticket_not_found',
      'transfers_refused',
      'transfer_ended',
      'invalid_transition',
      'id_conflict',
      'limit_reached',
      'event_cancelled',
      'event_started',
    ],
  }),
  withdrawTransfer: route({
    id: 'withdrawTransfer',
    method: 'POST',
    path: '/api/v1/events/{eventId}/transfers/{transferId}/withdraw',
    summary: 'Take an offer back that nobody has accepted yet',
    auth: 'person',
    params: Type.Object({ eventId: field.EventId, transferId: field.ReservationId }),
    status: 200,
    response: TransferAnswer,
    errors: ['transfer_not_found', 'transfer_ended'],
  }),
  readOffer: route({
    id: 'readOffer',
    method: 'POST',
    path: '/api/v1/transfers/open',
    summary: 'What a link offers; the secret comes in the body, so that no log has it',
    auth: 'none',
    body: Type.Object({ token: TransferToken }, closed),
    status: 200,
    response: Type.Object({ offer: OfferedTicket }),
    errors: ['transfer_not_found'],
  }),
  acceptTransfer: route({
    id: 'acceptTransfer',
    method: 'POST',
    path: '/api/v1/transfers/accept',
    summary: 'Accept a ticket: it becomes yours, and the code that was shown before dies',
    auth: 'person',
    body: Type.Object(
      {
        token: TransferToken,
        name: Type.Optional(field.Buyer),
        email: Type.Optional(Email),
        language: Type.Optional(Language),
      },
      closed,
    ),
    status: 200,
    response: TicketRef,
    errors: [
      'transfer_not_found',
      'transfer_ended',
      'transfers_refused',
      'invalid_transition',
      'event_cancelled',
      'event_started',
    ],
  }),
  giveBackTicket: route({
    id: 'giveBackTicket',
    method: 'POST',
    path: '/api/v1/events/{eventId}/tickets/{ticketId}/give-back',
    summary: 'Give a ticket that you were given back to whoever bought it',
    auth: 'person',
    params: TicketRef,
    status: 200,
    response: TicketRef,
    errors: ['event_not_found', 'ticket_not_found', 'invalid_transition', 'event_started'],
  }),
} as const;
