/** What the pages of waiting lists read. An entry belongs to this session. */
import { queryOptions } from '@tanstack/react-query';
import { waitlistRoutes } from '@onsale/contract/product-waitlist.ts';
import type { BodyOf } from '@onsale/contract/route.ts';
import type { Api } from '../api/client.ts';
import { CallError, valueOf } from '../api/outcome.ts';
import { hasSessionHint } from '../session/hint.ts';

export type WaitlistEntry = BodyOf<typeof waitlistRoutes.readMyWaitlistEntry>['entry'];
export type WaitingList = BodyOf<typeof waitlistRoutes.readWaitingList>['list'];

export const waitingListQuery = (api: Api, eventId: number) =>
  queryOptions({
    queryKey: ['waiting-list', eventId],
    queryFn: async ({ signal }): Promise<WaitingList> =>
      (await valueOf(api.call(waitlistRoutes.readWaitingList, { params: { eventId }, signal })))
        .list,
    staleTime: 5_000,
  });

export const entryKey = (eventId: number) => ['waiting-list-entry', eventId] as const;

/** Null: this session is not on the list, and never was. */
export const entryQuery = (api: Api, eventId: number) =>
  queryOptions({
    queryKey: entryKey(eventId),
    queryFn: async ({ signal }): Promise<WaitlistEntry | null> => {
      if (!hasSessionHint()) return null;
      const params = { eventId };
      const outcome = await api.call(waitlistRoutes.readMyWaitlistEntry, { params, signal });
      if (outcome.ok) return outcome.value.entry;
      if (outcome.code === 'waitlist_entry_not_found') return null;
      throw new CallError(outcome);
    },
    staleTime: 1_000,
  });
