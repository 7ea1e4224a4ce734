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
  unitMinor: Amount,
  feeMinor: Amount,
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
  event: Type.Object({
    name: Type.String({ maxLength: 200 }),
    translations: Translations,
    startsAt: field.Instant,
    timeZone: Type.String(),
    status: field.oneOf(['upcoming', 'on_sale', 'sold_out', 'ended', 'cancelled', 'postponed']),
    venue: Type.Optional(Translations),
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
