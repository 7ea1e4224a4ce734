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

const LongTranslations = Type.Record(Type.String(), Type.String({ maxLength: 5_000 }));
const Code = Type.String({ minLength: 1, maxLength: 32 });
const Amount = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

export const genres = [
  'concert',
  'musical',
  'theatre',
  'classical',
  'jazz',
  'dance',
  'sports',
  'festival',
  'comedy',
  'family',
  'other',
] as const;
const Genre = field.oneOf(genres);

const TicketType = Type.Object({
  code: Code,
  name: Translations,
  /** Per cent of the tier's price. */
  pricePercent: Type.Integer({ minimum: 0, maximum: 100 }),
});

/** See `pricing.ts` for how they are computed. */
const Fees = Type.Object({
  basisPoints: Type.Integer({ minimum: 0, maximum: 10_000 }),
  perTicketMinor: Amount,
});

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
  ticketTypes: Type.Optional(Type.Array(TicketType, { maxItems: 20 })),
  fees: Type.Optional(Fees),
  pools: Type.Array(
    Type.Object({
      pool: Type.Integer({ minimum: 1 }),
      capacity: Count,
      tier: Type.Optional(Name),
      available: Type.Optional(Count),
    }),
    { maxItems: 1_000, description: 'General admission: places that are sold by number.' },
  ),
  venue: Type.Optional(Translations),
  city: Type.Optional(Type.Object({ code: Type.String({ maxLength: 40 }), name: Translations })),
  /** The tour or run that this is a date of. */
  seriesId: Type.Optional(field.EventId),
  poster: Type.Optional(
    Type.Object(
      {
        url: Type.String({ maxLength: 200, description: 'Its content never changes.' }),
        width: Type.Integer({ minimum: 1 }),
        height: Type.Integer({ minimum: 1 }),
      },
      { description: 'A picture by the organizer; absent: generated artwork is shown.' },
    ),
  ),
  organizer: Type.Optional(Name),
  description: Type.Optional(LongTranslations),
  genre: Type.Optional(Genre),
  runningMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  ageMin: Type.Optional(Type.Integer({ minimum: 0, maximum: 99 })),
  perOrderMax: Type.Optional(Type.Integer({ minimum: 1 })),
  perPersonMax: Type.Optional(Type.Integer({ minimum: 1 })),
  singleSeatGaps: Type.Optional(
    field.oneOf(['refused', 'allowed'], {
      description: 'Whether a choice may leave a single free seat between taken ones.',
    }),
  ),
  /** Until when buyers may cancel what they have bought; until the start when absent and allowed. */
  refundableUntil: Type.Optional(field.Instant),
  /** Buyers are asked who comes, one name per ticket; not when absent. */
  askNames: Type.Optional(Type.Boolean()),
  /** Whether tickets may be given to friends; they may when absent. */
  transfers: Type.Optional(field.oneOf(['allowed', 'refused'])),
  /** The event that this one rehearses: nothing on it is a real sale. */
  rehearsalOf: Type.Optional(field.EventId),
  asOfSeq: Type.Optional(Seq),
});

/** What an organizer says about a new event. Absent limits are no limits. */
const draftFields = {
  name: field.EventName,
  translations: Type.Optional(Translations),
  startsAt: field.Instant,
  timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  saleOpensAt: Type.Optional(field.Instant),
  saleEndsAt: Type.Optional(field.Instant),
  description: Type.Optional(LongTranslations),
  genre: Type.Optional(Genre),
  runningMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  ageMin: Type.Optional(Type.Integer({ minimum: 0, maximum: 99 })),
  perOrderMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  singleSeatGaps: Type.Optional(field.oneOf(['refused', 'allowed'])),
  refundableUntil: Type.Optional(field.Instant),
  askNames: Type.Optional(Type.Boolean()),
  transfers: Type.Optional(field.oneOf(['allowed', 'refused'])),
} as const;

export const EventDraft = Type.Object(
  {
    organizationId: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    ...draftFields,
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    perPersonMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    seatingPlanId: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
    tiers: Type.Array(
      Type.Object(
        { code: Code, name: Translations, priceMinor: Amount },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 100 },
    ),
    ticketTypes: Type.Optional(Type.Array(TicketType, { maxItems: 20 })),
    fees: Type.Optional(Fees),
    areas: Type.Optional(
      Type.Array(
        Type.Object(
          {
            pool: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
            tier: Code,
            capacity: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 1_000, description: 'Of an event without a seating plan.' },
      ),
    ),
  },
  { additionalProperties: false },
);

export const EventPatch = Type.Partial(Type.Object(draftFields), { additionalProperties: false });

/** What a party wishes for. */
export const SeatWish = Type.Object(
  {
    party: Type.Integer({ minimum: 1, maximum: 20 }),
    tiers: Type.Optional(Type.Array(Code, { minItems: 1, maxItems: 100 })),
    sections: Type.Optional(Type.Array(Code, { minItems: 1, maxItems: 200 })),
    accessible: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 20,
        description: 'How many of the party need an accessible seat.',
      }),
    ),
    avoid: Type.Optional(
      Type.Array(SeatNumber, {
        maxItems: 500,
        description: 'Seats that were suggested before: the next suggestion, please.',
      }),
    ),
    count: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 5, description: 'Suggestions wanted; 1 when absent.' }),
    ),
  },
  { additionalProperties: false },
);

export const Suggestion = Type.Object({
  seats: Type.Array(SeatNumber, { minItems: 1, maxItems: 20 }),
  /** How the party sits: all in one row, in two rows behind each other, in parts, or apart. */
  arrangement: field.oneOf(['together', 'two_rows', 'split', 'apart']),
});

/** Seats that were held because those asked for were lost. */
export const Instead = Type.Object({
  lost: Type.Array(SeatNumber, { maxItems: 100 }),
  differenceMinor: Type.Integer({
    minimum: -Number.MAX_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'What they cost more (or, negative, less) than those asked for, without fees.',
  }),
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
