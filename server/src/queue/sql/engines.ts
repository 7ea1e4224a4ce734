/** How the processes that take bookings are doing, one row each. */
import { sql } from '../../lib/db.ts';

/** Parameters: process, depth, p99 (ms). */
export const writeEngine = sql(
  'queue_write_engine',
  `INSERT INTO queue_engines (process, depth, p99_ms, at) VALUES ($1, $2, $3, clock_timestamp())
   ON CONFLICT (process) DO UPDATE
     SET depth = excluded.depth, p99_ms = excluded.p99_ms, at = excluded.at`,
);

/** Over all processes that spoke lately; 0 where none did. Parameter: how lately (ms). */
export const readWorst = sql<{ depth: number; p99Ms: number }>(
  'queue_worst_engine',
  `SELECT coalesce(max(depth), 0) AS depth, coalesce(max(p99_ms), 0) AS "p99Ms"
     FROM queue_engines WHERE at > clock_timestamp() - $1::bigint * interval '1 ms'`,
);

/** Rows of processes that are gone. */
export const forgetEngines = sql(
  'queue_forget_engines',
  `DELETE FROM queue_engines WHERE at < now() - interval '1 hour'`,
);
