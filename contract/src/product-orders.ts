/** Routes about orders: what is owed for a reservation, paying it, giving it back. */
import { Type } from 'typebox';
import * as field from './fields.ts';
import { Email, Order } from './order.ts';
import { PromoCode } from './promo.ts';
import { route } from './route.ts';

const closed = { additionalProperties: false } as const;
const OrderParams = Type.Object({ eventId: field.EventId, orderId: field.ReservationIdV7 });
const Attendee = field.Buyer;
const OrderAnswer = Type.Object({ order: Order });
const engineErrors = ['busy', 'outcome_unknown'] as const;
const orderErrors = ['event_not_found', 'order_not_found', 'invalid_transition'] as const;

export const orderRoutes = {
  putOrder: route({
    id: 'putOrder',
    method: 'PUT',
    path: '/api/v1/events/{eventId}/orders/{orderId}',
    summary: 'Order what a hold has taken, or change the order while nothing is paid',
    auth: 'person',
    params: OrderParams,
    body: Type.Object(
      {
        reservationId: field.ReservationIdV7,
        email: Email,
        name: Type.Optional(field.Buyer),
        language: Type.Optional(field.oneOf(['ko', 'en'])),
        ticketTypes: Type.Optional(
          Type.Array(Type.String({ minLength: 1, maxLength: 32 }), {
            minItems: 1,
            maxItems: 100,
            description:
              'One per place, in the order of the reservation’s seats. The first type of the event ' +
              'when absent.',
          }),
        ),
        promoCode: Type.Optional(PromoCode),
        attendees: Type.Optional(
          Type.Array(Attendee, {
            minItems: 1,
            maxItems: 100,
            description: 'Who comes, one per place; needed where the event asks, else ignored.',
          }),
        ),
      },
      closed,
    ),
    status: 200,
    response: OrderAnswer,
    errors: [
      'event_not_found',
      'reservation_not_found',
      'invalid_transition',
      'hold_expired',
      'payment_in_progress',
      'id_conflict',
      'event_cancelled',
      'promo_unknown',
      'promo_ended',
      'promo_used_up',
      'promo_not_for_these',
    ],
  }),
  nameAttendees: route({
    id: 'nameAttendees',
    method: 'PUT',
    path: '/api/v1/events/{eventId}/orders/{orderId}/attendees',
    summary: 'Say anew who comes, until the event starts; codes stay as they are',
    auth: 'person',
    params: OrderParams,
    body: Type.Object({ attendees: Type.Array(Attendee, { minItems: 1, maxItems: 100 }) }, closed),
    status: 200,
    response: OrderAnswer,
    errors: [...orderErrors, 'event_started'],
  }),
  confirmOrderAgain: route({
    id: 'confirmOrderAgain',
    method: 'POST',
    path: '/api/v1/events/{eventId}/orders/{orderId}/confirmation',
    summary: 'Send the letter with the tickets once more',
    auth: 'person',
    params: OrderParams,
    status: 200,
    response: OrderAnswer,
    errors: [...orderErrors],
  }),
  readOrder: route({
    id: 'readOrder',
    method: 'GET',
    path: '/api/v1/events/{eventId}/orders/{orderId}',
    summary: 'Read one of your orders',
    auth: 'person',
    params: OrderParams,
    status: 200,
    response: OrderAnswer,
    errors: ['event_not_found', 'order_not_found'],
  }),
  listOrders: route({
    id: 'listOrders',
    method: 'GET',
    path: '/api/v1/orders',
    summary: 'Your orders, latest first, a page at a time',
    auth: 'person',
    query: field.Page,
    status: 200,
    response: Type.Object({
      orders: Type.Array(Order, { maxItems: 200 }),
      nextCursor: Type.Optional(field.Cursor),
    }),
    errors: [],
  }),
  payOrder: route({
    id: 'payOrder',
    method: 'POST',
    path: '/api/v1/events/{eventId}/orders/{orderId}/payments',
    summary:
      'Pay an order; a decline is an answer too: the hold stays and another method may be tried',
    auth: 'person',
    params: OrderParams,
    body: Type.Object(
      {
        id: field.ReservationIdV7,
        source: Type.String({
          minLength: 1,
          maxLength: 200,
          pattern: String.raw`^[\x21-\x7e]+$`,
          description: 'Token of a payment method, made by the provider. Not needed for 0.',
        }),
        totalMinor: Type.Integer({
          minimum: 0,
          maximum: Number.MAX_SAFE_INTEGER,
          description: 'What the buyer agreed to; refused when the order says otherwise.',
        }),
      },
      closed,
    ),
    status: 200,
    response: OrderAnswer,
    errors: [
      ...orderErrors,
      ...engineErrors,
      'hold_expired',
      'limit_reached',
      'payment_in_progress',
      'id_conflict',
      'idempotency_mismatch',
      'event_cancelled',
      'rehearsal_refused',
    ],
  }),
  cancelOrder: route({
    id: 'cancelOrder',
    method: 'POST',
    path: '/api/v1/events/{eventId}/orders/{orderId}/cancel',
    summary: 'Give an order back: its places return to the sale, what was paid is refunded',
    auth: 'person',
    params: OrderParams,
    status: 200,
    response: OrderAnswer,
    errors: [
      ...orderErrors,
      ...engineErrors,
      'refund_closed',
      'payment_in_progress',
      'ticket_transferred',
    ],
  }),
  refundOrder: route({
    id: 'refundOrder',
    method: 'POST',
    path: '/api/v1/events/{eventId}/orders/{orderId}/refund',
    summary: 'The organizer ends an order of any age and refunds all of it',
    auth: 'orders:write',
    sessions: 'members',
    params: OrderParams,
    status: 200,
    response: OrderAnswer,
    errors: [...orderErrors, ...engineErrors, 'payment_in_progress'],
  }),
} as const;
