/**
 * Finding events. A page goes on after the place of the last row, so pages never shift; the moment that
 * the first page was asked at goes with it. Texts are matched by patterns that the index of trigrams
 * answers (`words LIKE ANY`), and each match is checked against all words of the query.
 */
import { type Statement, sql } from '../../lib/db.ts';
import type { SearchSort } from '../model/search-cursor.ts';

export type FoundDbRow = {
  eventId: number;
  /** What the page is ordered by, before the start and the id: see the statements. */
  first: number;
  second: number;
  startsAtMs: number;
};

const ms = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;
const instant = (parameter: number): string => `to_timestamp($${parameter}::bigint / 1000.0)`;

/** $1 now, $2 from, $3 to (ms or null), $4 city, $5 genre, $6 currency, $7 least, $8 most, $9 buyable only. */
const isToCome = `(e.starts_at >= ${instant(1)} OR (e.postponed_at IS NOT NULL AND $2::bigint IS NULL))
      AND e.cancelled_at IS NULL AND e.rehearsal_of IS NULL
      AND ($2::bigint IS NULL OR e.starts_at >= ${instant(2)})
      AND ($3::bigint IS NULL OR e.starts_at < ${instant(3)})`;
const inCity = '($4::text IS NULL OR s.city_code = $4)';
const ofGenre = '($5::text IS NULL OR e.genre = $5)';
const hasPrice = `($6::text IS NULL OR e.currency = $6)
      AND ($7::bigint IS NULL OR s.price_max >= $7) AND ($8::bigint IS NULL OR s.price_min <= $8)`;
/** Places as they were counted a moment ago; who shows an event looks again. */
const isBuyable = `(NOT $9::boolean OR (s.has_places AND e.postponed_at IS NULL
        AND e.sale_opens_at <= ${instant(1)}
        AND (e.sale_closes_at IS NULL OR e.sale_closes_at > ${instant(1)})))`;

/**
 * $10 drivers, $11 whole, $12 patterns, $13 their words, $14 words in all. Looked for first and by itself:
 * planned together with the rest, events in the order of their dates seem cheaper than the index, and every
 * text is read (measured with 20,000 events: 4 ms instead of 190).
 */
const fits = `fits AS MATERIALIZED (
       SELECT s.event_id, s.words, s.names, s.city_code, s.price_min, s.price_max, s.taken_lately, s.has_places
         FROM event_search s
        WHERE s.words LIKE ANY ($10::text[])
          AND (s.words LIKE ANY ($11::text[])
           OR NOT EXISTS (SELECT FROM generate_series(0, $14::int - 1) AS w (word)
                           WHERE NOT EXISTS (SELECT FROM unnest($12::text[], $13::int[]) AS p (pattern, word)
                                              WHERE p.word = w.word AND s.words LIKE p.pattern))))`;

/** A name begins with it, a word does, or it is somewhere; then how close it is. $15, $16, $17. */
const rank = `(CASE WHEN s.names LIKE $15 THEN 3000 WHEN s.words LIKE ALL ($16::text[]) THEN 2000 ELSE 1000 END
        + round(word_similarity($17, s.names) * 999)::int)`;
/** What can be bought, or soonest, first. */
const opening = `greatest(${ms('e.sale_opens_at')}, $1::bigint)`;

type Order = { readonly first: string; readonly second: string };
const orders = {
  /** Nothing is before the start. */
  soonest: { first: '0', second: '0' },
  /** Most wanted first. */
  popular: { first: '-s.taken_lately', second: '0' },
  relevance: { first: `-${rank}`, second: opening },
} as const satisfies Readonly<Record<SearchSort, Order>>;

/**
 * Parameters: those above as far as they are used, then after (first, second, start ms, id; nulls for the
 * first page), rows at most.
 */
function search(name: string, sort: SearchSort, hasText: boolean): Statement<FoundDbRow> {
  const { first, second } = orders[sort];
  const at = sort === 'relevance' ? 18 : hasText ? 15 : 10;
  const place = [0, 1, 2, 3].map((n) => `$${at + n}::bigint`);
  const whole = `(${first}, ${second}, ${ms('e.starts_at')}, e.id)`;
  const after =
    sort === 'soonest'
      ? `(e.starts_at, e.id) > (${instant(at + 2)}, ${place[3]}) AND ${place[0]} = 0 AND ${place[1]} = 0`
      : `${whole} > (${place.join(', ')})`;
  const order = sort === 'soonest' ? 'e.starts_at, e.id' : '2, 3, e.starts_at, e.id';
  return sql(
    `catalog_search_${name}`,
    `${hasText ? `WITH ${fits}` : ''}
     SELECT e.id AS "eventId", (${first})::bigint AS first, (${second})::bigint AS second,
            ${ms('e.starts_at')} AS "startsAtMs"
       FROM ${hasText ? 'fits' : 'event_search'} s JOIN events e ON e.id = s.event_id
      WHERE ${isToCome}
        AND ${inCity} AND ${ofGenre} AND ${hasPrice} AND ${isBuyable}
        AND (${place[3]} IS NULL OR (${after}))
      ORDER BY ${order} LIMIT $${at + 4}`,
  );
}

/** Without a text. */
export const browse = {
  soonest: search('all_soonest', 'soonest', false),
  popular: search('all_popular', 'popular', false),
} as const;

export const searchText = {
  soonest: search('text_soonest', 'soonest', true),
  popular: search('text_popular', 'popular', true),
  relevance: search('text_relevance', 'relevance', true),
} as const;

export type FacetDbRow = {
  kind: 'city' | 'genre' | 'all';
  value: string | null;
  name: Readonly<Record<string, string>> | null;
  events: number;
};

/**
 * How many there are by city and by genre, each counted under all other filters, and in all. Of more than
 * so many matches no more are counted. Parameters as above, then matches and values at most.
 */
function facets(name: string, hasText: boolean): Statement<FacetDbRow> {
  const at = hasText ? 15 : 10;
  return sql(
    `catalog_facets_${name}`,
    `WITH ${hasText ? `${fits},` : ''}
     found AS MATERIALIZED (
       SELECT s.city_code AS city, e.genre, e.venue_id, ${inCity} AS in_city, ${ofGenre} AS of_genre
         FROM ${hasText ? 'fits' : 'event_search'} s JOIN events e ON e.id = s.event_id
        WHERE ${isToCome} AND ${hasPrice} AND ${isBuyable} LIMIT $${at}),
     cities AS (
       SELECT city, count(*)::int AS events, min(venue_id) AS venue
         FROM found WHERE of_genre AND city IS NOT NULL GROUP BY city
        ORDER BY events DESC, city LIMIT $${at + 1})
     SELECT 'all' AS kind, NULL AS value, NULL::jsonb AS name, count(*)::int AS events
       FROM found WHERE in_city AND of_genre
     UNION ALL
     SELECT 'city', c.city, v.city, c.events FROM cities c LEFT JOIN venues v ON v.id = c.venue
     UNION ALL
     (SELECT 'genre', genre, NULL, count(*)::int FROM found WHERE in_city AND genre IS NOT NULL
       GROUP BY genre ORDER BY 4 DESC, genre LIMIT $${at + 1})`,
  );
}

export const facetsOfAll = facets('all', false);
export const facetsOfText = facets('text', true);
