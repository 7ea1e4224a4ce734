/** Promo codes: what they take off, for which tickets, how often and when. */
import { Type, type Static } from 'typebox';
import * as field from './fields.ts';

/** Upper and lower case are the same code. */
export const PromoCode = Type.String({
  minLength: 3,
  maxLength: 32,
  pattern: '^[A-Za-z0-9_-]+$',
  description: 'Letters, digits, - and _; upper and lower case are the same.',
});

const Tiers = Type.Array(Type.String({ minLength: 1, maxLength: 32 }), {
  minItems: 1,
  maxItems: 100,
  description: 'Price tiers that it is for; all when absent.',
});

export const promoKinds = ['percent', 'per_ticket', 'per_order'] as const;

const terms = {
  kind: field.oneOf(promoKinds, {
    description: 'percent of each ticket; an amount off each ticket; an amount off the order.',
  }),
  amount: Type.Integer({
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'Per cent (1 to 100), or minor units of the event’s currency.',
  }),
  tiers: Type.Optional(Tiers),
} as const;

/** What a buyer is told of a code. */
export const Promo = Type.Object({
  code: Type.String({ maxLength: 32 }),
  ...terms,
  quantityMin: Type.Integer({ minimum: 1, maximum: 100 }),
});

const limits = {
  usesMax: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 100_000_000,
      description: 'Orders; no limit when absent.',
    }),
  ),
  perPersonMax: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 100_000, description: 'Orders of one person.' }),
  ),
  startsAt: Type.Optional(field.Instant),
  endsAt: Type.Optional(field.Instant),
} as const;

export const PromoDraft = Type.Object(
  {
    code: PromoCode,
    ...terms,
    ...limits,
    quantityMin: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100, description: 'Tickets it is for, or more.' }),
    ),
  },
  { additionalProperties: false },
);

/** What an organizer sees of a code. */
export const OwnPromo = Type.Object({
  ...Promo.properties,
  ...limits,
  used: Type.Integer({ minimum: 0, description: 'Orders that have a use of it, paid or not.' }),
  endedAt: Type.Optional(field.Instant),
  createdAt: field.Instant,
});

export type Promo = Static<typeof Promo>;
export type PromoDraft = Static<typeof PromoDraft>;
export type OwnPromo = Static<typeof OwnPromo>;
