/** The three lists of events, a page at a time. */
import type { PartnerApi } from '@onsale/contract/partner-api.ts';
import { pageLimitDefault } from '@onsale/contract/fields.ts';
import {
  type EventPage,
  listEvents,
  listUpcomingEvents,
  type PageRequest,
} from '../catalog/list-events.ts';
import { eventStatus } from '../catalog/model/event.ts';
import type { EventSnapshot } from '../inventory/event-cache.ts';
import type { Handlers, KeyPrincipal } from '../lib/handler.ts';
import { ok, refuse } from '../lib/result.ts';
import type { PartnerDeps } from './deps.ts';
import { presentEvent } from './present.ts';

type Lists = Pick<
  Handlers<PartnerApi>,
  'listEvents' | 'listUpcomingEvents' | 'listAvailableEvents'
>;

type Query = { readonly limit?: number; readonly cursor?: string };

const badCursor = () =>
  refuse('invalid_request', {
    fields: [{ field: 'query.cursor', problem: 'is not a cursor of this list' }],
  });

/** Pages looked through for one page of available events; the cursor carries on from there. */
const PAGES_MAX = 10;

const requestOf = (query: Query, principal: KeyPrincipal): PageRequest => ({
  organizationId: principal.organizationId,
  limit: query.limit ?? pageLimitDefault,
  ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
});

const answer = (found: readonly EventSnapshot[], next: string | undefined) =>
  ok({
    success: true as const,
    data: found.map(presentEvent),
    ...(next === undefined ? {} : { nextCursor: next }),
  });

export function eventListHandlers({ book, events, clock }: PartnerDeps): Lists {
  async function snapshots(page: EventPage): Promise<EventSnapshot[]> {
    const found = await Promise.all(page.eventIds.map(async (eventId) => events.get(eventId)));
    return found.filter((snapshot) => snapshot !== undefined);
  }

  return {
    async listEvents({ query }, principal) {
      const page = await listEvents(book.reads, requestOf(query, principal));
      return page === undefined ? badCursor() : answer(await snapshots(page), page.next);
    },

    async listUpcomingEvents({ query }, principal) {
      const page = await listUpcomingEvents(book.reads, requestOf(query, principal), clock.nowMs());
      return page === undefined ? badCursor() : answer(await snapshots(page), page.next);
    },

    /** Availability is not in the catalog: pages are filtered, so one may be shorter than its limit. */
    async listAvailableEvents({ query }, principal) {
      const { organizationId, limit, cursor } = requestOf(query, principal);
      const found: EventSnapshot[] = [];
      let next = cursor;
      for (let pages = 1; ; pages++) {
        const at = next === undefined ? {} : { cursor: next };
        const request = { organizationId, limit: limit - found.length, ...at } as PageRequest;
        const page = await listUpcomingEvents(book.reads, request, clock.nowMs());
        if (page === undefined) return badCursor();
        const onSale = (s: EventSnapshot) =>
          eventStatus(s.event, s.available, clock.nowMs()) === 'on_sale';
        found.push(...(await snapshots(page)).filter(onSale));
        next = page.next;
        const isEnough = found.length >= limit || pages === PAGES_MAX;
        if (next === undefined || isEnough) return answer(found, next);
      }
    },
  };
}
