/**
 * Named seats, fast path: locks the wanted seats in order, refuses the commands that meet a seat which
 * is not available, and sells or holds the rest, all in one statement. The wanted seats are LEFT JOINed,
 * or seats that do not exist would be accepted. Prepared for a few hundred commands: more raises the
 * p99 without raising the rate.
 */
import { sql } from '../../lib/db.ts';

export type ClaimedSeats = {
  /** False: the event is not on sale to everybody; nothing was claimed. */
  open: boolean;
  /** When the statement began, and when it ended, after any wait for the rows (ms). */
  at: number;
  nowMs: number;
  /** [command (from 1), seat, state or null when there is no such seat, 1 if lapsed or repeated] */
  refused: [number, number, number | null, 0 | 1][];
  /** [seat, state, version, held until ms or 0] */
  claimed: [number, number, number, number][];
  /** False would mean that a row moved under its lock. */
  complete: boolean;
};

/**
 * Parameters: event; per wanted seat its number and command (from 1); the distinct seats; per command
 * ids, organizations, principals, buyers, seat lists (array literals), hold lengths in ms, facts (JSON);
 * per idempotency key command, route, key, request hash (hex); the largest number of seats.
 */
export const claimSeats = sql<ClaimedSeats>(
  'inventory_claim_seats',
  `WITH clock AS (
     SELECT floor(extract(epoch FROM now()) * 1000)::bigint AS at
   ), open AS MATERIALIZED (
     SELECT 1 FROM events e
      WHERE e.id = $1 AND e.cancelled_at IS NULL AND e.postponed_at IS NULL
        AND e.per_person_max IS NULL AND NOT e.list_only
        AND coalesce(e.per_order_max, $16) >= $16
        AND now() >= e.sale_opens_at AND (e.sale_closes_at IS NULL OR now() < e.sale_closes_at)
        AND NOT EXISTS (
              SELECT FROM unnest($12::int[], $13::text[], $14::text[]) AS w (command, route, key)
                JOIN unnest($6::bigint[], $7::bigint[]) WITH ORDINALITY AS c (o, principal_id, n)
                  ON c.n = w.command
                JOIN idempotency_keys USING (principal_id, route, key))
   ), wanted AS MATERIALIZED (
     SELECT w.seat_no, w.command FROM unnest($2::int[], $3::int[]) AS w (seat_no, command)
   ), locked AS MATERIALIZED (
     SELECT s.seat_no, s.state, s.reservation_id, s.held_until
       FROM seats s, open
      WHERE s.event_id = $1 AND s.seat_no = ANY ($4::int[])
      ORDER BY s.seat_no FOR UPDATE OF s
   ), command AS MATERIALIZED (
     SELECT * FROM unnest($5::uuid[], $6::bigint[], $7::bigint[], $8::text[], $9::text[],
                          $10::int[], $11::text[]) WITH ORDINALITY
       AS c (id, organization_id, principal_id, buyer, seat_nos, hold_ms, fact, n)
   ), refused AS MATERIALIZED (
     SELECT w.command, w.seat_no, l.state,
            (coalesce(l.held_until <= now() OR l.reservation_id = c.id, false)
             -- A repeated request finds its reservation, also when its seats are somebody else's.
             OR EXISTS (SELECT FROM reservations r WHERE r.id = c.id AND r.event_id = $1)
            )::int AS doubtful
       FROM wanted w JOIN command c ON c.n = w.command LEFT JOIN locked l USING (seat_no)
      WHERE l.state IS DISTINCT FROM 0
   ), accepted AS MATERIALIZED (
     SELECT c.*, CASE WHEN c.hold_ms > 0
                      THEN to_timestamp((clock.at + c.hold_ms) / 1000.0) END AS until
       FROM command c, clock, open
      WHERE c.n NOT IN (SELECT r.command FROM refused r)
   ), claimed AS (
     UPDATE seats s
        SET state = CASE WHEN a.hold_ms > 0 THEN 1 ELSE 2 END, reservation_id = a.id,
            held_until = a.until, version = s.version + 1
       FROM wanted w JOIN accepted a ON a.n = w.command
      WHERE s.event_id = $1 AND s.seat_no = w.seat_no
     RETURNING s.seat_no, s.state, s.version,
               coalesce(floor(extract(epoch FROM s.held_until) * 1000)::bigint, 0) AS until_ms
   ), changes AS MATERIALIZED (
     SELECT count(*) AS n,
            '[' || coalesce(string_agg(
              '[' || concat_ws(',', seat_no, state, version, until_ms) || ']', ','), '') || ']' AS list
       FROM claimed
   ), placed AS (
     INSERT INTO reservations (id, event_id, organization_id, principal_id, buyer, state, seat_nos,
                               quantity, expires_at, confirmed_at)
     SELECT a.id, $1, a.organization_id, a.principal_id, a.buyer,
            CASE WHEN a.hold_ms = 0 THEN 1 ELSE 0 END, a.seat_nos::int[],
            cardinality(a.seat_nos::int[]), a.until, CASE WHEN a.hold_ms = 0 THEN now() END
       FROM accepted a
   ), remembered AS (
     INSERT INTO idempotency_keys (event_id, principal_id, route, key, request_hash, resource_id)
     SELECT $1, a.principal_id, k.route, k.key, decode(k.request_hash, 'hex'), a.id::text
       FROM unnest($12::int[], $13::text[], $14::text[], $15::text[])
              AS k (command, route, key, request_hash)
       JOIN accepted a ON a.n = k.command
   ), recorded AS (
     INSERT INTO outbox (event_id, payload)
     SELECT $1, ('{"v":1,"kind":"inventory","at":' || clock.at || ',"pools":[],"seats":'
                 || changes.list || ',"facts":['
                 || (SELECT string_agg(a.fact, ',' ORDER BY a.n) FROM accepted a) || ']}')::json
       FROM clock, changes WHERE changes.n > 0
   )
   SELECT EXISTS (SELECT FROM open) AS open, clock.at,
          floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS "nowMs",
          coalesce((SELECT json_agg(json_build_array(r.command, r.seat_no, r.state, r.doubtful))
                      FROM refused r), '[]') AS refused,
          changes.list::json AS claimed,
          -- Raises division_by_zero, and so undoes everything, if a row moved under its lock.
          1 / (CASE WHEN changes.n = (SELECT count(*) FROM wanted w JOIN accepted a ON a.n = w.command)
                    THEN 1 ELSE 0 END) = 1 AS complete
     FROM clock, changes`,
);
