/** What a view starts from. The sequence is read first: rows may be newer than it, never older. */
import { sql } from '../../lib/db.ts';

/** Parameter: event. No row: no such event. */
export const readViewHead = sql<{ seatCount: number; seq: number; nowMs: number }>(
  'inventory_read_view_head',
  `SELECT coalesce((SELECT max(s.seat_no) + 1 FROM seats s WHERE s.event_id = e.id), 0) AS "seatCount",
          coalesce((SELECT q.last_seq FROM event_sequences q WHERE q.event_id = e.id), 0) AS seq,
          floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS "nowMs"
     FROM events e WHERE e.id = $1`,
);

/** Parameter: event. */
export const readViewPools = sql<{
  pool: number;
  capacity: number;
  held: number;
  sold: number;
  blocked: number;
  version: number;
  tier: string | null;
}>(
  'inventory_read_view_pools',
  `SELECT pool_id AS pool, tier_code AS tier, capacity, held, sold, blocked, version
     FROM pools WHERE event_id = $1 ORDER BY pool_id`,
);

/** Only seats that have ever changed: a fresh house of 100,000 seats costs nothing. Parameter: event. */
export const readViewSeats = sql<{ seat: number; state: number; version: number; untilMs: number }>(
  'inventory_read_view_seats',
  `SELECT seat_no AS seat, state, version,
          coalesce(floor(extract(epoch FROM held_until) * 1000)::bigint, 0) AS "untilMs"
     FROM seats WHERE event_id = $1 AND version > 0`,
);
