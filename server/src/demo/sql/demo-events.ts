/** Which events are the demo's own. */
import { sql } from '../../lib/db.ts';

/** Serialises processes that look after the demo at once; held until the transaction ends. */
export const lockDemo = sql('demo_lock', `LOCK TABLE demo_events IN SHARE ROW EXCLUSIVE MODE`);

/** Parameters: event, show. */
export const insertDemoEvent = sql(
  'demo_insert_event',
  `INSERT INTO demo_events (event_id, show) VALUES ($1, $2)`,
);

export type LatestDbRow = {
  show: string;
  organizationId: number;
  startsAtMs: number;
  saleOpensAtMs: number;
  isCancelled: boolean;
};

/** The latest date of each show. */
export const readLatest = sql<LatestDbRow>(
  'demo_read_latest',
  `SELECT DISTINCT ON (d.show) d.show, e.organization_id AS "organizationId",
          floor(extract(epoch FROM e.starts_at) * 1000)::bigint AS "startsAtMs",
          floor(extract(epoch FROM e.sale_opens_at) * 1000)::bigint AS "saleOpensAtMs",
          e.cancelled_at IS NOT NULL AS "isCancelled"
     FROM demo_events d JOIN events e ON e.id = d.event_id
    ORDER BY d.show, d.event_id DESC`,
);

/** The next one that is not yet what its show wants it to be. */
export const nextUnstaged = sql<{ eventId: number; show: string }>(
  'demo_next_unstaged',
  `SELECT event_id AS "eventId", show FROM demo_events WHERE staged_at IS NULL
    ORDER BY event_id LIMIT 1`,
);

/** Parameter: event. */
export const markStaged = sql(
  'demo_mark_staged',
  `UPDATE demo_events SET staged_at = now() WHERE event_id = $1 AND staged_at IS NULL`,
);

/** Dates of the demo that are still to come, a bounded number. Parameter: now (ms). */
export const listDemoEvents = sql<{ eventId: number }>(
  'demo_list_events',
  `SELECT d.event_id AS "eventId" FROM demo_events d JOIN events e ON e.id = d.event_id
    WHERE e.starts_at > to_timestamp($1::bigint / 1000.0) AND e.cancelled_at IS NULL
      AND d.staged_at IS NOT NULL
    ORDER BY e.starts_at, d.event_id LIMIT 100`,
);

/** Parameters: organization, name (JSON). */
export const findVenue = sql<{ venueId: number }>(
  'demo_find_venue',
  `SELECT id AS "venueId" FROM venues WHERE organization_id = $1 AND name = $2::jsonb
    ORDER BY id LIMIT 1`,
);

/** Parameters: organization, name (JSON). */
export const findSeries = sql<{ seriesId: number }>(
  'demo_find_series',
  `SELECT id AS "seriesId" FROM series WHERE organization_id = $1 AND name = $2::jsonb
    ORDER BY id LIMIT 1`,
);
