/**
 * Stamps what has been committed, in one statement: contiguous positions over all events, contiguous
 * sequence numbers per event. The row of outbox_relay is locked for its duration and names the leader,
 * so there is one relay at a time without any session state; a relay that lost its lease stamps nothing.
 * Changes of one row are appended under that row's lock, so the order of ids respects their order.
 */
import { sql } from '../../lib/db.ts';

/** Parameters: holder, lease in ms. No row: somebody else leads. */
export const takeLease = sql<{ position: number }>(
  'outbox_take_lease',
  `UPDATE outbox_relay
      SET holder = $1, expires_at = clock_timestamp() + $2::int * interval '1 ms'
    WHERE holder = $1 OR expires_at <= clock_timestamp()
   RETURNING last_position AS position`,
);

/** Parameter: holder. Lets the next relay lead at once. */
export const giveLease = sql(
  'outbox_give_lease',
  `UPDATE outbox_relay SET expires_at = '-infinity', holder = '' WHERE holder = $1`,
);

/** Parameters: holder, rows at most. Answers how many rows were stamped and how many are left over. */
export const stamp = sql<{ stamped: number; position: number }>(
  'outbox_stamp',
  `WITH lead AS MATERIALIZED (
     SELECT last_position FROM outbox_relay
      WHERE holder = $1 AND expires_at > clock_timestamp() FOR UPDATE
   ), fresh AS MATERIALIZED (
     SELECT o.id, o.event_id, lead.last_position + row_number() OVER (ORDER BY o.id) AS position,
            row_number() OVER (PARTITION BY o.event_id ORDER BY o.id) AS nth
       FROM lead, (SELECT id, event_id FROM outbox WHERE position IS NULL ORDER BY id LIMIT $2) o
   ), counted AS MATERIALIZED (
     SELECT event_id, max(nth) AS n FROM fresh GROUP BY event_id
   ), advanced AS (
     INSERT INTO event_sequences AS s (event_id, last_seq)
     SELECT event_id, n FROM counted ORDER BY event_id
     ON CONFLICT (event_id) DO UPDATE SET last_seq = s.last_seq + excluded.last_seq
     RETURNING s.event_id, s.last_seq
   ), stamped AS (
     UPDATE outbox o SET position = f.position, seq = a.last_seq - c.n + f.nth
       FROM fresh f JOIN counted c USING (event_id) JOIN advanced a USING (event_id)
      WHERE o.id = f.id AND o.position IS NULL
     RETURNING o.position
   ), moved AS (
     UPDATE outbox_relay r SET last_position = r.last_position + n.n
       FROM (SELECT count(*) AS n FROM stamped) n
      WHERE n.n > 0 AND r.holder = $1
     RETURNING r.last_position
   )
   SELECT (SELECT count(*)::int FROM stamped) AS stamped,
          coalesce((SELECT last_position FROM moved), (SELECT last_position FROM lead), 0) AS position,
          -- Division by zero undoes everything when another statement of the same holder (whose
          -- connection was lost while it ran) has stamped rows that this one still saw as fresh.
          1 / (CASE WHEN (SELECT count(*) FROM stamped) = (SELECT count(*) FROM fresh)
                    THEN 1 ELSE 0 END) = 1 AS complete`,
);

/** How far the relay lags: age in ms of the oldest row that is not stamped, and how many wait. */
export const readLag = sql<{ lagMs: number; waiting: number }>(
  'outbox_read_lag',
  `SELECT coalesce(floor(extract(epoch FROM clock_timestamp() - min(created_at)) * 1000), 0)::bigint
            AS "lagMs", count(*)::int AS waiting
     FROM outbox WHERE position IS NULL`,
);
