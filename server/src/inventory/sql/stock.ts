/** The places of a new event, all available. */
import { sql } from '../../lib/db.ts';

/** Parameters: event; pools, tier codes, capacities. */
export const insertPools = sql(
  'inventory_insert_pools',
  `INSERT INTO pools (event_id, pool_id, tier_code, capacity)
   SELECT $1, p.pool_id, p.tier_code, p.capacity
     FROM unnest($2::int[], $3::text[], $4::int[]) AS p (pool_id, tier_code, capacity)`,
);

/** Parameters: event, number of seats. */
export const insertSeats = sql(
  'inventory_insert_seats',
  `INSERT INTO seats (event_id, seat_no) SELECT $1, generate_series(0, $2::int - 1)`,
);
