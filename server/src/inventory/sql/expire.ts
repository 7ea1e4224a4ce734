/** What a sweep works on. */
import { sql } from '../../lib/db.ts';

/** Parameter: rows at most. */
export const findLapsed = sql<{ eventId: number; id: string }>(
  'inventory_find_lapsed',
  `SELECT event_id AS "eventId", id FROM reservations
    WHERE state = 0 AND expires_at <= now()
    ORDER BY expires_at LIMIT $1`,
);

/**
 * Holds that came to nothing, by the end they had: a confirmed one has none any more. Those that money
 * was paid for stay, though it went back: they say whose order it was. SKIP LOCKED leaves alone what a
 * command is busy with. Parameters: older than (ms), rows at most.
 */
export const deleteFinishedHolds = sql<{ id: string }>(
  'inventory_delete_finished_holds',
  `DELETE FROM reservations WHERE (id, event_id) IN (
     SELECT r.id, r.event_id FROM reservations r
      WHERE r.state IN (2, 3) AND r.confirmed_at IS NULL
        AND r.expires_at < now() - $1::bigint * interval '1 ms'
        AND r.ended_at < now() - $1::bigint * interval '1 ms'
        AND NOT EXISTS (SELECT FROM orders o
                          JOIN payments p ON p.event_id = o.event_id AND p.order_id = o.id
                         WHERE o.event_id = r.event_id AND o.reservation_id = r.id AND p.state = 2)
      LIMIT $2 FOR UPDATE OF r SKIP LOCKED)
   RETURNING id`,
);

/** Parameters: older than (ms), rows at most. */
export const deleteOldKeys = sql<{ key: string }>(
  'inventory_delete_old_keys',
  `DELETE FROM idempotency_keys WHERE (event_id, principal_id, route, key) IN (
     SELECT event_id, principal_id, route, key FROM idempotency_keys
      WHERE created_at < now() - $1::bigint * interval '1 ms'
      ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING key`,
);
