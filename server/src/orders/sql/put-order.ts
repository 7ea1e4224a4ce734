/** Making an order of a hold, and changing it while nothing is paid: its lines with it, in one statement. */
import { sql } from '../../lib/db.ts';

/**
 * Inserts the order if its buyer's hold is still running, which the lock on the reservation guarantees
 * until the commit: so the end of the hold is always told after the order is there. No row: the hold is
 * over, or the id or the reservation has an order already.
 *
 * Parameters: event, order, reservation, principal, buyer; email, name, language, currency, subtotal,
 * fees, total; lines: seats, pools, tiers, ticket types, units, fees; outbox payload (JSON); how long
 * after the end of the hold a worker looks at it (ms); discount, promo code or null; lines: discounts,
 * attendees or null. Whoever names a code takes its use in the same transaction.
 */
export const insertOrder = sql<{ version: number }>(
  'orders_insert',
  `WITH hold AS (
     SELECT r.event_id, r.id, r.organization_id, r.expires_at FROM reservations r
      WHERE r.id = $3 AND r.event_id = $1 AND r.principal_id = $4 AND r.buyer = $5
        AND r.state = 0 AND r.expires_at > clock_timestamp()
        FOR SHARE
   ), made AS (
     INSERT INTO orders (event_id, id, reservation_id, organization_id, email, name, language, currency,
                         subtotal_minor, fees_minor, total_minor, created_at, next_look_at,
                         discount_minor, promo_code, promo_used)
     SELECT h.event_id, $2, h.id, h.organization_id, $6, $7, $8, $9, $10, $11, $12, clock_timestamp(),
            h.expires_at + $20::bigint * interval '1 ms', $21, $22, $22::text IS NOT NULL
       FROM hold h
     ON CONFLICT DO NOTHING
     RETURNING event_id, id, version
   ), lines AS (
     INSERT INTO order_lines (event_id, order_id, line, seat_no, pool_id, tier_code, ticket_type,
                              unit_minor, fee_minor, discount_minor, attendee)
     SELECT m.event_id, m.id, l.line, l.seat_no, l.pool_id, l.tier_code, l.ticket_type, l.unit_minor,
            l.fee_minor, l.discount_minor, l.attendee
       FROM made m, unnest($13::int[], $14::int[], $15::text[], $16::text[], $17::bigint[], $18::bigint[],
                          $23::bigint[], $24::text[]) WITH ORDINALITY
            AS l (seat_no, pool_id, tier_code, ticket_type, unit_minor, fee_minor, discount_minor,
                  attendee, line)
   ), told AS (
     INSERT INTO outbox (event_id, payload) SELECT m.event_id, $19::json FROM made m
   )
   SELECT version FROM made`,
);

/**
 * The places of a reservation never change, so there are as many lines as before. Parameters: event,
 * order, version, wakes; email, name, language, subtotal, fees, total; lines: ticket types, units,
 * fees; outbox payload (JSON); discount, promo code or null; lines: discounts, attendees or null. Whoever
 * changes the code frees and takes uses in the same transaction.
 */
export const changeOrder = sql<{ version: number }>(
  'orders_change',
  `WITH changed AS (
     UPDATE orders o
        SET email = $5, name = $6, language = $7, subtotal_minor = $8, fees_minor = $9,
            total_minor = $10, discount_minor = $15, promo_code = $16,
            promo_used = $16::text IS NOT NULL, version = o.version + 1
      WHERE o.event_id = $1 AND o.id = $2 AND o.version = $3 AND o.wakes = $4 AND o.state = 0
     RETURNING o.event_id, o.id, o.version
   ), lines AS (
     UPDATE order_lines l
        SET ticket_type = n.ticket_type, unit_minor = n.unit_minor, fee_minor = n.fee_minor,
            discount_minor = n.discount_minor, attendee = n.attendee
       FROM changed c, unnest($11::text[], $12::bigint[], $13::bigint[], $17::bigint[], $18::text[])
            WITH ORDINALITY
            AS n (ticket_type, unit_minor, fee_minor, discount_minor, attendee, line)
      WHERE l.event_id = c.event_id AND l.order_id = c.id AND l.line = n.line
   ), told AS (
     INSERT INTO outbox (event_id, payload) SELECT c.event_id, $14::json FROM changed c
   )
   SELECT version FROM changed`,
);

/**
 * Says anew who comes. The order's row is kept as it is meanwhile, so a change that races its end comes
 * first or not at all. Parameters: event, order, attendees by line.
 */
export const nameAttendees = sql<{ line: number }>(
  'orders_name_attendees',
  `WITH bought AS (
     SELECT o.event_id, o.id FROM orders o
      WHERE o.event_id = $1 AND o.id = $2 AND o.state = 3 FOR NO KEY UPDATE
   )
   UPDATE order_lines l SET attendee = n.attendee
     FROM bought b, unnest($3::text[]) WITH ORDINALITY AS n (attendee, line)
    WHERE l.event_id = b.event_id AND l.order_id = b.id AND l.line = n.line
   RETURNING l.line`,
);
