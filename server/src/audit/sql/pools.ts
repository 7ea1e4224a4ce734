/** General admission: the counters of a pool are what its reservations say, within its capacity. */
import type { Check } from './check.ts';

const pool = `p.event_id AS "eventId", p.pool_id AS "poolId"`;

/** The counter of a pool against the quantities of its reservations in one state. */
const counterDiffers = (counter: 'held' | 'sold', state: 0 | 1): string => `
  SELECT ${pool}, p.${counter}, coalesce(r.units, 0) AS reserved
    FROM pools p
    LEFT JOIN (SELECT event_id, pool_id, sum(quantity) AS units
                 FROM reservations WHERE state = ${state} AND pool_id IS NOT NULL
                GROUP BY event_id, pool_id) r USING (event_id, pool_id)
   WHERE p.${counter} <> coalesce(r.units, 0)`;

export const poolChecks: readonly Check[] = [
  {
    id: 'pool-never-oversold',
    statement: 'What is held, sold and blocked in a pool is at most its capacity.',
    severity: 'violation',
    violating: `
      SELECT ${pool}, p.capacity, p.held, p.sold, p.blocked FROM pools p
       WHERE p.held::bigint + p.sold + p.blocked > p.capacity`,
  },
  {
    id: 'pool-booked-within-capacity',
    statement: 'The active reservations of a pool fit in its capacity, whatever its counters say.',
    severity: 'violation',
    violating: `
      SELECT ${pool}, p.capacity, r.units AS reserved
        FROM pools p
        JOIN (SELECT event_id, pool_id, sum(quantity) AS units
                FROM reservations WHERE state IN (0, 1) AND pool_id IS NOT NULL
               GROUP BY event_id, pool_id) r USING (event_id, pool_id)
       WHERE r.units > p.capacity`,
  },
  {
    id: 'pool-counts-not-negative',
    statement: 'Capacity, held, sold and blocked of a pool are never below zero.',
    severity: 'violation',
    violating: `
      SELECT ${pool}, p.capacity, p.held, p.sold, p.blocked FROM pools p
       WHERE least(p.capacity, p.held, p.sold, p.blocked) < 0`,
  },
  {
    id: 'pool-held-matches-holds',
    statement: "A pool's held units are the sum of its PENDING reservations.",
    severity: 'violation',
    violating: counterDiffers('held', 0),
  },
  {
    id: 'pool-sold-matches-bookings',
    statement: "A pool's sold units are the sum of its CONFIRMED reservations.",
    severity: 'violation',
    violating: counterDiffers('sold', 1),
  },
  {
    id: 'reservation-pool-exists',
    statement: 'Every general-admission reservation is of a pool of its event.',
    severity: 'violation',
    violating: `
      SELECT r.event_id AS "eventId", r.id AS "reservationId", r.pool_id AS "poolId"
        FROM reservations r LEFT JOIN pools p USING (event_id, pool_id)
       WHERE r.pool_id IS NOT NULL AND p.event_id IS NULL`,
  },
];
