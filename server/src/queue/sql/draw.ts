/** The closed cohort, its draw, and what is published of it. */
import { sql } from '../../lib/db.ts';
import { replanned } from './replanned.ts';

const instant = (parameter: number): string => `to_timestamp($${parameter}::bigint / 1000.0)`;
const ms = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;

/** Rooms whose cohort has closed and whose order is not known. Parameter: rows at most. */
export const findUndrawn = sql<{ eventId: number }>(
  'queue_find_undrawn',
  `SELECT event_id AS "eventId" FROM queue_rooms
    WHERE drawn_at IS NULL AND closed_at IS NOT NULL ORDER BY closed_at LIMIT $1`,
);

export type DrawDbRow = {
  mode: 'operator' | 'beacon';
  terms: unknown;
  seed: Buffer;
  commitment: Buffer;
  committedAtMs: number;
  closedAtMs: number | null;
  cohortSize: number | null;
  cohortRoot: Buffer | null;
  chunks: Buffer | null;
  beaconRound: unknown;
  orderHash: Buffer | null;
  drawnAtMs: number | null;
  restsOn: 'operator' | 'beacon' | null;
  nowMs: number;
};

/** The seed is in it: whoever publishes this looks at `drawnAtMs` first. Parameter: event. */
export const readDraw = sql<DrawDbRow>(
  'queue_read_draw',
  `SELECT draw_mode AS mode, draw_terms AS terms, seed, commitment,
          ${ms('committed_at')} AS "committedAtMs", ${ms('closed_at')} AS "closedAtMs",
          cohort_size AS "cohortSize", cohort_root AS "cohortRoot", cohort_chunks AS chunks,
          beacon_round AS "beaconRound", order_hash AS "orderHash",
          ${ms('drawn_at')} AS "drawnAtMs", rests_on AS "restsOn",
          ${ms('clock_timestamp()')} AS "nowMs"
     FROM queue_rooms WHERE event_id = $1`,
);

/**
 * All nonces of a span of numbers in one value, 16 bytes each: rows of their own took three times as
 * long. Ended entries too: the cohort is whoever had a number. Parameters: event, numbers from, to.
 */
export const readNonces = replanned<{ nonces: Buffer | null }>(
  `SELECT string_agg(nonce, ''::bytea ORDER BY number) AS nonces FROM queue_entries
    WHERE event_id = $1 AND number BETWEEN $2 AND $3`,
);

/**
 * The root of a closed cohort, from which it can be published. Parameters: event, root, chunks, size.
 * No row: another process was faster.
 */
export const writeRoot = sql<{ eventId: number }>(
  'queue_write_root',
  `UPDATE queue_rooms SET cohort_root = $2, cohort_chunks = $3, version = version + 1
    WHERE event_id = $1 AND cohort_root IS NULL AND cohort_size = $4
   RETURNING event_id AS "eventId"`,
);

/**
 * Parameters: event, beacon round (JSON or null), draw key, hash of the order, what it rests on, size.
 * No row: another process was faster.
 */
export const writeDraw = sql<{ eventId: number }>(
  'queue_write_draw',
  `UPDATE queue_rooms
      SET beacon_round = $2::json, draw_key = $3, order_hash = $4, rests_on = $5,
          drawn_at = clock_timestamp(), next_tick_at = now(), version = version + 1
    WHERE event_id = $1 AND drawn_at IS NULL AND cohort_root IS NOT NULL AND cohort_size = $6
   RETURNING event_id AS "eventId"`,
);

/** Whether anybody left before the order was known. Parameters: event, numbers from, to. */
export const haveLeft = replanned<{ some: boolean }>(
  `SELECT EXISTS (SELECT FROM queue_entries
                   WHERE event_id = $1 AND number BETWEEN $2 AND $3 AND ended_at IS NOT NULL) AS some`,
);

/** Parameters: event, numbers from, to, the positions of all of these. */
export const noteLeft = replanned(
  `UPDATE queue_entries SET left_position = ($4::bigint[])[(number - $2::bigint + 1)::int]
    WHERE event_id = $1 AND number BETWEEN $2::bigint AND $3 AND ended_at IS NOT NULL`,
);

/** Closes the cohort where nobody joins. Parameters: event, now (ms). */
export const closeCohort = sql(
  'queue_close_cohort',
  `UPDATE queue_rooms SET closed_at = ${instant(2)}, cohort_size = last_number
    WHERE event_id = $1 AND closed_at IS NULL`,
);
