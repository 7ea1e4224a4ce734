/** The row of a list: its lock, its counts, whose turn it is to serve it. */
import { sql } from '../../lib/db.ts';

export type ListDbRow = {
  eventId: number;
  enabled: boolean;
  returns: boolean;
  lastNumber: number;
  waiting: number;
  holder: string;
  isHeld: boolean;
  listOnly: boolean;
};

const columns = `l.event_id AS "eventId", l.enabled, l.returns, l.last_number AS "lastNumber", l.waiting,
  l.holder, l.held_until > clock_timestamp() AS "isHeld", e.list_only AS "listOnly"`;

/** Parameter: event. */
export const ensureList = sql(
  'waitlist_ensure_list',
  `INSERT INTO waiting_lists (event_id, organization_id)
   SELECT id, organization_id FROM events WHERE id = $1
   ON CONFLICT DO NOTHING`,
);

/** Everything about a list changes under this lock. Parameter: event. */
export const lockList = sql<ListDbRow>(
  'waitlist_lock_list',
  `SELECT ${columns} FROM waiting_lists l JOIN events e ON e.id = l.event_id
    WHERE l.event_id = $1 FOR NO KEY UPDATE OF l`,
);

/** Parameter: event. */
export const readList = sql<ListDbRow>(
  'waitlist_read_list',
  `SELECT ${columns} FROM waiting_lists l JOIN events e ON e.id = l.event_id WHERE l.event_id = $1`,
);

/** Parameters: event, change of the last number, change of those who wait, whether a worker is to look. */
export const countList = sql(
  'waitlist_count_list',
  `UPDATE waiting_lists
      SET last_number = last_number + $2, waiting = waiting + $3,
          due_at = CASE WHEN $4::boolean THEN clock_timestamp() ELSE due_at END
    WHERE event_id = $1`,
);

/** Absent values (null) stay. Parameters: event, enabled, returns. */
export const setList = sql(
  'waitlist_set_list',
  `UPDATE waiting_lists SET enabled = coalesce($2, enabled), returns = coalesce($3, returns)
    WHERE event_id = $1`,
);

/** No row: it is so already. Parameters: event, whether only the list is served. */
export const setGate = sql<{ id: number }>(
  'waitlist_set_gate',
  `UPDATE events SET list_only = $2 WHERE id = $1 AND list_only <> $2 RETURNING id`,
);

/** Parameter: rows at most. */
export const findDue = sql<{ eventId: number }>(
  'waitlist_find_due',
  `SELECT event_id AS "eventId" FROM waiting_lists
    WHERE waiting > 0 AND due_at <= clock_timestamp() AND held_until <= clock_timestamp()
    ORDER BY due_at LIMIT $1`,
);

/**
 * Nobody else serves the list until then. Should whoever took it die, it is due when the turn is over;
 * a due_at before the end of the turn means that somebody rang meanwhile. No row: it is somebody else's
 * turn. Parameters: event, who, for how long (ms).
 */
export const takeTurn = sql<{ eventId: number }>(
  'waitlist_take_turn',
  `UPDATE waiting_lists
      SET holder = $2, held_until = clock_timestamp() + $3::bigint * interval '1 ms',
          due_at = clock_timestamp() + $3::bigint * interval '1 ms'
    WHERE event_id = $1 AND held_until <= clock_timestamp()
   RETURNING event_id AS "eventId"`,
);

/** Parameters: event, who, for how long from now (ms). */
export const keepTurn = sql(
  'waitlist_keep_turn',
  `UPDATE waiting_lists
      SET held_until = clock_timestamp() + $3::bigint * interval '1 ms',
          due_at = CASE WHEN due_at < held_until THEN due_at
                        ELSE clock_timestamp() + $3::bigint * interval '1 ms' END
    WHERE event_id = $1 AND holder = $2`,
);

/** Parameters: event, who, when to look again unless somebody rang (ms). */
export const endTurn = sql(
  'waitlist_end_turn',
  `UPDATE waiting_lists
      SET held_until = clock_timestamp(),
          due_at = CASE WHEN due_at < held_until THEN due_at
                        ELSE clock_timestamp() + $3::bigint * interval '1 ms' END
    WHERE event_id = $1 AND holder = $2`,
);

/** Events with places that came free. Locked in the order of their numbers. Parameter: events. */
export const ringLists = sql(
  'waitlist_ring_lists',
  `WITH rung AS (
     SELECT event_id FROM waiting_lists WHERE event_id = ANY ($1::bigint[]) AND waiting > 0
      ORDER BY event_id FOR NO KEY UPDATE)
   UPDATE waiting_lists l SET due_at = clock_timestamp() FROM rung r WHERE l.event_id = r.event_id`,
);

/** All lists together. */
export const readFigures = sql<{
  lists: number;
  waiting: number;
  offered: number;
  oldestMs: number;
}>(
  'waitlist_read_figures',
  `SELECT (SELECT count(*) FROM waiting_lists WHERE waiting > 0)::int AS lists,
          (SELECT coalesce(sum(waiting), 0) FROM waiting_lists WHERE waiting > 0)::int AS waiting,
          (SELECT count(*) FROM waitlist_offers WHERE state = 1)::int AS offered,
          greatest(0, coalesce((SELECT floor(extract(epoch FROM clock_timestamp() - min(due_at)) * 1000)
             FROM waiting_lists WHERE waiting > 0), 0))::bigint AS "oldestMs"`,
);
