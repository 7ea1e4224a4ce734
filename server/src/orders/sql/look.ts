/** What a worker looks at, and how it is told to: due orders, news of reservations, cancelled events. */
import { sql } from '../../lib/db.ts';

/**
 * Takes orders that are due, oldest first, by putting their next look into the future: whoever looks at
 * the same time gets others, and who dies while looking is followed by the next. No lock is held
 * afterwards. Parameters: rows at most, first pause (ms), longest pause (ms).
 */
export const claimDue = sql<{ eventId: number; orderId: string }>(
  'orders_claim_due',
  `WITH due AS (
     SELECT event_id, id FROM orders WHERE next_look_at <= clock_timestamp()
      ORDER BY next_look_at LIMIT $1 FOR UPDATE SKIP LOCKED
   )
   UPDATE orders o
      SET looks = least(o.looks + 1, 1000),
          next_look_at = clock_timestamp()
            + least($3::bigint, $2::bigint * 2 ^ least(o.looks, 20))::bigint * interval '1 ms'
     FROM due d WHERE o.event_id = d.event_id AND o.id = d.id
   RETURNING o.event_id AS "eventId", o.id AS "orderId"`,
);

/**
 * The order is at rest, as it was read: nobody has to look again (null), or at the end of its hold.
 * Parameters: event, order, version, wakes, look in ms or null.
 */
export const rest = sql(
  'orders_rest',
  `UPDATE orders SET next_look_at = clock_timestamp() + $5::bigint * interval '1 ms', looks = 0
    WHERE event_id = $1 AND id = $2 AND version = $3 AND wakes = $4 AND next_look_at IS NOT NULL`,
);

/**
 * Reservations have ended or were confirmed: orders that thought otherwise are looked at, and a change
 * of them that was decided before this does not count. Locked in the order of their keys. Parameters:
 * events, reservations, whether each was confirmed.
 */
export const wakeOrders = sql<{ orderId: string }>(
  'orders_wake',
  `WITH news AS (
     SELECT DISTINCT n.event_id, n.id, n.confirmed
       FROM unnest($1::bigint[], $2::uuid[], $3::boolean[]) AS n (event_id, id, confirmed)
   ), stale AS (
     SELECT o.event_id, o.id
       FROM news n JOIN orders o ON o.event_id = n.event_id AND o.reservation_id = n.id
      WHERE (o.state IN (4, 5)) = n.confirmed
      ORDER BY o.event_id, o.id FOR UPDATE OF o
   )
   UPDATE orders o SET wakes = o.wakes + 1, next_look_at = clock_timestamp(), looks = 0
     FROM stale s WHERE o.event_id = s.event_id AND o.id = s.id
   RETURNING o.id AS "orderId"`,
);

/** An event was cancelled: its orders will be walked through. Parameter: event. */
export const startWalk = sql(
  'orders_start_walk',
  `INSERT INTO order_walks (event_id) VALUES ($1)
   ON CONFLICT (event_id) DO UPDATE SET after_id = excluded.after_id`,
);

/** The walk that goes on next, kept from others until the commit. */
export const lockWalk = sql<{ eventId: number; afterId: string }>(
  'orders_lock_walk',
  `SELECT event_id AS "eventId", after_id AS "afterId" FROM order_walks
    ORDER BY started_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
);

/** Wakes a page of an event's orders. Parameters: event, after this order, rows at most. */
export const wakePage = sql<{ orderId: string }>(
  'orders_wake_page',
  `WITH page AS (
     SELECT event_id, id FROM orders WHERE event_id = $1 AND id > $2
      ORDER BY id LIMIT $3 FOR UPDATE
   ), woken AS (
     UPDATE orders o SET wakes = o.wakes + 1, next_look_at = clock_timestamp(), looks = 0
       FROM page p WHERE o.event_id = p.event_id AND o.id = p.id AND o.state < 4
   )
   SELECT id AS "orderId" FROM page ORDER BY id`,
);

/** Parameters: event, order the page ended with. */
export const moveWalk = sql(
  'orders_move_walk',
  `UPDATE order_walks SET after_id = $2 WHERE event_id = $1`,
);

/** Parameter: event. */
export const endWalk = sql('orders_end_walk', `DELETE FROM order_walks WHERE event_id = $1`);

/** Holds of the shop for which nobody has made an order. Parameters: event, principal, rows at most. */
export const findLooseHolds = sql<{ id: string }>(
  'orders_find_loose_holds',
  `SELECT r.id FROM reservations r
    WHERE r.state = 0 AND r.expires_at IS NOT NULL AND r.event_id = $1 AND r.principal_id = $2
      AND NOT EXISTS (SELECT FROM orders o WHERE o.event_id = r.event_id AND o.reservation_id = r.id)
    LIMIT $3`,
);

/** How many orders have something under way, and for how long (ms) the oldest of them. */
export const readUnsettled = sql<{ count: number; oldestMs: number }>(
  'orders_read_unsettled',
  `SELECT count(*)::int AS count,
          greatest(0, coalesce(floor(extract(epoch FROM
            clock_timestamp() - min(unsettled_since)) * 1000), 0))::bigint AS "oldestMs"
     FROM orders WHERE next_look_at IS NOT NULL AND state <> 0`,
);

/** Parameters: older than (ms), rows at most. */
export const forgetProviderEvents = sql<{ id: string }>(
  'orders_forget_provider_events',
  `DELETE FROM provider_events WHERE (provider, id) IN (
     SELECT provider, id FROM provider_events
      WHERE received_at < now() - $1::bigint * interval '1 ms'
      ORDER BY received_at LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING id`,
);
