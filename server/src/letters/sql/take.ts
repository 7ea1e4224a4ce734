/**
 * The life of a letter in the database. Whoever takes one has it for the time of the lease: nobody else
 * takes it before, and an answer that comes after somebody else has taken it changes nothing.
 */
import { sql } from '../../lib/db.ts';

export type TakenDbRow = {
  id: number;
  kind: string;
  recipient: string;
  language: 'ko' | 'en';
  content: unknown;
  key: string;
  /** Counts this one. */
  attempts: number;
  takes: number;
  ageMs: number;
};

/** Parameters: lease (ms), rows at most. */
export const takeDue = sql<TakenDbRow>(
  'letters_take_due',
  `UPDATE letters l
      SET attempts = least(l.attempts + 1, 32767), takes = l.takes + 1,
          next_attempt_at = clock_timestamp() + $1::bigint * interval '1 ms'
    WHERE l.id IN (
      SELECT id FROM letters WHERE state = 0 AND next_attempt_at <= clock_timestamp()
       ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING l.id, l.kind, l.recipient, l.language, l.content, l.key, l.attempts, l.takes,
             floor(extract(epoch FROM clock_timestamp() - l.created_at) * 1000)::bigint AS "ageMs"`,
);

/**
 * Nothing is to be sent any more, so what it said is forgotten. Parameters: id, takes, state, problem or
 * null.
 */
export const settle = sql<{ id: number }>(
  'letters_settle',
  `UPDATE letters SET state = $3::smallint, problem = left($4, 200), content = '{}',
                      settled_at = clock_timestamp(), next_attempt_at = NULL
    WHERE id = $1 AND takes = $2 AND state = 0
   RETURNING id`,
);

/** Parameters: id, takes, again in (ms), whether it counts as an attempt, problem or null. */
export const putBack = sql<{ id: number }>(
  'letters_put_back',
  `UPDATE letters SET next_attempt_at = clock_timestamp() + $3::bigint * interval '1 ms',
                      attempts = attempts - CASE WHEN $4::boolean THEN 0 ELSE 1 END,
                      problem = left($5, 200)
    WHERE id = $1 AND takes = $2 AND state = 0
   RETURNING id`,
);

/** What was settled so long ago. Parameters: older than (ms), rows at most. */
export const purge = sql<{ id: number }>(
  'letters_purge',
  `DELETE FROM letters WHERE id IN (
     SELECT id FROM letters
      WHERE state <> 0 AND settled_at < now() - $1::bigint * interval '1 ms'
      ORDER BY settled_at LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING id`,
);

/** For a deployment that sends no mail: what was written by mistake goes unread. Parameter: rows at most. */
export const dropWaiting = sql<{ id: number }>(
  'letters_drop_waiting',
  `DELETE FROM letters WHERE id IN (
     SELECT id FROM letters WHERE state = 0 LIMIT $1 FOR UPDATE SKIP LOCKED)
   RETURNING id`,
);

/** How many wait, and for how long (ms) the oldest that is due. */
export const measure = sql<{ waiting: number; dueMs: number }>(
  'letters_measure',
  `SELECT count(*)::int AS waiting,
          greatest(0, coalesce(floor(extract(epoch FROM clock_timestamp() -
            min(created_at) FILTER (WHERE next_attempt_at <= clock_timestamp())) * 1000), 0))::bigint
            AS "dueMs"
     FROM letters WHERE state = 0`,
);
