/**
 * Finding events: what home shows, search, suggestions, the dates of a series. Every answer is the same
 * for everybody and lives for a moment; which events there are may be as old as a replica, what is left
 * of them is what this process knows.
 */
import { genres } from '@onsale/contract/product.ts';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { BodyOf, InputOf } from '@onsale/contract/route.ts';
import { listDates, listOpening } from '../catalog/list-dates.ts';
import {
  countFacets,
  type Facets,
  listWanted,
  type Match,
  type PageOfSearch,
  searchEvents,
  type SearchWish,
} from '../catalog/search-events.ts';
import { assert } from '../lib/assert.ts';
import { createBriefCache } from '../lib/brief-cache.ts';
import type { Handlers, RawJson } from '../lib/handler.ts';
import { ok, refuse } from '../lib/result.ts';
import { presentEvent, renderJson, renderPacked } from './present.ts';
import type { InventoryDeps } from './routes.ts';
import { suggestionsOf } from './model/suggestions.ts';

export type SearchRoutes = Pick<
  Handlers<ProductApi>,
  'readShowcase' | 'searchEvents' | 'suggestEvents' | 'readDates'
>;

type ShownEvent = BodyOf<ProductApi['readEvent']>['event'];

const KEPT_MS = 1_000;
/** How many there are, and what is wanted, is counted of all: the dearest questions, and the slowest to change. */
const COUNTED_MS = 10_000;
/** What is suggested while somebody types changes with nobody's booking. */
const SUGGESTED_MS = 5_000;
const KEYS_MAX = 1_000;
/** Of different questions: each takes a connection for some milliseconds. */
const MAKING_MAX = 8;
const PAGE_EVENTS = 24;
const ON_SALE_MAX = 12;
const OPENING_MAX = 8;
const POPULAR_MAX = 8;
/** Dates that suggestions are gathered from. */
const SUGGEST_FROM = 40;
const DATES_MAX = 50;
const CACHED = 'public, max-age=1';

const everything: SearchWish = { text: '', onlyAvailable: false, sort: 'soonest' };

export function searchHandlers(deps: InventoryDeps): SearchRoutes {
  const { events, book, clock } = deps;
  const limits = { clock, keysMax: KEYS_MAX, makingMax: MAKING_MAX };
  const kept = createBriefCache<RawJson | undefined>({ ...limits, forMs: KEPT_MS });
  const suggested = createBriefCache<RawJson | undefined>({ ...limits, forMs: SUGGESTED_MS });
  const counted = createBriefCache<Facets>({ ...limits, forMs: COUNTED_MS });
  const wantedMost = createBriefCache<readonly number[]>({ ...limits, forMs: COUNTED_MS });

  async function show(eventIds: readonly number[]): Promise<ShownEvent[]> {
    const found = await Promise.all(eventIds.map(async (eventId) => events.get(eventId)));
    const nowMs = clock.nowMs();
    return found.flatMap((snapshot) =>
      snapshot === undefined ? [] : [presentEvent(snapshot, nowMs)],
    );
  }

  /** The same for every page and order of a search. */
  function facetsOf(wish: SearchWish, match: Match): Promise<Facets> {
    const filters = { ...wish, sort: 'any' };
    const making = counted.ask(JSON.stringify([filters, match]), () =>
      countFacets(book.reads, wish, match, clock.nowMs()),
    );
    // No more are counted at once than answers are made, which is bounded before.
    assert(making !== undefined, 'more is counted than is asked for');
    return making;
  }

  async function showcase(): Promise<RawJson> {
    const nowMs = clock.nowMs();
    const buyable: SearchWish = { ...everything, onlyAvailable: true };
    const [onSale, opening, popular, facets] = await Promise.all([
      searchEvents(book.reads, buyable, { limit: ON_SALE_MAX }, nowMs),
      listOpening(book.reads, nowMs, OPENING_MAX),
      wantedMost.ask('all', () => listWanted(book.reads, clock.nowMs(), POPULAR_MAX)) ?? [],
      facetsOf(everything, 'all'),
    ]);
    const selling = (await show(onSale?.eventIds ?? [])).filter(isOnSale);
    const openingSoon = await show(opening);
    const wanted = (await show(popular)).filter(isOnSale);
    // The largest house has the most to offer to the most people.
    const [largest] = selling.toSorted((a, b) => b.capacity - a.capacity);
    const featured = largest ?? openingSoon[0];
    const body = {
      ...(featured && { featured }),
      onSale: selling.map(brief),
      opening: openingSoon.map(brief),
      popular: wanted.map(brief),
      ...presentFacets(facets),
    };
    return renderPacked(body satisfies BodyOf<ProductApi['readShowcase']>, CACHED);
  }

  /** Undefined: the cursor is not one of this search. */
  async function search(wish: SearchWish, page: PageOfSearch): Promise<RawJson | undefined> {
    const nowMs = clock.nowMs();
    const found = await searchEvents(book.reads, wish, page, nowMs);
    if (found === undefined) return undefined;
    const [shown, facets] = await Promise.all([show(found.eventIds), facetsOf(wish, found.match)]);
    const body = {
      events: (wish.onlyAvailable ? shown.filter(isOnSale) : shown).map(brief),
      ...(found.next === undefined ? {} : { nextCursor: found.next }),
      match: found.match,
      ...presentFacets(facets),
    };
    return renderPacked(body satisfies BodyOf<ProductApi['searchEvents']>, CACHED);
  }

  async function suggest(text: string): Promise<RawJson> {
    const wish: SearchWish = { ...everything, text, sort: 'relevance' };
    const found = await searchEvents(book.reads, wish, { limit: SUGGEST_FROM }, clock.nowMs());
    const ids = found?.eventIds ?? [];
    const dates = (await Promise.all(ids.map(async (eventId) => book.get(eventId)))).filter(
      (event) => event !== undefined,
    );
    const body = { match: found?.match ?? 'all', suggestions: suggestionsOf(dates) };
    return renderJson(body satisfies BodyOf<ProductApi['suggestEvents']>, 'public, max-age=5');
  }

  return {
    async readShowcase() {
      const body = await kept.ask('showcase', showcase);
      return body === undefined ? tooMany() : ok(body);
    },

    async searchEvents({ query }) {
      const read = readWish(query);
      if (!('wish' in read)) return badQuery(read.field, read.problem);
      const page = {
        limit: query.limit ?? PAGE_EVENTS,
        ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
      };
      const making = kept.ask(JSON.stringify([read.wish, page]), () => search(read.wish, page));
      if (making === undefined) return tooMany();
      const body = await making;
      return body === undefined
        ? badQuery('query.cursor', 'is not a cursor of this search')
        : ok(body);
    },

    async suggestEvents({ query }) {
      const text = query.q.trim();
      const body = await suggested.ask(text, () => suggest(text));
      return body === undefined ? tooMany() : ok(body);
    },

    async readDates({ params }) {
      const event = await book.get(params.eventId);
      if (event === undefined) return refuse('event_not_found');
      const { seriesId } = event;
      if (seriesId === null) return ok({ dates: [] });
      const body = await kept.ask(`series ${seriesId}`, async () => {
        const nowMs = clock.nowMs();
        const { name, eventIds } = await listDates(book.reads, seriesId, nowMs, DATES_MAX);
        return renderJson({ ...(name && { name }), dates: await show(eventIds) }, CACHED);
      });
      return body === undefined ? tooMany() : ok(body);
    },
  };
}

/** A list of long texts would be a slow page. */
function brief(event: ShownEvent): ShownEvent {
  const { description, ...rest } = event;
  return description === undefined ? event : rest;
}

const isOnSale = ({ status }: ShownEvent): boolean => status === 'on_sale';

const tooMany = () => refuse('unavailable', { retryAfterSeconds: 1 });

const badQuery = (field: string, problem: string) =>
  refuse('invalid_request', { fields: [{ field, problem }] });

type Genre = (typeof genres)[number];
const isGenre = (word: string): word is Genre => genres.some((one) => one === word);

const presentFacets = ({ total, cities, genres: counted }: Facets) => ({
  total,
  cities: [...cities],
  genres: counted.flatMap(({ genre, events }) => (isGenre(genre) ? [{ genre, events }] : [])),
});

type Query = InputOf<ProductApi['searchEvents']>['query'];
type ReadWish =
  | { readonly wish: SearchWish }
  | { readonly field: string; readonly problem: string };

function readWish(query: Query): ReadWish {
  const { q = '', from, to, city, genre, currency = 'KRW', priceMin, priceMax } = query;
  const fromMs = from === undefined ? undefined : Date.parse(from);
  const toMs = to === undefined ? undefined : Date.parse(to);
  if (Number.isNaN(fromMs)) return { field: 'query.from', problem: 'is not a day of the calendar' };
  if (Number.isNaN(toMs)) return { field: 'query.to', problem: 'is not a day of the calendar' };
  const hasPrice = priceMin !== undefined || priceMax !== undefined;
  return {
    wish: {
      text: q.trim(),
      ...(fromMs === undefined ? {} : { fromMs }),
      ...(toMs === undefined ? {} : { toMs }),
      ...(city === undefined ? {} : { city }),
      ...(genre === undefined ? {} : { genre }),
      ...(hasPrice && {
        price: {
          currency,
          ...(priceMin === undefined ? {} : { leastMinor: priceMin }),
          ...(priceMax === undefined ? {} : { mostMinor: priceMax }),
        },
      }),
      onlyAvailable: query.availability === 'available',
      sort: query.sort ?? 'relevance',
    },
  };
}
