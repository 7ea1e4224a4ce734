/** Routes for finding events: what home shows, search, suggestions, dates of a series, what is left. */
import { Type } from 'typebox';
import * as field from './fields.ts';
import { genres, ProductEvent } from './product.ts';
import { route } from './route.ts';

const Count = Type.Integer({ minimum: 0 });
const Names = Type.Record(Type.String(), Type.String({ maxLength: 200 }));
const EventParams = Type.Object({ eventId: field.EventId });
const CityCode = Type.String({ pattern: '^[a-z0-9-]{1,40}$', description: 'Code of a city.' });
const Query = Type.String({
  maxLength: 100,
  description: 'Names, venues, cities, genres; Korean also by first consonants (ㅂㅂㅇ).',
});
const PriceBound = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'In minor units of `currency`, fees included.',
});

const Cities = Type.Array(Type.Object({ code: CityCode, name: Names, events: Count }), {
  maxItems: 30,
});
const Genres = Type.Array(Type.Object({ genre: field.oneOf(genres), events: Count }), {
  maxItems: 30,
});

export const searchSorts = ['soonest', 'popular', 'relevance'] as const;

export const discoverRoutes = {
  readShowcase: route({
    id: 'readShowcase',
    method: 'GET',
    path: '/api/v1/showcase',
    summary: 'What a home page shows: on sale now, opening soon, popular; cities and genres',
    auth: 'none',
    status: 200,
    response: Type.Object({
      featured: Type.Optional(ProductEvent),
      onSale: Type.Array(ProductEvent, {
        maxItems: 24,
        description: 'Soonest first. In lists events come without their descriptions.',
      }),
      opening: Type.Array(ProductEvent, {
        maxItems: 24,
        description: 'Sales that are still to open, the next one first.',
      }),
      popular: Type.Array(ProductEvent, {
        maxItems: 24,
        description: 'On sale; by places taken in the last 24 hours, counted once a minute.',
      }),
      total: Type.Integer({ minimum: 0, description: 'Events to come; 10000 stands for more.' }),
      cities: Cities,
      genres: Genres,
    }),
    errors: [],
  }),
  searchEvents: route({
    id: 'searchEvents',
    method: 'GET',
    path: '/api/v1/search',
    summary: 'Find events to come by text and filters, a page at a time',
    auth: 'none',
    query: Type.Object({
      q: Type.Optional(Query),
      from: Type.Optional(field.Instant),
      to: Type.Optional(field.Instant),
      city: Type.Optional(CityCode),
      genre: Type.Optional(field.oneOf(genres)),
      currency: Type.Optional(
        Type.String({
          pattern: '^[A-Z]{3}$',
          description: 'Of the prices asked for; KRW when absent.',
        }),
      ),
      priceMin: Type.Optional(PriceBound),
      priceMax: Type.Optional(PriceBound),
      availability: Type.Optional(
        field.oneOf(['available', 'any'], {
          description:
            'available: what can be bought now. Places are counted twice a minute, and what has sold ' +
            'out since is left out, so a page may be shorter than its limit.',
        }),
      ),
      sort: Type.Optional(
        field.oneOf(searchSorts, {
          description:
            'relevance (when absent): names that begin with the text, then words, then the rest; ' +
            'without a text as soonest. popular: by places taken in the last 24 hours.',
        }),
      ),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 24 })),
      cursor: Type.Optional(field.Cursor),
    }),
    status: 200,
    response: Type.Object({
      events: Type.Array(ProductEvent, { maxItems: 50 }),
      nextCursor: Type.Optional(field.Cursor),
      match: field.oneOf(['all', 'exact', 'similar'], {
        description:
          'similar: nothing fits the text exactly; these come close, with a letter wrong in a word.',
      }),
      total: Type.Integer({
        minimum: 0,
        description: 'Events that fit all filters; 10000 stands for more.',
      }),
      cities: Cities,
      genres: Genres,
    }),
    errors: [],
  }),
  suggestEvents: route({
    id: 'suggestEvents',
    method: 'GET',
    path: '/api/v1/suggest',
    summary: 'Suggestions while somebody types: shows whose dates are to come',
    auth: 'none',
    query: Type.Object({ q: Query }),
    status: 200,
    response: Type.Object({
      match: field.oneOf(['all', 'exact', 'similar']),
      suggestions: Type.Array(
        Type.Object({
          eventId: field.EventId,
          name: Type.String({ maxLength: 200 }),
          translations: Names,
          startsAt: field.Instant,
          timeZone: Type.String(),
          venue: Type.Optional(Names),
          city: Type.Optional(Type.Object({ code: CityCode, name: Names })),
          genre: Type.Optional(field.oneOf(genres)),
          dates: Type.Integer({
            minimum: 1,
            description: 'How many of the dates looked at are of this show; the soonest is shown.',
          }),
        }),
        { maxItems: 8 },
      ),
    }),
    errors: [],
  }),
  readDates: route({
    id: 'readDates',
    method: 'GET',
    path: '/api/v1/events/{eventId}/dates',
    summary: 'The dates to come of the tour or run that an event belongs to, this one included',
    auth: 'none',
    params: EventParams,
    status: 200,
    response: Type.Object({
      /** Of the series; absent for an event that is in none. */
      name: Type.Optional(Names),
      dates: Type.Array(ProductEvent, { maxItems: 50 }),
    }),
    errors: ['event_not_found'],
  }),
  readTierStock: route({
    id: 'readTierStock',
    method: 'GET',
    path: '/api/v1/events/{eventId}/tiers',
    summary: 'What is left of an event by price tier, and what others hold at the moment',
    auth: 'none',
    params: EventParams,
    status: 200,
    response: Type.Object({
      eventId: field.EventId,
      tiers: Type.Array(
        Type.Object({
          code: Type.String({ maxLength: 200 }),
          available: Count,
          held: Type.Integer({
            minimum: 0,
            description: 'Held by somebody who has not paid yet: some of it comes back.',
          }),
        }),
        { maxItems: 100 },
      ),
    }),
    errors: ['event_not_found'],
  }),
} as const;
