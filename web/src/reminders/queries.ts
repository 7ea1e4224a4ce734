/** The reminders of whoever uses this browser, page by page. */
import { infiniteQueryOptions } from '@tanstack/react-query';
import { productApi } from '@onsale/contract/product-api.ts';
import type { BodyOf } from '@onsale/contract/route.ts';
import type { Api } from '../api/client.ts';
import { valueOf } from '../api/outcome.ts';
import { hasSessionHint } from '../session/hint.ts';

type Page = BodyOf<typeof productApi.listReminders>;
export type Reminder = Page['reminders'][number];
export type Lead = Reminder['leadMinutes'];

export const leads: readonly Lead[] = [10, 60, 1_440];

export const remindersKey = ['reminders'] as const;

const none: Page = { reminders: [] };

/** Who has no session has none, and need not ask. */
export const remindersQuery = (api: Api) =>
  infiniteQueryOptions({
    queryKey: remindersKey,
    queryFn: ({ pageParam, signal }): Promise<Page> =>
      hasSessionHint()
        ? valueOf(
            api.call(productApi.listReminders, {
              query: { limit: 20, ...(pageParam !== undefined && { cursor: pageParam }) },
              signal,
            }),
          )
        : Promise.resolve(none),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
  });
