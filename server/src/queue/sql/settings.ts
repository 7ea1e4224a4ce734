/** Making and changing rooms. */
import { sql } from '../../lib/db.ts';

const instant = (parameter: number): string => `to_timestamp($${parameter}::bigint / 1000.0)`;
const ms = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;

/** Parameters: event, organization or null for any. */
export const findEvent = sql<{ organizationId: number; saleOpensAtMs: number }>(
  'queue_find_event',
  `SELECT organization_id AS "organizationId", ${ms('sale_opens_at')} AS "saleOpensAtMs"
     FROM events WHERE id = $1 AND ($2::bigint IS NULL OR organization_id = $2)`,
);

/** Parameters: event, organization, terms (JSON), seed, commitment. */
export const insertRoom = sql(
  'queue_insert_room',
  `INSERT INTO queue_rooms (event_id, organization_id, draw_terms, seed, commitment)
   VALUES ($1, $2, $3::json, $4, $5) ON CONFLICT DO NOTHING`,
);

/** A new seed and what follows from it. Parameters: event, mode, terms (JSON), seed, commitment. */
export const renewDraw = sql(
  'queue_renew_draw',
  `UPDATE queue_rooms
      SET draw_mode = $2, draw_terms = $3::json, seed = $4, commitment = $5,
          committed_at = clock_timestamp(), version = version + 1
    WHERE event_id = $1 AND last_number = 0 AND closed_at IS NULL`,
);

/**
 * Parameters: event, mode, opens at (ms), active max, per minute min and max, engage at, session and
 * its max, grace (ms), access, challenge, control, throttle, message (JSON), engaged.
 */
export const updateSettings = sql(
  'queue_update_settings',
  `UPDATE queue_rooms
      SET mode = $2, opens_at = ${instant(3)}, active_max = $4, per_minute_min = $5,
          per_minute_max = $6, engage_at = $7, session_ms = $8, session_max_ms = $9, grace_ms = $10,
          access = $11, challenge = $12, control = $13, throttle_per_minute = $14,
          message = $15::jsonb, engaged = $16, next_tick_at = now(), version = version + 1
    WHERE event_id = $1`,
);

/** Parameters: event, hashes in hexadecimal, uses. */
export const upsertCodes = sql<{ added: number }>(
  'queue_upsert_codes',
  `WITH put AS (
     INSERT INTO queue_codes (event_id, code_hash, uses_max)
     SELECT $1, decode(w.hash, 'hex'), w.uses_max
       FROM unnest($2::text[], $3::int[]) AS w (hash, uses_max)
     ON CONFLICT (event_id, code_hash) DO UPDATE SET uses_max = excluded.uses_max
     RETURNING code_hash)
   SELECT count(*)::int AS added FROM put`,
);
