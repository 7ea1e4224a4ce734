/** How much each event is wanted, and whether places are left: measured by a worker, away from bookings. */
import { sql } from '../../lib/db.ts';

/**
 * Places that were taken since a moment, held or bought, and not given up. Ids are UUIDv7, so where to
 * begin is found by time in the primary key; whoever chose an id of an earlier time is left out, and the
 * row's own time decides. Only what has changed is written. Parameters: least id, since (ms), rows to look
 * at at most.
 */
export const measureTaken = sql(
  'inventory_measure_taken',
  `WITH recent AS MATERIALIZED (
     SELECT event_id, quantity FROM reservations
      WHERE id >= $1::uuid AND state IN (0, 1) AND created_at >= to_timestamp($2::bigint / 1000.0)
      ORDER BY id DESC LIMIT $3),
   counted AS (
     SELECT event_id, least(sum(quantity), 2000000000)::int AS taken FROM recent GROUP BY event_id)
   UPDATE event_search s SET taken_lately = coalesce(c.taken, 0)
     FROM event_search o LEFT JOIN counted c ON c.event_id = o.event_id
    WHERE o.event_id = s.event_id AND s.taken_lately <> coalesce(c.taken, 0)
      AND (s.taken_lately <> 0 OR c.taken IS NOT NULL)`,
);

/**
 * Whether a place is free now, for the events on sale that were measured longest ago: those measured since
 * the given moment wait. A hold that has run out counts as free. Answers how many were measured.
 * Parameters: not measured since (ms), now (ms), events at most.
 */
export const measurePlaces = sql<{ eventId: number }>(
  'inventory_measure_places',
  `WITH due AS MATERIALIZED (
     SELECT e.id FROM event_search s JOIN events e ON e.id = s.event_id
      WHERE s.measured_at < to_timestamp($1::bigint / 1000.0)
        AND e.starts_at > to_timestamp($2::bigint / 1000.0)
        AND e.sale_opens_at <= to_timestamp($2::bigint / 1000.0)
        AND (e.sale_closes_at IS NULL OR e.sale_closes_at > to_timestamp($2::bigint / 1000.0))
        AND e.cancelled_at IS NULL
      ORDER BY s.measured_at, e.id LIMIT $3)
   UPDATE event_search s
      SET measured_at = to_timestamp($2::bigint / 1000.0),
          has_places = EXISTS (SELECT FROM pools p WHERE p.event_id = s.event_id
                                  AND p.held + p.sold + p.blocked < p.capacity)
                       OR EXISTS (SELECT FROM seats n WHERE n.event_id = s.event_id
                                     AND (n.state = 0 OR (n.state = 1 AND n.held_until < now())))
     FROM due WHERE due.id = s.event_id
   RETURNING s.event_id AS "eventId"`,
);
