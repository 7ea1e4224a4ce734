/** Pages of events: their ids and what their cursor needs; the rest comes from the caches. */
import { sql } from '../../lib/db.ts';

export type ListedDbRow = { eventId: number; startsAtMs: number };

const row = `id AS "eventId", floor(extract(epoch FROM starts_at) * 1000)::bigint AS "startsAtMs"`;
/** Rehearsals are in no list. */
const isReal = 'rehearsal_of IS NULL';
const instant = (parameter: number): string => `to_timestamp($${parameter}::bigint / 1000.0)`;

/** By id. Parameters: organization or null for all, after this id, rows at most. */
export const listEvents = sql<ListedDbRow>(
  'catalog_list_events',
  `SELECT ${row} FROM events
    WHERE ($1::bigint IS NULL OR organization_id = $1) AND id > $2 AND ${isReal}
    ORDER BY id LIMIT $3`,
);

/** Soonest first. Parameters: organization or null, not before (ms), after (start ms, id), rows at most. */
export const listUpcoming = sql<ListedDbRow>(
  'catalog_list_upcoming',
  `SELECT ${row} FROM events
    WHERE ($1::bigint IS NULL OR organization_id = $1)
      AND starts_at >= ${instant(2)} AND (starts_at, id) > (${instant(3)}, $4::bigint)
      AND cancelled_at IS NULL AND ${isReal}
    ORDER BY starts_at, id LIMIT $5`,
);

/**
 * What is to come, cancelled dates included. A date that is postponed without a new one is still to
 * come. Parameters: not before (ms), after (start ms, id), rows at most.
 */
export const listToCome = sql<ListedDbRow>(
  'catalog_list_to_come',
  `SELECT ${row} FROM events
    WHERE (starts_at >= ${instant(1)} OR (postponed_at IS NOT NULL AND cancelled_at IS NULL))
      AND (starts_at, id) > (${instant(2)}, $3::bigint) AND ${isReal}
    ORDER BY starts_at, id LIMIT $4`,
);

/** What is over, latest first. Parameters: before (ms), before (start ms, id) or nulls, rows at most. */
export const listPast = sql<ListedDbRow>(
  'catalog_list_past',
  `SELECT ${row} FROM events
    WHERE starts_at < ${instant(1)} AND (postponed_at IS NULL OR cancelled_at IS NOT NULL)
      AND ($2::bigint IS NULL OR (starts_at, id) < (${instant(2)}, $3::bigint))
      AND ${isReal}
    ORDER BY starts_at DESC, id DESC LIMIT $4`,
);

/** Every date, soonest first. Parameters: after (start ms, id), rows at most. */
export const listAll = sql<ListedDbRow>(
  'catalog_list_all',
  `SELECT ${row} FROM events WHERE (starts_at, id) > (${instant(1)}, $2::bigint) AND ${isReal}
    ORDER BY starts_at, id LIMIT $3`,
);

/** Sales that are still to open, the next one first. Parameters: now (ms), rows at most. */
export const listOpening = sql<ListedDbRow>(
  'catalog_list_opening',
  `SELECT ${row} FROM events
    WHERE sale_opens_at > ${instant(1)} AND starts_at > ${instant(1)}
      AND cancelled_at IS NULL AND postponed_at IS NULL AND ${isReal}
    ORDER BY sale_opens_at, id LIMIT $2`,
);

/** Dates to come of a tour or run, cancelled ones included. Parameters: series, now (ms), rows at most. */
export const listDates = sql<ListedDbRow>(
  'catalog_list_dates',
  `SELECT ${row} FROM events
    WHERE series_id = $1 AND ${isReal}
      AND (starts_at > ${instant(2)} OR (postponed_at IS NOT NULL AND cancelled_at IS NULL))
    ORDER BY starts_at, id LIMIT $3`,
);

/** Parameter: series. */
export const readSeries = sql<{ name: Readonly<Record<string, string>> }>(
  'catalog_read_series',
  `SELECT name FROM series WHERE id = $1`,
);
