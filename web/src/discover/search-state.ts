/**
 * What somebody looks for, as the address of the search page says it: the address is the state, so that
 * it can be sent to a friend and the way back leads through what was looked for before. Pure.
 */

import { dayStart, type DayText, isDay, shiftDay, today, weekdayOf } from './days.ts';
import { type Genre, genres } from './genres.ts';
import type { SearchQuery } from './queries.ts';

export const spans = ['today', 'weekend', 'week', 'month'] as const;
export type Span = (typeof spans)[number];
export const sorts = ['soonest', 'popular', 'relevance'] as const;
export type Sort = (typeof sorts)[number];

/** In won, fees included: upper bounds left out stand for no bound. */
export const priceBands = ['0-50000', '50000-100000', '100000-150000', '150000-'] as const;
export type PriceBand = (typeof priceBands)[number];

export type SearchState = {
  readonly q: string;
  readonly span: Span | undefined;
  /** Days of the visitor's calendar, the last one included. */
  readonly from: DayText | undefined;
  readonly to: DayText | undefined;
  readonly city: string | undefined;
  readonly genre: Genre | undefined;
  readonly price: PriceBand | undefined;
  readonly available: boolean;
  readonly sort: Sort | undefined;
};

const TEXT_MAX = 100;

const oneOf = <Word extends string>(words: readonly Word[], text: string | null) =>
  words.find((word) => word === text);

const dayOf = (text: string | null): DayText | undefined =>
  text !== null && isDay(text) ? text : undefined;

/** What makes no sense is left out: an address may come from anywhere. */
export function readState(params: URLSearchParams): SearchState {
  const city = params.get('city');
  return {
    q: (params.get('q') ?? '').trim().slice(0, TEXT_MAX),
    span: oneOf(spans, params.get('when')),
    from: dayOf(params.get('from')),
    to: dayOf(params.get('to')),
    city: city !== null && /^[a-z0-9-]{1,40}$/.test(city) ? city : undefined,
    genre: oneOf(genres, params.get('genre')),
    price: oneOf(priceBands, params.get('price')),
    available: params.get('available') === '1',
    sort: oneOf(sorts, params.get('sort')),
  };
}

/** The parameters of an address, in one order; what is not chosen is not in it. */
export function writeState(state: SearchState): URLSearchParams {
  const { q, span, from, to, city, genre, price, available, sort } = state;
  const values = {
    q,
    when: span,
    from,
    to,
    city,
    genre,
    price,
    available: available ? '1' : undefined,
    sort,
  };
  const chosen = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value]],
  );
  return new URLSearchParams(chosen);
}

export const nothingChosen: SearchState = readState(new URLSearchParams());

/** Filters that are on: all but the text and the order. */
export const filterNames = ['when', 'city', 'genre', 'price', 'available'] as const;
export type FilterName = (typeof filterNames)[number];

export const isOn: Readonly<Record<FilterName, (state: SearchState) => boolean>> = {
  when: ({ span, from, to }) => (span ?? from ?? to) !== undefined,
  city: ({ city }) => city !== undefined,
  genre: ({ genre }) => genre !== undefined,
  price: ({ price }) => price !== undefined,
  available: ({ available }) => available,
};

export function without(state: SearchState, filter: FilterName): SearchState {
  if (filter === 'when') return { ...state, span: undefined, from: undefined, to: undefined };
  return { ...state, [filter]: nothingChosen[filter] };
}

/** The text stays: it is what was looked for. */
export const withoutFilters = ({ q, sort }: SearchState): SearchState => ({
  ...nothingChosen,
  q,
  sort,
});

/** The question to the server. Days are those of `timeZone`, beginning at its midnights. */
export function queryOf(state: SearchState, nowMs: number, timeZone: string): SearchQuery {
  const { q, city, genre, price, available, sort } = state;
  const { from, to } = daysOf(state, nowMs, timeZone);
  const [least, most] = price?.split('-') ?? [];
  return {
    ...(q !== '' && { q }),
    ...(from !== undefined && { from: instant(from, timeZone) }),
    ...(to !== undefined && { to: instant(shiftDay(to, 1), timeZone) }),
    ...(city !== undefined && { city }),
    ...(genre !== undefined && { genre }),
    ...(least ? { priceMin: Number(least) } : {}),
    ...(most ? { priceMax: Number(most) } : {}),
    ...(available && { availability: 'available' as const }),
    ...(sort !== undefined && { sort }),
  };
}

const instant = (day: DayText, timeZone: string): string =>
  new Date(dayStart(day, timeZone)).toISOString();

type Days = { readonly from?: DayText | undefined; readonly to?: DayText | undefined };

const SUNDAY = 0;
const SATURDAY = 6;

const WEEK = 6;
const MONTH = 29;

/** Days after the first one. A weekend that has begun is this one. */
function daysOf({ span, from, to }: SearchState, nowMs: number, timeZone: string): Days {
  if (span === undefined) return { from, to };
  const first = today(nowMs, timeZone);
  const weekday = weekdayOf(first);
  const saturday = shiftDay(first, weekday === SUNDAY ? -1 : SATURDAY - weekday);
  const days: Readonly<Record<Span, Days>> = {
    today: { from: first, to: first },
    weekend: { from: saturday, to: shiftDay(saturday, 1) },
    week: { from: first, to: shiftDay(first, WEEK) },
    month: { from: first, to: shiftDay(first, MONTH) },
  };
  return days[span];
}
