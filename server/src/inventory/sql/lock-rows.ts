/** The other rows of a ledger, locked after the reservations: counters, then pools, then seats, each in order. */
import { sql } from '../../lib/db.ts';

export type RulesDbRow = {
  cancelled: boolean;
  postponed: boolean;
  listOnly: boolean;
  saleOpensAtMs: number;
  saleClosesAtMs: number | null;
  perOrderMax: number | null;
  perPersonMax: number | null;
  extensionMs: number;
};

/** Parameter: event. */
export const readRules = sql<RulesDbRow>(
  'inventory_read_rules',
  `SELECT cancelled_at IS NOT NULL AS cancelled, postponed_at IS NOT NULL AS postponed,
          list_only AS "listOnly",
          floor(extract(epoch FROM sale_opens_at) * 1000)::bigint AS "saleOpensAtMs",
          floor(extract(epoch FROM sale_closes_at) * 1000)::bigint AS "saleClosesAtMs",
          per_order_max AS "perOrderMax", per_person_max AS "perPersonMax",
          extension_ms AS "extensionMs"
     FROM events WHERE id = $1`,
);

/** Read after the locks, so that a wait for a lock cannot make a lapsed hold look alive. */
export const readClock = sql<{ nowMs: number }>(
  'inventory_read_clock',
  `SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS "nowMs"`,
);

export type KeyDbRow = {
  eventId: number;
  principalId: number;
  route: string;
  key: string;
  requestHash: string;
  id: string;
};

/** Parameters: principals, routes, keys. Keys of other events are found too: they are a mismatch. */
export const readKeys = sql<KeyDbRow>(
  'inventory_read_keys',
  `SELECT k.event_id AS "eventId", k.principal_id AS "principalId", k.route, k.key,
          encode(k.request_hash, 'hex') AS "requestHash", k.resource_id AS id
     FROM unnest($1::bigint[], $2::text[], $3::text[]) AS w (principal_id, route, key)
     JOIN idempotency_keys k USING (principal_id, route, key)`,
);

/** A limit needs a row to lock before the first ticket. Parameters: event, principals, buyers. */
export const ensureCounters = sql(
  'inventory_ensure_counters',
  `INSERT INTO buyer_counters (event_id, principal_id, buyer, taken)
   SELECT DISTINCT $1::bigint, w.principal_id, w.buyer, 0
     FROM unnest($2::bigint[], $3::text[]) AS w (principal_id, buyer)
    ORDER BY 2, 3
   ON CONFLICT DO NOTHING`,
);

export type CounterDbRow = { principalId: number; buyer: string; taken: number };

/** Parameters: event, principals, buyers. */
export const lockCounters = sql<CounterDbRow>(
  'inventory_lock_counters',
  `SELECT c.principal_id AS "principalId", c.buyer, c.taken
     FROM buyer_counters c
    WHERE c.event_id = $1 AND (c.principal_id, c.buyer) IN (
            SELECT w.principal_id, w.buyer FROM unnest($2::bigint[], $3::text[]) AS w (principal_id, buyer))
    ORDER BY c.principal_id, c.buyer FOR UPDATE`,
);

export type PoolDbRow = {
  pool: number;
  capacity: number;
  held: number;
  sold: number;
  blocked: number;
  version: number;
};

/** Parameters: event, pools. */
export const lockPools = sql<PoolDbRow>(
  'inventory_lock_pools',
  `SELECT pool_id AS pool, capacity, held, sold, blocked, version
     FROM pools WHERE event_id = $1 AND pool_id = ANY ($2::int[]) ORDER BY pool_id FOR UPDATE`,
);

export type SeatDbRow = {
  seat: number;
  state: number;
  version: number;
  reservationId: string | null;
  heldUntilMs: number | null;
};

/** Parameters: event, seats. */
export const lockSeats = sql<SeatDbRow>(
  'inventory_lock_seats',
  `SELECT seat_no AS seat, state, version, reservation_id AS "reservationId",
          floor(extract(epoch FROM held_until) * 1000)::bigint AS "heldUntilMs"
     FROM seats WHERE event_id = $1 AND seat_no = ANY ($2::int[]) ORDER BY seat_no FOR UPDATE`,
);
