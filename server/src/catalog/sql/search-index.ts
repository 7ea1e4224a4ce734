/** What is searched of each event: read from its facts, written beside it. */
import type { FeeRule } from '@onsale/contract/pricing.ts';
import { sql } from '../../lib/db.ts';
import type { Tier } from '../model/event.ts';
import type { SearchedEvent } from '../model/search-words.ts';

export type SearchFactsDbRow = SearchedEvent & {
  eventId: number;
  cityCode: string | null;
  tiers: readonly Tier[];
  fees: FeeRule;
};

/** Rehearsals are found by nobody. Parameter: events. */
export const readSearchFacts = sql<SearchFactsDbRow>(
  'catalog_read_search_facts',
  `SELECT e.id AS "eventId", e.name, e.translations, e.genre, v.name AS venue, v.city,
          v.city_code AS "cityCode", r.name AS series, o.name AS organizer,
          coalesce((SELECT json_agg(json_build_object('code', t.code, 'name', t.name,
                                                      'priceMinor', t.price_minor) ORDER BY t.position)
                      FROM price_tiers t WHERE t.event_id = e.id), '[]') AS tiers,
          json_build_object('basisPoints', e.fee_basis_points,
                            'perTicketMinor', e.fee_per_ticket_minor) AS fees
     FROM events e JOIN organizations o ON o.id = e.organization_id
          LEFT JOIN venues v ON v.id = e.venue_id
          LEFT JOIN series r ON r.id = e.series_id
    WHERE e.id = ANY ($1::bigint[]) AND e.rehearsal_of IS NULL`,
);

/** Demand that was measured stays. Parameters: event, form, words, names, city, least, most (minor units). */
export const putSearchText = sql(
  'catalog_put_search_text',
  `INSERT INTO event_search (event_id, form, words, names, city_code, price_min, price_max)
   VALUES ($1, $2, $3, $4, $5, $6, $7)
   ON CONFLICT (event_id) DO UPDATE
      SET form = excluded.form, words = excluded.words, names = excluded.names,
          city_code = excluded.city_code, price_min = excluded.price_min,
          price_max = excluded.price_max, indexed_at = now()`,
);

/**
 * Events whose text is missing, of another form, or older than what it says: made or changed by a release
 * that knew nothing of it. The latest first, because those are looked for. Parameters: form, rows at most.
 */
export const listUnindexed = sql<{ eventId: number }>(
  'catalog_list_unindexed',
  `SELECT e.id AS "eventId"
     FROM events e LEFT JOIN event_search s ON s.event_id = e.id
    WHERE e.rehearsal_of IS NULL
      AND (s.event_id IS NULL OR s.form <> $1 OR s.indexed_at < e.updated_at)
    ORDER BY e.id DESC LIMIT $2`,
);
