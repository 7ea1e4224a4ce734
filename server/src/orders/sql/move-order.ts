/**
 * Writes a move: the order, the payment or refund that changed with it, and the word of it in the
 * outbox, in one statement, which is one round trip and one transaction. It changes nothing when the
 * order is no longer as it was when the move was decided on: the order's row guards everything below it.
 * An order that ends gives its use of a promo code back: the order's row is locked first, then the code's.
 */
import { sql } from '../../lib/db.ts';

/**
 * Parameters: event, order, version; state, end reason, payment that pays, released, look in ms or null;
 * payment: id or null, key, provider, state, amount, currency, ref, decline code;
 * refund: payment id or null, key, state, amount, attempts; outbox payload (JSON), wakes.
 */
export const moveOrder = sql<{ version: number }>(
  'orders_move',
  `WITH before AS (
     SELECT o.promo_code FROM orders o
      WHERE o.event_id = $1 AND o.id = $2 AND o.version = $3 AND o.promo_used AND $4::smallint = 5
   ), moved AS (
     UPDATE orders o
        SET state = $4::smallint, end_reason = $5, payment_id = $6, version = o.version + 1,
            released_at = CASE WHEN $7::boolean THEN coalesce(o.released_at, clock_timestamp()) END,
            completed_at = CASE WHEN $4::smallint = 3 THEN coalesce(o.completed_at, clock_timestamp())
                                 ELSE o.completed_at END,
            ended_at = CASE WHEN $4::smallint = 5 THEN coalesce(o.ended_at, clock_timestamp()) END,
            promo_used = o.promo_used AND $4::smallint <> 5,
            next_look_at = clock_timestamp() + $8::bigint * interval '1 ms', looks = 0,
            unsettled_since = CASE WHEN $4::smallint <> 0 AND $8::bigint IS NOT NULL
                                   THEN coalesce(o.unsettled_since, clock_timestamp()) END
      WHERE o.event_id = $1 AND o.id = $2 AND o.version = $3 AND o.wakes = $23
     RETURNING o.event_id, o.id, o.version
   ), freed AS (
     UPDATE promo_codes c SET used = c.used - 1
       FROM moved m, before b WHERE c.event_id = m.event_id AND c.code = b.promo_code
   ), charged AS (
     INSERT INTO payments AS p (event_id, id, order_id, key, provider, state, amount_minor, currency,
                                provider_ref, decline_code, created_at, settled_at)
     SELECT m.event_id, $9::uuid, m.id, $10::uuid, $11, $12::smallint, $13::bigint, $14, $15, $16,
            clock_timestamp(), CASE WHEN $12::smallint >= 2 THEN clock_timestamp() END
       FROM moved m WHERE $9::uuid IS NOT NULL
     ON CONFLICT (event_id, id) DO UPDATE
        SET state = excluded.state, provider_ref = excluded.provider_ref,
            decline_code = excluded.decline_code,
            settled_at = CASE WHEN excluded.state >= 2
                              THEN coalesce(p.settled_at, excluded.settled_at) END
      WHERE p.order_id = excluded.order_id
     RETURNING p.id
   ), repaid AS (
     INSERT INTO refunds AS f (event_id, payment_id, order_id, key, state, amount_minor, attempts)
     SELECT m.event_id, $17::uuid, m.id, $18::uuid, $19::smallint, $20::bigint, $21::smallint
       FROM moved m WHERE $17::uuid IS NOT NULL
     ON CONFLICT (event_id, payment_id) DO UPDATE
        SET key = excluded.key, state = excluded.state, attempts = excluded.attempts,
            changed_at = clock_timestamp()
     RETURNING f.payment_id, f.amount_minor, f.state
   ), given AS (
     UPDATE payments p SET refunded_minor = r.amount_minor
       FROM moved m, repaid r
      WHERE p.event_id = m.event_id AND p.id = r.payment_id AND r.state = 2
   ), told AS (
     INSERT INTO outbox (event_id, payload) SELECT m.event_id, $22::json FROM moved m
   )
   SELECT m.version,
          -- Division by zero undoes everything: the payment's id belongs to another order.
          1 / (CASE WHEN $9::uuid IS NULL OR EXISTS (SELECT FROM charged) THEN 1 ELSE 0 END) AS whole
     FROM moved m`,
);
