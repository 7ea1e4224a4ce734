/**
 * Issuing and revoking for a whole batch of reservations in one statement each. The present state of the
 * reservations counts, not what was told of them: they are locked, in order of id and before their
 * tickets, so that a cancellation waits for the tickets it has to revoke or is seen by those who issue.
 */
import { sql } from '../../lib/db.ts';

const told = `told AS MATERIALIZED (
     SELECT DISTINCT event_id, id FROM unnest($1::bigint[], $2::uuid[]) AS t (event_id, id))`;

/**
 * Parameters: events, reservations, fresh ids (one per ticket at most; ids of version 4 stand in should
 * they run out). Doing it again issues nothing: the unique key of a reservation and its admissions.
 * The subscript walks an array of fixed-size elements, so it costs the same at its end.
 */
export const issueTickets = sql<{ issued: number }>(
  'tickets_issue',
  `WITH ${told}, sold AS MATERIALIZED (
     SELECT r.id, r.event_id, r.pool_id, r.seat_nos, r.quantity
       FROM reservations r JOIN told USING (event_id, id)
      WHERE r.state = 1
      ORDER BY r.id FOR SHARE OF r
   ), admission AS (
     SELECT s.id, s.event_id, s.pool_id, s.seat_nos[a.n] AS seat_no, a.n, row_number() OVER () AS nth
       FROM sold s CROSS JOIN LATERAL generate_series(1, s.quantity) AS a (n)
   ), issued AS (
     INSERT INTO tickets (id, event_id, reservation_id, admission, seat_no, pool_id)
     SELECT coalesce(($3::uuid[])[a.nth], gen_random_uuid()), a.event_id, a.id, a.n, a.seat_no, a.pool_id
       FROM admission a
     ON CONFLICT ON CONSTRAINT tickets_once DO NOTHING
     RETURNING 1
   )
   SELECT count(*)::int AS issued FROM issued`,
);

/** Parameters: events, reservations. Those that are not confirmed lose the tickets that are still valid. */
export const revokeTickets = sql<{ revoked: number }>(
  'tickets_revoke',
  `WITH ${told}, returned AS MATERIALIZED (
     SELECT r.id, r.event_id FROM reservations r JOIN told USING (event_id, id)
      WHERE r.state <> 1
      ORDER BY r.id FOR SHARE OF r
   ), valid AS MATERIALIZED (
     SELECT t.id, t.event_id
       FROM tickets t JOIN returned r ON r.id = t.reservation_id AND r.event_id = t.event_id
      WHERE t.state = 0
      ORDER BY t.reservation_id, t.event_id, t.admission FOR UPDATE OF t
   ), revoked AS (
     UPDATE tickets t SET state = 1, version = t.version + 1, revoked_at = now()
       FROM valid v WHERE t.id = v.id AND t.event_id = v.event_id
     RETURNING 1
   )
   SELECT count(*)::int AS revoked FROM revoked`,
);

/** Rows of the outbox that the issuing worker has not seen yet. */
export const countWaiting = sql<{ waiting: number }>(
  'tickets_count_waiting',
  `SELECT greatest(r.last_position - coalesce(c.position, 0), 0)::int AS waiting
     FROM outbox_relay r LEFT JOIN outbox_cursors c ON c.consumer = 'tickets'`,
);
