/** Fields that several schemas share, each with its bounds: there is a limit on everything. */
import { Type } from 'typebox';

/**
 * One of these words. Written as an enum, because serialisers have to try the branches of a union
 * one by one.
 */
export const oneOf = <const Words extends readonly string[]>(
  words: Words,
  more: { readonly description?: string } = {},
) => Type.Unsafe<Words[number]>({ type: 'string', enum: [...words], ...more });

// PostgreSQL cannot store NUL, and a lone surrogate would not come back as it was sent.
const line = String.raw`^[^\u0000-\u001f\u007f\ud800-\udfff]+$`;
const visibleLine = String.raw`^(?=.*\S)[^\u0000-\u001f\u007f\ud800-\udfff]+$`;

export const EventId = Type.Integer({
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'Number of the event.',
});

export const EventName = Type.String({ minLength: 1, maxLength: 200, pattern: visibleLine });

/** Opaque name of a buyer, scoped to the organization of the key. */
export const Buyer = Type.String({ minLength: 1, maxLength: 100, pattern: line });

export const Quantity = Type.Integer({ minimum: 1, maximum: 100 });

export const SeatsTotal = Type.Integer({ minimum: 1, maximum: 1_000_000 });

export const ReservationId = Type.String({ format: 'uuid' });

/** Client-chosen ids are UUIDv7: their order keeps index inserts local. */
export const ReservationIdV7 = Type.String({
  format: 'uuid',
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$',
  description: 'UUIDv7 chosen by the client; repeating a request with the same id is safe.',
});

export const Instant = Type.String({ format: 'date-time', description: 'ISO-8601, UTC.' });

/** Zone-less, read and written in the zone of the event (`Asia/Seoul` unless it says otherwise). */
export const LocalDateTime = Type.String({
  minLength: 19,
  maxLength: 19,
  pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$`,
  description: 'YYYY-MM-DDTHH:mm:ss in the zone of the event, Asia/Seoul by default.',
});

export const Cursor = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '^[A-Za-z0-9_-]+$',
  description: 'nextCursor of the page before.',
});

export const pageLimitDefault = 50;

export const Page = Type.Object({
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 200, default: pageLimitDefault, description: 'Rows.' }),
  ),
  cursor: Type.Optional(Cursor),
});

export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      pattern: String.raw`^[\x21-\x7e]+$`,
      description: 'Remembered for 24 hours once the request has had an effect.',
    }),
  ),
});

export const Money = Type.Object(
  {
    amountMinor: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217.' }),
  },
  { description: 'An amount in minor units of its currency.' },
);
