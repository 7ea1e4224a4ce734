/** Reading what is stamped: positions are contiguous, so a cursor never passes a row that comes later. */
import { sql } from '../../lib/db.ts';

export type OutboxDbRow = { position: number; eventId: number; seq: number; payload: unknown };

/** Parameters: after this position, rows at most. */
export const readAfter = sql<OutboxDbRow>(
  'outbox_read_after',
  `SELECT position, event_id AS "eventId", seq, payload
     FROM outbox WHERE position > $1 ORDER BY position LIMIT $2`,
);

/** Parameters: event, after this sequence number, rows at most: replay of one event. */
export const readEventAfter = sql<OutboxDbRow>(
  'outbox_read_event_after',
  `SELECT position, event_id AS "eventId", seq, payload
     FROM outbox WHERE event_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
);

/** The last position, who stamps, and for how long (ms) the oldest row that is not stamped has waited. */
export const readEnd = sql<{ position: number; holder: string; waitingMs: number }>(
  'outbox_read_end',
  `SELECT last_position AS position, holder,
          coalesce(floor(extract(epoch FROM clock_timestamp() - (
            SELECT created_at FROM outbox WHERE position IS NULL ORDER BY id LIMIT 1)) * 1000), 0)::bigint
            AS "waitingMs"
     FROM outbox_relay`,
);

/** What tells this database from every other one. */
export const readIdentity = sql<{ identity: string }>(
  'outbox_read_identity',
  `SELECT s.system_identifier || '-' || d.oid AS identity
     FROM pg_control_system() s, pg_database d WHERE d.datname = current_database()`,
);

/** The cursor of a consumer, locked so that one process at a time advances it. Parameter: consumer. */
export const lockCursor = sql<{ position: number }>(
  'outbox_lock_cursor',
  `SELECT position FROM outbox_cursors WHERE consumer = $1 FOR UPDATE SKIP LOCKED`,
);

/** Parameters: consumer, position. */
export const createCursor = sql(
  'outbox_create_cursor',
  `INSERT INTO outbox_cursors (consumer, position) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
);

/** Parameters: consumer, position. */
export const moveCursor = sql(
  'outbox_move_cursor',
  `UPDATE outbox_cursors SET position = $2, updated_at = now() WHERE consumer = $1`,
);

/**
 * Deletes old rows that every consumer has passed. Parameters: older than (ms), rows at most.
 * Small batches: a long delete would hold back vacuum on the busiest table.
 */
export const deleteOld = sql<{ id: number }>(
  'outbox_delete_old',
  `DELETE FROM outbox WHERE id IN (
     SELECT id FROM outbox
      WHERE created_at < now() - $1::bigint * interval '1 ms' AND position IS NOT NULL
        AND position <= coalesce((SELECT min(position) FROM outbox_cursors), position)
      ORDER BY created_at LIMIT $2)
   RETURNING id`,
);
