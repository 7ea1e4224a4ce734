/** Events and their price tiers. */
import { sql } from '../../lib/db.ts';
import type { EventRecord } from '../model/event.ts';

const ms = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;
/** A parameter in ms since the epoch; null stays null. */
const instant = (parameter: number): string => `to_timestamp($${parameter}::bigint / 1000.0)`;

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
                      FROM price_tiers t WHERE t.event_id = e.id), '[]') AS tiers,
          coalesce((SELECT json_agg(json_build_object('code', t.code, 'name', t.name,
                                                      'pricePercent', t.price_percent) ORDER BY t.position)
                      FROM ticket_types t WHERE t.event_id = e.id), '[]') AS "ticketTypes",
          json_build_object('basisPoints', e.fee_basis_points,
                            'perTicketMinor', e.fee_per_ticket_minor) AS fees,
          e.single_seat_gaps AS "singleSeatGaps", ${ms('e.refundable_until')} AS "refundableUntilMs",
          e.ask_names AS "askNames", e.transfers_refused AS "transfersRefused",
          v.name AS venue, o.name AS organizer, e.description, e.genre,
          CASE WHEN v.city IS NOT NULL THEN json_build_object('code', v.city_code, 'name', v.city) END
            AS city,
          e.series_id AS "seriesId",
          CASE WHEN x.hash IS NOT NULL
               THEN json_build_object('hash', encode(x.hash, 'hex'), 'width', x.width, 'height', x.height)
          END AS poster,
          e.running_minutes AS "runningMinutes", e.age_min AS "ageMin",
          e.list_only AS "listOnly", e.rehearsal_of AS "rehearsalOf"
     FROM events e JOIN organizations o ON o.id = e.organization_id
          LEFT JOIN seating_plans p ON p.id = e.seating_plan_id
          LEFT JOIN venues v ON v.id = e.venue_id
          LEFT JOIN event_posters x ON x.event_id = e.id
    WHERE e.id = $1 AND e.rehearsal_removed_at IS NULL`,
);

/**
 * Parameters: organization, series, venue, plan, name, translations, start (ms), zone, currency, sale opens
 * (ms or null: now), sale closes (ms or null), per order, per person, hold ms, extension ms, description
 * (JSON), genre, minutes, age, fee in basis points, fee per ticket, gaps allowed, refundable until (ms),
 * the event that it rehearses.
 */
export const insertEvent = sql<{ eventId: number }>(
  'catalog_insert_event',
  `INSERT INTO events (organization_id, series_id, venue_id, seating_plan_id, name, translations, starts_at,
                       time_zone, currency, sale_opens_at, sale_closes_at, per_order_max, per_person_max,
                       hold_ms, extension_ms, description, genre, running_minutes, age_min,
                       fee_basis_points, fee_per_ticket_minor, single_seat_gaps, refundable_until,
                       rehearsal_of)
   VALUES ($1, $2, $3, $4, $5, $6::jsonb, ${instant(7)}, $8, $9, coalesce(${instant(10)}, now()),
           ${instant(11)}, $12, $13, $14, $15, $16::jsonb, $17, $18, $19, $20, $21, $22, ${instant(23)}, $24)
   RETURNING id AS "eventId"`,
);

/** What buyers are asked and allowed; null stays as it is. Parameters: event, names asked, transfers refused. */
export const setEventRules = sql(
  'catalog_set_event_rules',
  `UPDATE events SET ask_names = coalesce($2, ask_names),
                     transfers_refused = coalesce($3, transfers_refused)
    WHERE id = $1`,
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
