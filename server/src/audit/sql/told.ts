/**
 * What the outbox says, as tables for the checks that compare it with the rows. The order is that of
 * ids: changes of one row are appended under that row's lock, so for one reservation, seat or pool the
 * ids follow the commits, stamped or not.
 */

/**
 * One array of the payload, read once: looking members up one by one would parse a batch of a thousand
 * facts as often. Nothing when it is not there.
 */
const payload = (name: 'facts' | 'seats' | 'pools'): string => `
    CROSS JOIN json_to_record(o.payload) AS p (kind text, ${name} json)
    CROSS JOIN LATERAL (SELECT CASE WHEN p.kind = 'inventory' AND json_typeof(p.${name}) = 'array'
                                    THEN p.${name} ELSE '[]' END AS list) a`;

/**
 * Facts about the life of reservations: fact (event_id, r, t, q, outbox_id, nth, created_at). That one
 * changed hands is none: its state is what it was.
 */
export const fact: string = `fact AS MATERIALIZED (
  SELECT o.event_id, f.r, f.t, f.q, o.id AS outbox_id, f.nth, o.created_at
    FROM outbox o ${payload('facts')}
    CROSS JOIN ROWS FROM (json_to_recordset(a.list) AS (r text, t text, q text))
          WITH ORDINALITY AS f (r, t, q, nth)
   WHERE f.r IS NOT NULL AND f.t IS DISTINCT FROM 'adopted')`;

/** Seats as they were told: told_seat (event_id, seat_no, state, version, until_ms, outbox_id). */
export const toldSeat: string = `told_seat AS MATERIALIZED (
  SELECT o.event_id, (s.v->>0)::int AS seat_no, (s.v->>1)::int AS state, (s.v->>2)::int AS version,
         (s.v->>3)::bigint AS until_ms, o.id AS outbox_id
    FROM outbox o ${payload('seats')}
    CROSS JOIN json_array_elements(a.list) AS s (v))`;

/** Pools as they were told: told_pool (event_id, pool_id, capacity, held, sold, blocked, version). */
export const toldPool: string = `told_pool AS MATERIALIZED (
  SELECT o.event_id, (t.v->>0)::int AS pool_id, (t.v->>1)::bigint AS capacity, (t.v->>2)::bigint AS held,
         (t.v->>3)::bigint AS sold, (t.v->>4)::bigint AS blocked, (t.v->>5)::bigint AS version
    FROM outbox o ${payload('pools')}
    CROSS JOIN json_array_elements(a.list) AS t (v))`;

/** Events of which every row is still there, from the first to the last: complete (event_id). */
export const complete: string = `complete AS MATERIALIZED (
  SELECT e.id AS event_id
    FROM events e
    LEFT JOIN event_sequences s ON s.event_id = e.id
    LEFT JOIN (SELECT event_id, count(*) AS n, min(seq) AS first, max(seq) AS last
                 FROM outbox WHERE seq IS NOT NULL GROUP BY event_id) o ON o.event_id = e.id
   WHERE coalesce(o.n, 0) = coalesce(s.last_seq, 0) AND coalesce(o.last, 0) = coalesce(s.last_seq, 0)
     AND coalesce(o.first, 1) = 1)`;
