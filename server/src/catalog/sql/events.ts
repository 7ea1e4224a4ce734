/** Events and their price tiers. */
import { sql } from '../../lib/db.ts';
import type { EventRecord } from '../model/event.ts';

const ms = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;

/** Parameter: event. */
export const readEvent = sql<EventRecord>(
  'catalog_read_event',
  `SELECT e.id AS "eventId", e.organization_id AS "organizationId", e.venue_id AS "venueId",
          CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'version', p.version) END
            AS "seatingPlan",
          e.name, e.translations, ${ms('e.starts_at')} AS "startsAtMs", e.time_zone AS "timeZone",
          e.currency, ${ms('e.sale_opens_at')} AS "saleOpensAtMs",
          ${ms('e.sale_closes_at')} AS "saleClosesAtMs", e.per_order_max AS "perOrderMax",
          e.per_person_max AS "perPersonMax", e.hold_ms AS "holdMs", e.extension_ms AS "extensionMs",
          ${ms('e.cancelled_at')} AS "cancelledAtMs", ${ms('e.postponed_at')} AS "postponedAtMs",
          ${ms('e.created_at')} AS "createdAtMs",
          coalesce((SELECT json_agg(json_build_object('code', t.code, 'name', t.name,
                                                      'priceMinor', t.price_minor) ORDER BY t.position)
                      FROM price_tiers t WHERE t.event_id = e.id), '[]') AS tiers
     FROM events e LEFT JOIN seating_plans p ON p.id = e.seating_plan_id
    WHERE e.id = $1`,
);

/**
 * Parameters: organization, series, venue, plan, name, translations, start (ms), zone, currency, sale opens
 * (ms or null: now), sale closes (ms or null), per order, per person, hold ms, extension ms.
 */
export const insertEvent = sql<{ eventId: number }>(
  'catalog_insert_event',
  `INSERT INTO events (organization_id, series_id, venue_id, seating_plan_id, name, translations, starts_at,
                       time_zone, currency, sale_opens_at, sale_closes_at, per_order_max, per_person_max,
                       hold_ms, extension_ms)
   VALUES ($1, $2, $3, $4, $5, $6::jsonb, to_timestamp($7::bigint / 1000.0), $8, $9,
           coalesce(to_timestamp($10::bigint / 1000.0), now()), to_timestamp($11::bigint / 1000.0),
           $12, $13, $14, $15)
   RETURNING id AS "eventId"`,
);

/** Parameters: event, codes, positions, names (JSON), prices in minor units. */
export const insertTiers = sql(
  'catalog_insert_tiers',
  `INSERT INTO price_tiers (event_id, code, position, name, price_minor)
   SELECT $1, t.code, t.position, t.name::jsonb, t.price_minor
     FROM unnest($2::text[], $3::smallint[], $4::text[], $5::bigint[])
       AS t (code, position, name, price_minor)`,
);

/** Parameters: event, codes, positions, names (JSON), percent of the tier's price. */
export const insertTicketTypes = sql(
  'catalog_insert_ticket_types',
  `INSERT INTO ticket_types (event_id, code, position, name, price_percent)
   SELECT $1, t.code, t.position, t.name::jsonb, t.price_percent
     FROM unnest($2::text[], $3::smallint[], $4::text[], $5::smallint[])
       AS t (code, position, name, price_percent)`,
);

/** Absent values (null) stay as they are. Parameters: event, organization, name, start (ms). */
export const updateEvent = sql<{ eventId: number }>(
  'catalog_update_event',
  `UPDATE events
      SET name = coalesce($3, name),
          starts_at = coalesce(to_timestamp($4::bigint / 1000.0), starts_at), updated_at = now()
    WHERE id = $1 AND organization_id = $2
   RETURNING id AS "eventId"`,
);

export type ListedDbRow = { eventId: number; startsAtMs: number };

/** By id. Parameters: organization or null for all, after this id, rows at most. */
export const listEvents = sql<ListedDbRow>(
  'catalog_list_events',
  `SELECT id AS "eventId", ${ms('starts_at')} AS "startsAtMs" FROM events
    WHERE ($1::bigint IS NULL OR organization_id = $1) AND id > $2
    ORDER BY id LIMIT $3`,
);

/** Soonest first. Parameters: organization or null, not before (ms), after (start ms, id), rows at most. */
export const listUpcoming = sql<ListedDbRow>(
  'catalog_list_upcoming',
  `SELECT id AS "eventId", ${ms('starts_at')} AS "startsAtMs" FROM events
    WHERE ($1::bigint IS NULL OR organization_id = $1)
      AND starts_at >= to_timestamp($2::bigint / 1000.0)
      AND (starts_at, id) > (to_timestamp($3::bigint / 1000.0), $4::bigint)
      AND cancelled_at IS NULL
    ORDER BY starts_at, id LIMIT $5`,
);
