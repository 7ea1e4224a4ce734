/** What the app reads and keeps: one entry per question, with how long its answer is good. */
import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query';
import { productApi } from '@onsale/contract/product-api.ts';
import type { ProductEvent } from '@onsale/contract/product.ts';
import type { BodyOf } from '@onsale/contract/route.ts';
import type { Api } from './client.ts';
import { valueOf } from './outcome.ts';

export type Event = BodyOf<typeof productApi.readEvent>['event'];
export type EventsPage = BodyOf<typeof productApi.listEvents>;
export type EventStatus = ProductEvent['status'];

const PAGE_EVENTS = 48;

/** The client retries reads by itself, so queries do not. */
export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: 10_000, gcTime: 5 * 60_000 },
      mutations: { retry: false },
    },
  });

export const eventQuery = (api: Api, eventId: number) =>
  queryOptions({
    queryKey: ['event', eventId],
    queryFn: async ({ signal }): Promise<Event> => {
      const { event } = await valueOf(
        api.call(productApi.readEvent, { params: { eventId }, signal }),
      );
      return event;
    },
  });

export const eventsQuery = (api: Api) =>
  infiniteQueryOptions({
    queryKey: ['events'],
    queryFn: ({ pageParam, signal }): Promise<EventsPage> =>
      valueOf(
        api.call(productApi.listEvents, {
          query: {
            when: 'upcoming',
            limit: PAGE_EVENTS,
            ...(pageParam !== undefined && { cursor: pageParam }),
          },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
  });

/** An event as a list has shown it: good enough to begin with. */
export function listedEvent(queries: QueryClient, eventId: number): Event | undefined {
  const lists = queries.getQueriesData<{ readonly pages: readonly EventsPage[] }>({
    queryKey: ['events'],
  });
  const pages = lists.flatMap(([, list]) => list?.pages ?? []);
  return pages.flatMap(({ events }) => events).find(({ id }) => id === eventId);
}
