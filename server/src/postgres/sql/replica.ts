/** How far a replica is: places in the write-ahead log, in bytes since its beginning. */
import { sql } from '../../lib/db.ts';

/**
 * Where the primary is now. Whatever was committed before is before that place. Read-only statements
 * do not move it, so a primary on which nothing happens stands still, and its replica is up to date.
 */
export const primaryPlace = sql<{ place: number }>(
  'replica_primary_place',
  `SELECT pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::bigint AS place`,
);

/** Up to where the replica has replayed; null in `place` when this server replays nothing. */
export const replicaPlace = sql<{ place: number | null }>(
  'replica_place',
  `SELECT CASE WHEN pg_is_in_recovery()
               THEN pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint END AS place`,
);
