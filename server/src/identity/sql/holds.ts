/** How many holds people have. Counted from the rows: an expired hold counts no more. */
import { sql } from '../../lib/db.ts';

/**
 * One row per buyer, in the order given: a rush asks for many people at once. The index by buyer finds
 * the rows; the limit keeps a long history from being read. Parameters: principal, buyers, count at most.
 */
export const countLiveHolds = sql<{ holds: number }>(
  'identity_count_live_holds',
  `SELECT live.holds::int AS holds
     FROM unnest($2::text[]) WITH ORDINALITY AS w (buyer, n)
          CROSS JOIN LATERAL (
            SELECT count(*) AS holds
              FROM (SELECT 1 FROM reservations r
                     WHERE r.principal_id = $1 AND r.buyer = w.buyer AND r.state = 0
                       AND r.expires_at > clock_timestamp()
                     LIMIT $3) running) live
    ORDER BY w.n`,
);
