/** Routes of files: tickets as PDF, dates for calendars, passes for the wallets of phones. */
import { Type } from 'typebox';
import * as field from './fields.ts';
import { route } from './route.ts';

const Language = Type.Optional(field.oneOf(['ko', 'en'], { description: '`ko` when absent.' }));
const OfTicket = Type.Object({ eventId: field.EventId, ticketId: field.ReservationId });

/** Bytes; what they are says `media`. */
const File = Type.Unsafe<string>({ type: 'string', format: 'binary' });

export const documentRoutes = {
  readOrderPdf: route({
    id: 'readOrderPdf',
    method: 'GET',
    path: '/api/v1/events/{eventId}/orders/{orderId}/tickets.pdf',
    summary:
      'The tickets of one of your orders as a PDF, one to a page; those given away are not in it',
    auth: 'person',
    params: Type.Object({ eventId: field.EventId, orderId: field.ReservationId }),
    query: Type.Object({ language: Language }),
    status: 200,
    media: 'application/pdf',
    response: File,
    errors: ['event_not_found', 'order_not_found', 'ticket_not_found'],
  }),
  readTicketPdf: route({
    id: 'readTicketPdf',
    method: 'GET',
    path: '/api/v1/events/{eventId}/tickets/{ticketId}/ticket.pdf',
    summary: 'One of your tickets as a PDF',
    auth: 'person',
    params: OfTicket,
    query: Type.Object({ language: Language }),
    status: 200,
    media: 'application/pdf',
    response: File,
    errors: ['event_not_found', 'ticket_not_found'],
  }),
  readCalendar: route({
    id: 'readCalendar',
    method: 'GET',
    path: '/api/v1/events/{eventId}/calendar.ics',
    summary: 'The date of an event for calendars, or the opening of its sale with an alarm before',
    auth: 'none',
    params: Type.Object({ eventId: field.EventId }),
    query: Type.Object({
      for: Type.Optional(
        field.oneOf(['event', 'sale'], {
          description: '`sale`: when its sale opens, with an alarm 10 minutes before.',
        }),
      ),
      language: Language,
    }),
    status: 200,
    media: 'text/calendar; charset=utf-8',
    response: File,
    errors: ['event_not_found'],
  }),
  readApplePass: route({
    id: 'readApplePass',
    method: 'GET',
    path: '/api/v1/events/{eventId}/tickets/{ticketId}/apple-pass',
    summary: 'One of your tickets for Apple Wallet, where the deployment has a certificate for it',
    auth: 'person',
    params: OfTicket,
    query: Type.Object({ language: Language }),
    status: 200,
    media: 'application/vnd.apple.pkpass',
    response: File,
    errors: ['event_not_found', 'ticket_not_found', 'not_found'],
  }),
  readGooglePass: route({
    id: 'readGooglePass',
    method: 'GET',
    path: '/api/v1/events/{eventId}/tickets/{ticketId}/google-pass',
    summary:
      'The address that saves one of your tickets to Google Wallet, where the deployment can',
    auth: 'person',
    params: OfTicket,
    query: Type.Object({ language: Language }),
    status: 200,
    response: Type.Object({ url: Type.String({ maxLength: 8_000 }) }),
    errors: ['event_not_found', 'ticket_not_found', 'not_found'],
  }),
} as const;
