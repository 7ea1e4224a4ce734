/** Venues, series and seating plans. A plan is only ever inserted. */
import { sql } from '../../lib/db.ts';

/** Parameters: organization, name (JSON), zone, code of the city, city (JSON); nulls for none. */
export const insertVenue = sql<{ venueId: number }>(
  'catalog_insert_venue',
  `INSERT INTO venues (organization_id, name, time_zone, city_code, city)
   VALUES ($1, $2::jsonb, $3, $4, $5::jsonb)
   RETURNING id AS "venueId"`,
);

/** Parameters: organization, name (JSON). */
export const insertSeries = sql<{ seriesId: number }>(
  'catalog_insert_series',
  `INSERT INTO series (organization_id, name) VALUES ($1, $2::jsonb) RETURNING id AS "seriesId"`,
);

/** The venue's row is locked, so that two plans published at once get different versions. */
export const lockVenue = sql<{ venueId: number }>(
  'catalog_lock_venue',
  `SELECT id AS "venueId" FROM venues WHERE id = $1 AND organization_id = $2 FOR UPDATE`,
);

/** Parameters: organization, venue, layout (JSON), checksum, seats. */
export const insertPlan = sql<{ planId: number; version: number }>(
  'catalog_insert_plan',
  `INSERT INTO seating_plans (organization_id, venue_id, version, layout, checksum, seat_count)
   SELECT $1, $2, coalesce(max(version), 0) + 1, $3::json, $4, $5
     FROM seating_plans WHERE venue_id = $2
   RETURNING id AS "planId", version`,
);

/** Parameters: venue, checksum: the same drawing is not published twice in a row. */
export const findPlan = sql<{ planId: number; version: number }>(
  'catalog_find_plan',
  `SELECT id AS "planId", version FROM seating_plans
    WHERE venue_id = $1 AND checksum = $2 ORDER BY version DESC LIMIT 1`,
);

export type PlanDbRow = { version: number; layout: string; checksum: string };

/** Parameter: plan. */
export const readPlan = sql<PlanDbRow>(
  'catalog_read_plan',
  `SELECT version, layout::text AS layout, encode(checksum, 'hex') AS checksum
     FROM seating_plans WHERE id = $1`,
);

export type OwnPlanDbRow = { planId: number; venueId: number; timeZone: string; layout: string };

/** A plan that this organization may put an event on. Parameters: plan, organization. */
export const readOwnPlan = sql<OwnPlanDbRow>(
  'catalog_read_own_plan',
  `SELECT p.id AS "planId", p.venue_id AS "venueId", v.time_zone AS "timeZone",
          p.layout::text AS layout
     FROM seating_plans p JOIN venues v ON v.id = p.venue_id
    WHERE p.id = $1 AND p.organization_id = $2`,
);
