/** Orders, the money side of a reservation, and tickets, one per admission. */
import { Type, type Static } from 'typebox';
import { emailPattern } from './account.ts';
import * as field from './fields.ts';
import { SeatNumber } from './product.ts';

const Code = Type.String({ minLength: 1, maxLength: 32 });
const Amount = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const Translations = Type.Record(Type.String(), Type.String({ maxLength: 200 }));

export const Email = Type.String({ minLength: 3, maxLength: 254, pattern: emailPattern });

export const OrderLine = Type.Object({
  line: Type.Integer({ minimum: 1, maximum: 100 }),
  seat: Type.Optional(SeatNumber),
  pool: Type.Optional(Type.Integer({ minimum: 1 })),
  label: Translations,
  tier: Type.Optional(Code),
  ticketType: Type.Optional(Code),
  /** The price before the discount. */
  unitMinor: Amount,
  /** Taken off by the promo code. */
  discountMinor: Type.Optional(Amount),
  /** Of what the discount leaves. */
  feeMinor: Amount,
  /** Who comes, where the event asks. */
  attendee: Type.Optional(Type.String({ maxLength: 100 })),
  /** Its ticket was given to a friend and is theirs. */
  given: Type.Optional(Type.Boolean()),
});

export const Payment = Type.Object({
  id: field.ReservationId,
  status: field.oneOf(['started', 'pending', 'succeeded', 'declined', 'cancelled']),
  amountMinor: Amount,
  declineCode: Type.Optional(Type.String({ maxLength: 50 })),
  createdAt: field.Instant,
});

export const endReasons = [
  'expired',
  'cancelled_by_buyer',
  'cancelled_by_organizer',
  'event_cancelled',
  'places_lost',
  /** Its places went to somebody of the waiting list. */
  'returned',
] as const;

export const Order = Type.Object({
  id: field.ReservationId,
  eventId: field.EventId,
  reservationId: field.ReservationId,
  status: field.oneOf(['open', 'paying', 'paid', 'complete', 'ending', 'ended'], {
    description:
      'open: to be paid. paying: a payment is under way. paid: its places are being confirmed. ' +
      'complete: bought. ending: being given back. ended: nothing is owed to anybody.',
  }),
  endReason: Type.Optional(field.oneOf(endReasons)),
  email: Type.String({ maxLength: 254 }),
  name: Type.Optional(Type.String({ maxLength: 100 })),
  language: field.oneOf(['ko', 'en']),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  lines: Type.Array(OrderLine, { maxItems: 100 }),
  subtotalMinor: Amount,
  /** total = subtotal - discount + fees. */
  discountMinor: Type.Optional(Amount),
  promoCode: Type.Optional(Type.String({ maxLength: 32 })),
  feesMinor: Amount,
  totalMinor: Amount,
  paidMinor: Amount,
  refundedMinor: Amount,
  payments: Type.Array(Payment, { maxItems: 50 }),
  /** When the hold ends; only while open or paying. */
  expiresAt: Type.Optional(field.Instant),
  createdAt: field.Instant,
  completedAt: Type.Optional(field.Instant),
  endedAt: Type.Optional(field.Instant),
  /** Until when its buyer may cancel it and gets the money back. */
  refundableUntil: Type.Optional(field.Instant),
  /** Its buyer would give it to the waiting list; it is theirs until somebody takes it over. */
  return: Type.Optional(
    Type.Object({
      status: field.oneOf(['waiting', 'passing_on'], {
        description: 'waiting: may be withdrawn. passing_on: somebody takes it over right now.',
      }),
      askedAt: field.Instant,
    }),
  ),
  tickets: Type.Integer({ minimum: 0, maximum: 100, description: 'Issued so far.' }),
});

export const Ticket = Type.Object({
  id: field.ReservationId,
  eventId: field.EventId,
  reservationId: field.ReservationId,
  orderId: Type.Optional(field.ReservationId),
  admission: Type.Integer({ minimum: 1, maximum: 100 }),
  of: Type.Integer({ minimum: 1, maximum: 100 }),
  status: field.oneOf(['valid', 'revoked']),
  seat: Type.Optional(SeatNumber),
  pool: Type.Optional(Type.Integer({ minimum: 1 })),
  label: Translations,
  tier: Type.Optional(Code),
  ticketType: Type.Optional(Code),
  /** Who comes, where the event asks or the holder has said so. */
  attendee: Type.Optional(Type.String({ maxLength: 100 })),
  /** It was given to you by a friend, who has paid for it. */
  received: Type.Optional(Type.Boolean()),
  /** An offer to a friend that nobody has accepted yet. */
  offer: Type.Optional(
    Type.Object({
      id: field.ReservationId,
      endsAt: field.Instant,
      toEmail: Type.Optional(Type.String({ maxLength: 254 })),
    }),
  ),
  event: Type.Object({
    name: Type.String({ maxLength: 200 }),
    translations: Translations,
    startsAt: field.Instant,
    timeZone: Type.String(),
    status: field.oneOf(['upcoming', 'on_sale', 'sold_out', 'ended', 'cancelled', 'postponed']),
    venue: Type.Optional(Translations),
    transfers: Type.Optional(field.oneOf(['allowed', 'refused'])),
  }),
  issuedAt: field.Instant,
  /** What the QR code says, signed; only of a valid ticket, only when one ticket is read. */
  code: Type.Optional(Type.String({ maxLength: 400 })),
});

export type Order = Static<typeof Order>;
export type OrderLine = Static<typeof OrderLine>;
export type Payment = Static<typeof Payment>;
export type Ticket = Static<typeof Ticket>;
export type EndReason = (typeof endReasons)[number];
