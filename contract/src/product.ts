/** What the product API talks about: events, the state of an inventory, reservations. */
import { Type, type Static } from 'typebox';
import * as field from './fields.ts';

/** Position of a seat in its plan: the index into the state array. */
export const SeatNumber = Type.Integer({ minimum: 0, maximum: 1_000_000 });

const Seq = Type.Integer({
  minimum: 0,
  description: 'Sequence number of the last change of this event that is contained in the answer.',
});
const Count = Type.Integer({ minimum: 0 });
const Name = Type.String({ maxLength: 200 });
/** Text by language tag, e.g. `{"ko": "…", "en": "…"}`. */
const Translations = Type.Record(Type.String(), Type.String({ maxLength: 200 }));

export const ProductEvent = Type.Object({
  id: field.EventId,
  name: Name,
  translations: Translations,
  startsAt: field.Instant,
  timeZone: Type.String({ description: 'IANA zone, e.g. Asia/Seoul.' }),
  status: field.oneOf(['upcoming', 'on_sale', 'sold_out', 'ended', 'cancelled', 'postponed']),
  saleOpensAt: Type.Optional(field.Instant),
  saleEndsAt: Type.Optional(field.Instant),
  capacity: Count,
  available: Count,
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  seatingPlan: Type.Optional(Type.Object({ id: Count, version: Type.Integer({ minimum: 1 }) })),
  tiers: Type.Array(Type.Object({ code: Name, name: Translations, price: field.Money }), {
    maxItems: 100,
  }),
  pools: Type.Array(Type.Object({ pool: Type.Integer({ minimum: 1 }), capacity: Count }), {
    maxItems: 1_000,
    description: 'General admission: places that are sold by number.',
  }),
  asOfSeq: Type.Optional(Seq),
});

export const InventoryState = Type.Object({
  eventId: field.EventId,
  asOfSeq: Seq,
  seatCount: Count,
  seats: Type.String({
    description:
      'Base64 of 2 bits per seat. Seat n is in byte n >> 2 at bit 2 * (n & 3): ' +
      '0 AVAILABLE, 1 HELD, 2 SOLD, 3 BLOCKED.',
  }),
  pools: Type.Array(
    Type.Object({
      pool: Type.Integer({ minimum: 1 }),
      capacity: Count,
      available: Count,
      held: Count,
      sold: Count,
      blocked: Count,
    }),
  ),
});

export const Reservation = Type.Object({
  id: field.ReservationId,
  eventId: field.EventId,
  buyer: Type.String(),
  status: field.oneOf(['PENDING', 'CONFIRMED', 'EXPIRED', 'CANCELLED']),
  quantity: field.Quantity,
  seats: Type.Array(Type.Object({ seat: SeatNumber, version: Count }), {
    maxItems: 100,
    description: 'Empty for places in a pool.',
  }),
  pool: Type.Optional(Type.Integer({ minimum: 1 })),
  createdAt: field.Instant,
  expiresAt: Type.Optional(field.Instant),
  extended: Type.Boolean(),
  confirmedAt: Type.Optional(field.Instant),
  endedAt: Type.Optional(field.Instant),
  asOfSeq: Seq,
});

export type ProductEvent = Static<typeof ProductEvent>;
export type InventoryState = Static<typeof InventoryState>;
export type Reservation = Static<typeof Reservation>;
