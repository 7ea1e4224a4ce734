/** Finds events by text and filters, a page at a time, and counts what the filters would leave. */
import type { Queryable } from '../lib/db.ts';
import { plainArray, textArray } from '../lib/pg-array.ts';
import { type Look, readSearch, type SearchText } from './model/search-query.ts';
import { readPlace, type SearchSort, writePlace } from './model/search-cursor.ts';
import * as statements from './sql/search-events.ts';

/** Instants in ms since the epoch, prices in minor units with fees. */
export type SearchWish = {
  readonly text: string;
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly city?: string;
  readonly genre?: string;
  /** Without it prices are not looked at. */
  readonly price?: {
    readonly currency: string;
    readonly leastMinor?: number;
    readonly mostMinor?: number;
  };
  readonly onlyAvailable: boolean;
  readonly sort: SearchSort;
};

/** `exact`: every word of the query is there. `similar`: nothing was exact, these come close. */
export type Match = 'all' | 'exact' | 'similar';

export type FoundPage = {
  readonly eventIds: readonly number[];
  readonly match: Match;
  readonly next: string | undefined;
};

export type Facets = {
  /** Events that fit all filters; beyond the limit no more are counted. */
  readonly total: number;
  readonly cities: readonly {
    readonly code: string;
    readonly name: Readonly<Record<string, string>>;
    readonly events: number;
  }[];
  readonly genres: readonly { readonly genre: string; readonly events: number }[];
};

/** More matches than this are not counted. */
const COUNTED_MAX = 10_000;
const VALUES_MAX = 30;

export type PageOfSearch = { readonly limit: number; readonly cursor?: string };

/** Undefined: the cursor is not one of this search. */
export async function searchEvents(
  db: Queryable,
  wish: SearchWish,
  page: PageOfSearch,
  nowMs: number,
): Promise<FoundPage | undefined> {
  const text = readSearch(wish.text);
  const sort = text === undefined && wish.sort === 'relevance' ? 'soonest' : wish.sort;
  if (page.cursor === undefined) return first();
  const place = readPlace(page.cursor);
  const fits = place !== undefined && place.sort === sort && fitsText(place.match, text);
  return fits ? read(place.match, place.nowMs, place.after) : undefined;

  /** What is close is only looked for when nothing is exact. */
  async function first(): Promise<FoundPage> {
    if (text === undefined) return read('all', nowMs, nowhere);
    const exact = await read('exact', nowMs, nowhere);
    if (exact.eventIds.length > 0 || text.similar === undefined) return exact;
    return read('similar', nowMs, nowhere);
  }

  async function read(
    match: Match,
    atMs: number,
    after: readonly (number | null)[],
  ): Promise<FoundPage> {
    const values = [...filterValues(wish, atMs), ...textValues(text, match)];
    const more = [...after, page.limit + 1];
    const rows =
      text === undefined
        ? await db.query(statements.browse[sort === 'popular' ? sort : 'soonest'], [
            ...values,
            ...more,
          ])
        : await db.query(statements.searchText[sort], [
            ...values,
            ...(sort === 'relevance' ? rankValues(text) : []),
            ...more,
          ]);
    const shown = rows.slice(0, page.limit);
    const last = shown.at(-1);
    const goesOn = rows.length > page.limit && last !== undefined;
    return {
      eventIds: shown.map(({ eventId }) => eventId),
      match,
      next: goesOn ? writePlace({ sort, match, nowMs: atMs, after: placeOf(last) }) : undefined,
    };
  }
}

/** What was taken lately, the most of it first; of what can be bought now. */
export async function listWanted(
  db: Queryable,
  nowMs: number,
  limit: number,
): Promise<readonly number[]> {
  const filters = filterValues({ text: '', onlyAvailable: true, sort: 'popular' }, nowMs);
  const rows = await db.query(statements.browse.popular, [...filters, ...nowhere, limit]);
  return rows.filter(({ first }) => first < 0).map(({ eventId }) => eventId);
}

/** What is counted is what `searchEvents` finds: pass the match that its first page had. */
export async function countFacets(
  db: Queryable,
  wish: SearchWish,
  match: Match,
  nowMs: number,
): Promise<Facets> {
  const text = readSearch(wish.text);
  const statement = text === undefined ? statements.facetsOfAll : statements.facetsOfText;
  const values = [...filterValues(wish, nowMs), ...textValues(text, match)];
  const rows = await db.query(statement, [...values, COUNTED_MAX, VALUES_MAX]);
  return {
    total: rows.find(({ kind }) => kind === 'all')?.events ?? 0,
    cities: rows.flatMap(({ kind, value, name, events }) =>
      kind === 'city' && value !== null ? [{ code: value, name: name ?? {}, events }] : [],
    ),
    genres: rows.flatMap(({ kind, value, events }) =>
      kind === 'genre' && value !== null ? [{ genre: value, events }] : [],
    ),
  };
}

const nowhere = [null, null, null, null] as const;

const placeOf = (row: statements.FoundDbRow): readonly number[] => [
  row.first,
  row.second,
  row.startsAtMs,
  row.eventId,
];

const fitsText = (match: Match, text: SearchText | undefined): boolean =>
  text === undefined
    ? match === 'all'
    : match === 'exact' || (match === 'similar' && text.similar !== undefined);

function filterValues(wish: SearchWish, nowMs: number): unknown[] {
  const { fromMs, toMs, city, genre, price, onlyAvailable } = wish;
  return [
    nowMs,
    fromMs ?? null,
    toMs ?? null,
    city ?? null,
    genre ?? null,
    price?.currency ?? null,
    price?.leastMinor ?? null,
    price?.mostMinor ?? null,
    onlyAvailable,
  ];
}

function textValues(text: SearchText | undefined, match: Match): unknown[] {
  if (text === undefined) return [];
  const look: Look = match === 'similar' ? (text.similar ?? text.exact) : text.exact;
  return [
    textArray(look.drivers),
    textArray(look.whole),
    textArray(look.patterns),
    plainArray(look.words),
    text.wordPrefixes.length,
  ];
}

const rankValues = ({ namePrefix, wordPrefixes, joined }: SearchText): unknown[] => [
  namePrefix,
  textArray(wordPrefixes),
  joined,
];
