/**
 * The booking API for box offices, resellers and systems that migrate: a frozen surface with
 * numeric event ids, zone-less local times and the envelope {success, message?, data}.
 */
import { Type } from 'typebox';
import { HealthBody } from './health.ts';
import * as field from './fields.ts';
import {
  envelope,
  eventExample,
  EventParams,
  pageOf,
  PartnerEvent,
  partnerMessages,
  PartnerReservation,
  PartnerReservationRead,
  reservationExample,
  ReservationParams,
} from './partner.ts';
import { route } from './route.ts';

export { partnerMessages, PartnerEvent, PartnerReservation, PartnerReservationRead };

const write = { headers: field.IdempotencyHeaders, status: 200 } as const;

export const partnerApi = {
  health: route({
    id: 'partnerHealth',
    method: 'GET',
    path: '/api/health',
    summary: 'Is the process serving, and what does it depend on',
    auth: 'none',
    status: 200,
    response: HealthBody,
    errors: [],
  }),
  createEvent: route({
    id: 'partnerCreateEvent',
    method: 'POST',
    path: '/api/events',
    summary: 'Create a general-admission event that is on sale at once',
    auth: 'events:write',
    ...write,
    body: Type.Object({
      eventName: field.EventName,
      totalSeats: field.SeatsTotal,
      eventDate: field.LocalDateTime,
    }),
    response: envelope(PartnerEvent),
    errors: ['idempotency_mismatch', 'outcome_unknown'],
    example: {
      body: { eventName: '2024 연말 콘서트', totalSeats: 10_000, eventDate: '2024-12-31T19:00:00' },
      response: { success: true, message: partnerMessages.eventCreated, data: eventExample },
    },
  }),
  listEvents: route({
    id: 'partnerListEvents',
    method: 'GET',
    path: '/api/events',
    summary: 'List the events of the organization, a page at a time',
    auth: 'events:read',
    query: field.Page,
    status: 200,
    response: pageOf(PartnerEvent),
    errors: [],
    example: { response: { success: true, data: [eventExample] } },
  }),
  listUpcomingEvents: route({
    id: 'partnerListUpcomingEvents',
    method: 'GET',
    path: '/api/events/upcoming',
    summary: 'List events whose date is still to come, soonest first',
    auth: 'events:read',
    query: field.Page,
    status: 200,
    response: pageOf(PartnerEvent),
    errors: [],
    example: { response: { success: true, data: [eventExample] } },
  }),
  listAvailableEvents: route({
    id: 'partnerListAvailableEvents',
    method: 'GET',
    path: '/api/events/available',
    summary: 'List events that still have tickets',
    auth: 'events:read',
    query: field.Page,
    status: 200,
    response: pageOf(PartnerEvent),
    errors: [],
    example: { response: { success: true, data: [eventExample] } },
  }),
  readEvent: route({
    id: 'partnerReadEvent',
    method: 'GET',
    path: '/api/events/{eventId}',
    summary: 'Read one event',
    auth: 'events:read',
    params: EventParams,
    status: 200,
    response: envelope(PartnerEvent),
    errors: ['event_not_found'],
    example: { response: { success: true, data: eventExample } },
  }),
  updateEvent: route({
    id: 'partnerUpdateEvent',
    method: 'PUT',
    path: '/api/events/{eventId}',
    summary: 'Change name, date or number of seats; absent fields stay as they are',
    auth: 'events:write',
    ...write,
    params: EventParams,
    body: Type.Object({
      eventName: Type.Optional(field.EventName),
      totalSeats: Type.Optional(field.SeatsTotal),
      eventDate: Type.Optional(field.LocalDateTime),
    }),
    response: envelope(PartnerEvent),
    errors: ['event_not_found', 'capacity_below_sold', 'busy', 'outcome_unknown'],
    example: {
      body: { totalSeats: 12_000 },
      response: {
        success: true,
        message: partnerMessages.eventUpdated,
        data: { ...eventExample, totalSeats: 12_000, availableSeats: 12_000 },
      },
    },
  }),
  clearEventCache: route({
    id: 'partnerClearEventCache',
    method: 'DELETE',
    path: '/api/events/cache',
    summary: 'Empty the event cache (for administrators)',
    auth: 'cache:write',
    status: 200,
    response: envelope(Type.Object({ entriesCleared: Type.Integer({ minimum: 0 }) })),
    errors: [],
    example: {
      response: {
        success: true,
        message: partnerMessages.cacheCleared,
        data: { entriesCleared: 12 },
      },
    },
  }),
  createReservation: route({
    id: 'partnerCreateReservation',
    method: 'POST',
    path: '/api/reservations',
    summary: 'Book tickets; the booking is confirmed and durable when this answers',
    auth: 'reservations:write',
    ...write,
    body: Type.Object({
      eventId: field.EventId,
      userId: field.Buyer,
      quantity: field.Quantity,
    }),
    response: envelope(PartnerReservation),
    errors: [
      'event_not_found',
      'unknown_pool',
      'sold_out',
      'limit_reached',
      'sale_not_open',
      'sale_ended',
      'event_cancelled',
      'idempotency_mismatch',
      'busy',
      'outcome_unknown',
    ],
    example: {
      body: { eventId: 1, userId: 'user123', quantity: 2 },
      response: {
        success: true,
        message: partnerMessages.reservationMade,
        data: reservationExample,
      },
    },
  }),
  listReservationsOfUser: route({
    id: 'partnerListReservationsOfUser',
    method: 'GET',
    path: '/api/reservations/user/{userId}',
    summary: 'List the reservations of one of your users, newest first',
    auth: 'reservations:read',
    params: Type.Object({ userId: field.Buyer }),
    query: field.Page,
    status: 200,
    response: pageOf(PartnerReservationRead),
    errors: [],
    example: {
      response: {
        success: true,
        data: [{ ...reservationExample, eventName: eventExample.eventName }],
      },
    },
  }),
  readReservation: route({
    id: 'partnerReadReservation',
    method: 'GET',
    path: '/api/reservations/{reservationId}',
    summary: 'Read one reservation',
    auth: 'reservations:read',
    params: ReservationParams,
    status: 200,
    response: envelope(PartnerReservationRead),
    errors: ['reservation_not_found'],
    example: {
      response: {
        success: true,
        data: { ...reservationExample, eventName: eventExample.eventName },
      },
    },
  }),
  cancelReservation: route({
    id: 'partnerCancelReservation',
    method: 'DELETE',
    path: '/api/reservations/{reservationId}',
    summary: 'Cancel a reservation and return its tickets to the sale',
    auth: 'reservations:write',
    ...write,
    params: ReservationParams,
    response: envelope(PartnerReservationRead),
    errors: ['reservation_not_found', 'invalid_transition', 'busy', 'outcome_unknown'],
  }),
} as const;

export type PartnerApi = typeof partnerApi;
