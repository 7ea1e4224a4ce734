/** The catalog: what an event is made of exists, belongs together, and was not changed afterwards. */
import type { Check } from './check.ts';

export const catalogChecks: readonly Check[] = [
  {
    id: 'event-has-places',
    statement: 'Every event has a pool or a seat, unless it was a rehearsal that is removed.',
    severity: 'violation',
    violating: `
      SELECT e.id AS "eventId" FROM events e
       WHERE e.rehearsal_removed_at IS NULL
         AND NOT EXISTS (SELECT FROM pools p WHERE p.event_id = e.id)
         AND NOT EXISTS (SELECT FROM seats s WHERE s.event_id = e.id)`,
  },
  {
    id: 'places-have-their-event',
    statement: 'Pools, seats, price tiers and buyer counters are of events that exist.',
    severity: 'violation',
    violating: `
      SELECT owned.kind, owned.event_id AS "eventId"
        FROM (SELECT 'pools' AS kind, event_id FROM pools
              UNION SELECT 'seats', event_id FROM seats
              UNION SELECT 'price_tiers', event_id FROM price_tiers
              UNION SELECT 'buyer_counters', event_id FROM buyer_counters) owned
        LEFT JOIN events e ON e.id = owned.event_id
       WHERE e.id IS NULL`,
  },
  {
    id: 'pool-tier-exists',
    statement: 'The price tier of a pool is a tier of its event.',
    severity: 'violation',
    violating: `
      SELECT p.event_id AS "eventId", p.pool_id AS "poolId", p.tier_code AS "tierCode"
        FROM pools p LEFT JOIN price_tiers t ON t.event_id = p.event_id AND t.code = p.tier_code
       WHERE p.tier_code IS NOT NULL AND t.code IS NULL`,
  },
  {
    // The column is json, not jsonb: it keeps the text that was hashed.
    id: 'plan-checksum',
    statement: 'The checksum of a seating plan is the SHA-256 of its stored text.',
    severity: 'violation',
    violating: `
      SELECT p.id AS "planId" FROM seating_plans p
       WHERE p.checksum <> sha256(convert_to(p.layout::text, 'UTF8'))`,
  },
  {
    id: 'plan-organization',
    statement: 'A seating plan belongs to the organization of its venue.',
    severity: 'violation',
    violating: `
      SELECT p.id AS "planId", p.organization_id AS "organizationId", v.organization_id AS "ofVenue"
        FROM seating_plans p LEFT JOIN venues v ON v.id = p.venue_id
       WHERE v.organization_id IS DISTINCT FROM p.organization_id`,
  },
  {
    id: 'event-belongs-together',
    statement:
      "An event's venue, seating plan and series are its organization's, the plan its venue's.",
    severity: 'violation',
    violating: `
      SELECT e.id AS "eventId", e.venue_id AS "venueId", e.seating_plan_id AS "planId",
             e.series_id AS "seriesId"
        FROM events e
        LEFT JOIN venues v ON v.id = e.venue_id
        LEFT JOIN seating_plans p ON p.id = e.seating_plan_id
        LEFT JOIN series s ON s.id = e.series_id
       WHERE (e.venue_id IS NOT NULL AND v.organization_id IS DISTINCT FROM e.organization_id)
          OR (e.series_id IS NOT NULL AND s.organization_id IS DISTINCT FROM e.organization_id)
          OR (e.seating_plan_id IS NOT NULL
              AND (p.organization_id IS DISTINCT FROM e.organization_id
                   OR p.venue_id <> coalesce(e.venue_id, p.venue_id)))`,
  },
];
