/** How many holds a person has. Counted from the rows: an expired hold counts no more. */
import { sql } from '../../lib/db.ts';

/**
 * Parameters: principal, buyer, count at most. The index by buyer finds them; the limit keeps a long
 * history from being read.
 */
export const countLiveHolds = sql<{ holds: number }>(
  'identity_count_live_holds',
  `SELECT count(*)::int AS holds
     FROM (SELECT 1 FROM reservations
            WHERE principal_id = $1 AND buyer = $2 AND state = 0 AND expires_at > clock_timestamp()
            LIMIT $3) live`,
);
