/** Routes about promo codes: organizers make and end them, buyers ask what one would take off. */
import { Type } from 'typebox';
import * as field from './fields.ts';
import { OwnPromo, Promo, PromoCode, PromoDraft } from './promo.ts';
import { route } from './route.ts';

const EventParams = Type.Object({ eventId: field.EventId });
const PromoAnswer = Type.Object({ promo: OwnPromo });

export const promoRoutes = {
  createPromoCode: route({
    id: 'createPromoCode',
    method: 'POST',
    path: '/api/v1/events/{eventId}/promo-codes',
    summary: 'Make a promo code for an event; the same one again changes nothing',
    auth: 'events:write',
    sessions: 'members',
    params: EventParams,
    body: PromoDraft,
    status: 201,
    response: PromoAnswer,
    errors: ['event_not_found', 'id_conflict', 'limit_reached'],
  }),
  listPromoCodes: route({
    id: 'listPromoCodes',
    method: 'GET',
    path: '/api/v1/events/{eventId}/promo-codes',
    summary: 'The promo codes of an event with how often they were used, a page at a time',
    auth: 'events:read',
    sessions: 'members',
    params: EventParams,
    query: field.Page,
    status: 200,
    response: Type.Object({
      promos: Type.Array(OwnPromo, { maxItems: 200 }),
      nextCursor: Type.Optional(field.Cursor),
    }),
    errors: ['event_not_found'],
  }),
  endPromoCode: route({
    id: 'endPromoCode',
    method: 'POST',
    path: '/api/v1/events/{eventId}/promo-codes/{code}/end',
    summary: 'End a promo code: orders that have it keep it, nobody else gets it',
    auth: 'events:write',
    sessions: 'members',
    params: Type.Object({ eventId: field.EventId, code: PromoCode }),
    status: 200,
    response: PromoAnswer,
    errors: ['event_not_found', 'promo_unknown'],
  }),
  checkPromoCode: route({
    id: 'checkPromoCode',
    method: 'POST',
    path: '/api/v1/events/{eventId}/promo-codes/check',
    summary: 'What a code would take off what you hold; the use itself is taken by the order',
    auth: 'person',
    params: EventParams,
    body: Type.Object(
      {
        code: PromoCode,
        reservationId: field.ReservationIdV7,
        ticketTypes: Type.Optional(
          Type.Array(Type.String({ minLength: 1, maxLength: 32 }), { minItems: 1, maxItems: 100 }),
        ),
      },
      { additionalProperties: false },
    ),
    status: 200,
    response: Type.Object({
      promo: Promo,
      discountMinor: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
      totalMinor: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    }),
    errors: [
      'event_not_found',
      'reservation_not_found',
      'promo_unknown',
      'promo_ended',
      'promo_used_up',
      'promo_not_for_these',
    ],
  }),
} as const;
