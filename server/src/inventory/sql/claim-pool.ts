/**
 * General admission, fast path: one guarded update of the pool row pays for a whole batch, or for none
 * of it. All or nothing costs a third less than a verdict per command; a batch that does not fit, or
 * that repeats an id or a key (unique violation), goes to the settling transaction, which gives each
 * command its own verdict. The row lock is taken first, so outbox ids follow the order of commits.
 */
import { sql } from '../../lib/db.ts';

export type ClaimedPool = {
  capacity: number;
  held: number;
  sold: number;
  blocked: number;
  version: number;
  /** When the statement began, and when it ended, after any wait for the row (ms). */
  at: number;
  nowMs: number;
};

/**
 * Parameters: event, pool, units to hold, units to sell; per command ids, organizations, principals,
 * buyers, quantities, hold lengths in ms (0: confirmed at once); per idempotency key principal, route,
 * key, request hash (hex), reservation id; the facts as a JSON array; the largest quantity in the batch.
 */
export const claimPool = sql<ClaimedPool>(
  'inventory_claim_pool',
  `WITH claimed AS (
     UPDATE pools p
        SET held = p.held + $3, sold = p.sold + $4, version = p.version + 1
       FROM events e
      WHERE p.event_id = $1 AND p.pool_id = $2
        AND p.capacity - p.held - p.sold - p.blocked >= $3::int + $4::int
        AND e.id = p.event_id AND e.cancelled_at IS NULL AND e.postponed_at IS NULL
        AND e.per_person_max IS NULL AND NOT e.list_only
        AND coalesce(e.per_order_max, $17) >= $17
        AND now() >= e.sale_opens_at AND (e.sale_closes_at IS NULL OR now() < e.sale_closes_at)
        AND NOT EXISTS (
              SELECT FROM unnest($11::bigint[], $12::text[], $13::text[]) AS w (principal_id, route, key)
                JOIN idempotency_keys USING (principal_id, route, key))
     RETURNING p.capacity, p.held, p.sold, p.blocked, p.version,
               floor(extract(epoch FROM now()) * 1000)::bigint AS at
   ), placed AS (
     INSERT INTO reservations (id, event_id, organization_id, principal_id, buyer, state, pool_id,
                               quantity, expires_at, confirmed_at)
     SELECT r.id, $1, r.organization_id, r.principal_id, r.buyer,
            CASE WHEN r.hold_ms = 0 THEN 1 ELSE 0 END, $2, r.quantity,
            CASE WHEN r.hold_ms > 0 THEN to_timestamp((c.at + r.hold_ms) / 1000.0) END,
            CASE WHEN r.hold_ms = 0 THEN now() END
       FROM claimed c,
            unnest($5::uuid[], $6::bigint[], $7::bigint[], $8::text[], $9::int[], $10::int[])
              AS r (id, organization_id, principal_id, buyer, quantity, hold_ms)
   ), remembered AS (
     INSERT INTO idempotency_keys (event_id, principal_id, route, key, request_hash, resource_id)
     SELECT $1, k.principal_id, k.route, k.key, decode(k.request_hash, 'hex'), k.resource_id
       FROM claimed c, unnest($11::bigint[], $12::text[], $13::text[], $14::text[], $15::text[])
              AS k (principal_id, route, key, request_hash, resource_id)
   ), recorded AS (
     INSERT INTO outbox (event_id, payload)
     SELECT $1, ('{"v":1,"kind":"inventory","at":' || c.at || ',"pools":[['
                 || concat_ws(',', $2::int, c.capacity, c.held, c.sold, c.blocked, c.version)
                 || ']],"seats":[],"facts":' || $16::text || '}')::json
       FROM claimed c
   )
   SELECT capacity, held, sold, blocked, version, at,
          floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS "nowMs"
     FROM claimed`,
);
