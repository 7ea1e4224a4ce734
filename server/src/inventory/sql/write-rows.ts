/** Writes the changes of a ledger. Every row is already locked; versions are checked all the same. */
import { sql } from '../../lib/db.ts';

/** Parameters: event; ids, organizations, principals, buyers, states, pools, seat lists, quantities, now, until, confirmed, ended (ms). */
export const insertReservations = sql(
  'inventory_insert_reservations',
  `INSERT INTO reservations (id, event_id, organization_id, principal_id, buyer, state, pool_id, seat_nos,
                             quantity, created_at, expires_at, confirmed_at, ended_at)
   SELECT r.id, $1, r.organization_id, r.principal_id, r.buyer, r.state, r.pool_id, r.seat_nos::int[],
          r.quantity, to_timestamp(r.created_ms / 1000.0), to_timestamp(r.expires_ms / 1000.0),
          to_timestamp(r.confirmed_ms / 1000.0), to_timestamp(r.ended_ms / 1000.0)
     FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::text[], $6::smallint[], $7::int[], $8::text[],
                 $9::int[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[])
       AS r (id, organization_id, principal_id, buyer, state, pool_id, seat_nos, quantity, created_ms,
             expires_ms, confirmed_ms, ended_ms)`,
);

/** Parameters: event; ids, states, extended, until, confirmed, ended (ms). */
export const updateReservations = sql<{ id: string }>(
  'inventory_update_reservations',
  `UPDATE reservations r
      SET state = n.state, extended = n.extended, expires_at = to_timestamp(n.expires_ms / 1000.0),
          confirmed_at = to_timestamp(n.confirmed_ms / 1000.0), ended_at = to_timestamp(n.ended_ms / 1000.0)
     FROM unnest($2::uuid[], $3::smallint[], $4::boolean[], $5::bigint[], $6::bigint[], $7::bigint[])
       AS n (id, state, extended, expires_ms, confirmed_ms, ended_ms)
    WHERE r.event_id = $1 AND r.id = n.id
   RETURNING r.id`,
);

/** Apart from the others because it is rare. Parameters: event; ids, new buyers, whether sold already. */
export const moveReservations = sql<{ id: string }>(
  'inventory_move_reservations',
  `UPDATE reservations r SET buyer = n.buyer, adopted = r.adopted OR n.sold
     FROM unnest($2::uuid[], $3::text[], $4::boolean[]) AS n (id, buyer, sold)
    WHERE r.event_id = $1 AND r.id = n.id
   RETURNING r.id`,
);

/** Parameters: event; seats, states, reservation ids, held until (ms), new versions. */
export const updateSeats = sql<{ seat: number }>(
  'inventory_update_seats',
  `UPDATE seats s
      SET state = n.state, reservation_id = n.reservation_id,
          held_until = to_timestamp(n.held_until_ms / 1000.0), version = n.version
     FROM unnest($2::int[], $3::smallint[], $4::uuid[], $5::bigint[], $6::int[])
       AS n (seat_no, state, reservation_id, held_until_ms, version)
    WHERE s.event_id = $1 AND s.seat_no = n.seat_no AND s.version = n.version - 1
   RETURNING s.seat_no AS seat`,
);

/** Parameters: event; pools, capacities, held, sold, blocked, new versions. */
export const updatePools = sql<{ pool: number }>(
  'inventory_update_pools',
  `UPDATE pools p
      SET capacity = n.capacity, held = n.held, sold = n.sold, blocked = n.blocked, version = n.version
     FROM unnest($2::int[], $3::int[], $4::int[], $5::int[], $6::int[], $7::bigint[])
       AS n (pool_id, capacity, held, sold, blocked, version)
    WHERE p.event_id = $1 AND p.pool_id = n.pool_id AND p.version = n.version - 1
   RETURNING p.pool_id AS pool`,
);

/** Parameters: event; principals, buyers, changes. */
export const changeCounters = sql<{ taken: number }>(
  'inventory_change_counters',
  `UPDATE buyer_counters c SET taken = c.taken + n.delta
     FROM unnest($2::bigint[], $3::text[], $4::int[]) AS n (principal_id, buyer, delta)
    WHERE c.event_id = $1 AND c.principal_id = n.principal_id AND c.buyer = n.buyer
   RETURNING c.taken`,
);

/** Parameters: event; principals, routes, keys, request hashes (hex), reservation ids. */
export const insertKeys = sql(
  'inventory_insert_keys',
  `INSERT INTO idempotency_keys (event_id, principal_id, route, key, request_hash, resource_id)
   SELECT $1, k.principal_id, k.route, k.key, decode(k.request_hash, 'hex'), k.resource_id
     FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[])
       AS k (principal_id, route, key, request_hash, resource_id)`,
);
