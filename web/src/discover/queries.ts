/** What is read in order to find events: home, search, suggestions, dates of a series, what is left. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { productApi } from '@onsale/contract/product-api.ts';
import type { BodyOf, InputOf } from '@onsale/contract/route.ts';
import type { Api } from '../api/client.ts';
import { valueOf } from '../api/outcome.ts';

export type Showcase = BodyOf<typeof productApi.readShowcase>;
export type SearchPage = BodyOf<typeof productApi.searchEvents>;
export type SearchQuery = Omit<
  NonNullable<InputOf<typeof productApi.searchEvents>['query']>,
  'cursor' | 'limit'
>;
export type Suggestion = BodyOf<typeof productApi.suggestEvents>['suggestions'][number];

/** What has sold out, or opened, meanwhile. */
const REFRESH_MS = 30_000;

export const showcaseQuery = (api: Api) =>
  queryOptions({
    queryKey: ['events', 'showcase'],
    queryFn: ({ signal }): Promise<Showcase> =>
      valueOf(api.call(productApi.readShowcase, { signal })),
    refetchInterval: REFRESH_MS,
  });

export const searchQuery = (api: Api, query: SearchQuery) =>
  infiniteQueryOptions({
    queryKey: ['events', 'search', query],
    queryFn: ({ pageParam, signal }): Promise<SearchPage> =>
      valueOf(
        api.call(productApi.searchEvents, {
          query: { ...query, ...(pageParam !== undefined && { cursor: pageParam }) },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    // What was found before stays until the answer to what has been typed since.
    placeholderData: keepPreviousData,
  });

export const suggestQuery = (api: Api, text: string) =>
  queryOptions({
    queryKey: ['suggest', text],
    queryFn: async ({ signal }): Promise<readonly Suggestion[]> =>
      (await valueOf(api.call(productApi.suggestEvents, { query: { q: text }, signal })))
        .suggestions,
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });

export const datesQuery = (api: Api, eventId: number) =>
  queryOptions({
    queryKey: ['event', eventId, 'dates'],
    queryFn: ({ signal }) =>
      valueOf(api.call(productApi.readDates, { params: { eventId }, signal })),
  });

export const tierStockQuery = (api: Api, eventId: number) =>
  queryOptions({
    queryKey: ['event', eventId, 'tiers'],
    queryFn: async ({ signal }) =>
      (await valueOf(api.call(productApi.readTierStock, { params: { eventId }, signal }))).tiers,
  });
