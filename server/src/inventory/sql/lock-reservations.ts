/**
 * Locks, in order of id, every reservation a batch may change: those it names, those its keys remember,
 * and lapsed holds in its way (on wanted seats, in a pool, or of a buyer with a limit). An EXPIRED
 * reservation that wants its places back brings them into the search.
 */
import { sql } from '../../lib/db.ts';

export type ReservationDbRow = {
  id: string;
  organizationId: number;
  principalId: number;
  buyer: string;
  state: number;
  poolId: number | null;
  seatNos: number[] | null;
  quantity: number;
  extended: boolean;
  createdAtMs: number;
  expiresAtMs: number | null;
  confirmedAtMs: number | null;
  endedAtMs: number | null;
};

export const reservationColumns = `
  r.id, r.organization_id AS "organizationId", r.principal_id AS "principalId", r.buyer, r.state,
  r.pool_id AS "poolId", r.seat_nos AS "seatNos", r.quantity, r.extended,
  floor(extract(epoch FROM r.created_at) * 1000)::bigint AS "createdAtMs",
  floor(extract(epoch FROM r.expires_at) * 1000)::bigint AS "expiresAtMs",
  floor(extract(epoch FROM r.confirmed_at) * 1000)::bigint AS "confirmedAtMs",
  floor(extract(epoch FROM r.ended_at) * 1000)::bigint AS "endedAtMs"`;

/** Lapsed holds of a pool that one batch is shown, the oldest first. */
export const LAPSED_MAX = 500;

/** Parameters: event, ids, wanted seats, wanted pools, principals and buyers with a limit. */
export const lockReservations = sql<ReservationDbRow>(
  'inventory_lock_reservations',
  `WITH back AS (
     SELECT r.seat_nos, r.pool_id FROM reservations r
      WHERE r.event_id = $1 AND r.id = ANY ($2::uuid[]) AND r.state = 2
   ), seat AS (
     SELECT unnest($3::int[]) AS seat_no UNION SELECT unnest(seat_nos) FROM back
   ), pool AS (
     SELECT unnest($4::int[]) AS pool_id UNION SELECT pool_id FROM back WHERE pool_id IS NOT NULL
   )
   SELECT ${reservationColumns}
     FROM reservations r
    WHERE r.event_id = $1 AND r.id = ANY (ARRAY(
            SELECT unnest($2::uuid[])
            UNION
            SELECT s.reservation_id FROM seats s
             WHERE s.event_id = $1 AND s.seat_no = ANY (ARRAY(SELECT seat_no FROM seat))
               AND s.state = 1 AND s.held_until <= now()
            UNION
            SELECT l.id FROM pool CROSS JOIN LATERAL (
              SELECT x.id FROM reservations x
               WHERE x.state = 0 AND x.expires_at <= now() AND x.event_id = $1
                 AND x.pool_id = pool.pool_id
               ORDER BY x.expires_at LIMIT ${LAPSED_MAX}) l
            UNION
            SELECT l.id FROM unnest($5::bigint[], $6::text[]) AS b (principal_id, buyer)
              JOIN reservations l ON l.principal_id = b.principal_id AND l.buyer = b.buyer
             WHERE l.event_id = $1 AND l.state = 0 AND l.expires_at <= now()))
    ORDER BY r.id FOR UPDATE`,
);

/** Parameters: event, ids. */
export const findReservations = sql<{ id: string }>(
  'inventory_find_reservations',
  `SELECT id FROM reservations WHERE event_id = $1 AND id = ANY ($2::uuid[])`,
);
