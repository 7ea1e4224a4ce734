/** Reading events, their geometry and the state of their places; house holds. */
import { pageLimitDefault } from '@onsale/contract/fields.ts';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import { listShownEvents, listUpcomingEvents } from '../catalog/list-events.ts';
import {
  type Answer,
  type Handlers,
  mayActFor,
  type Principal,
  type RawJson,
  rawJson,
} from '../lib/handler.ts';
import { ok, refuse } from '../lib/result.ts';
import { blockSeats, unblockSeats } from './block-seats.ts';
import type { EventSnapshot } from './event-cache.ts';
import { presentEvent, renderJson } from './present.ts';
import type { InventoryDeps, SeatedDeps } from './routes.ts';
import { saleRefusal } from './sale-window.ts';
import { createStateBoard } from './state-board.ts';
import { createSuggester } from './suggest-seats.ts';

export type EventRoutes = Pick<
  Handlers<ProductApi>,
  | 'listEvents'
  | 'readEvent'
  | 'readSeatingPlan'
  | 'readState'
  | 'suggestSeats'
  | 'blockSeats'
  | 'unblockSeats'
>;
type Blocked = Answer<ProductApi['blockSeats']>;

/** A plan with its version in the address never changes; without it the event may get another one. */
const FOREVER = 'public, max-age=31536000, immutable';
const BRIEFLY = 'public, max-age=60';
/** Status depends on the clock too (a sale opens), so rendered events live for a second at most. */
const RENDERED_MS = 1_000;

const orNotFound = (body: RawJson | undefined) =>
  body === undefined ? refuse('event_not_found') : ok(body);

/** The body of an event, rendered at most once a second and change. */
function rendered(snapshot: EventSnapshot, nowMs: number): RawJson {
  const known = snapshot.rendered.get('product');
  if (known !== undefined && nowMs < known.untilMs) return known.body;
  const body = renderJson({ event: presentEvent(snapshot, nowMs) }, 'public, max-age=1');
  snapshot.rendered.set('product', { body, untilMs: nowMs + RENDERED_MS });
  return body;
}

export function eventHandlers(deps: InventoryDeps & SeatedDeps): EventRoutes {
  const { inventory, events, book, clock, plans, chooser } = deps;
  const suggest = createSuggester(chooser, clock);
  const states = createStateBoard(inventory, clock);

  const showEvent = (snapshot: EventSnapshot | undefined) =>
    orNotFound(snapshot && rendered(snapshot, clock.nowMs()));

  async function block(
    change: typeof blockSeats,
    eventId: number,
    seats: readonly number[],
    principal: Principal,
  ): Promise<Blocked> {
    const event = await book.get(eventId);
    if (event === undefined || !mayActFor(principal, event.organizationId, 'events:write')) {
      return refuse('event_not_found');
    }
    const outcome = await change(inventory, eventId, { seats: seats.toSorted((a, b) => a - b) });
    if (!outcome.ok) return outcome as Blocked;
    const asOfSeq = inventory.asOfSeq(eventId);
    return ok({ eventId, seats: outcome.value.seats, asOfSeq });
  }

  return {
    async listEvents({ query }) {
      const request = {
        limit: query.limit ?? pageLimitDefault,
        ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
      };
      const nowMs = clock.nowMs();
      const page =
        query.when === undefined
          ? await listUpcomingEvents(book.reads, request, nowMs)
          : await listShownEvents(book.reads, request, query.when, nowMs);
      if (page === undefined) {
        return refuse('invalid_request', {
          fields: [{ field: 'query.cursor', problem: 'is not a cursor of this list' }],
        });
      }
      const found = await Promise.all(page.eventIds.map(async (eventId) => events.get(eventId)));
      const shown = found.filter((s) => s !== undefined).map((s) => presentEvent(s, clock.nowMs()));
      return ok({ events: shown, ...(page.next === undefined ? {} : { nextCursor: page.next }) });
    },

    readEvent({ params }) {
      const cached = events.get(params.eventId);
      return cached instanceof Promise ? cached.then(showEvent) : showEvent(cached);
    },

    async readSeatingPlan({ params, query }) {
      const event = await book.get(params.eventId);
      if (event === undefined) return refuse('event_not_found');
      chooser.warm(event);
      const plan = event.seatingPlan === null ? undefined : await plans.get(event.seatingPlan.id);
      const isWanted = query.version === undefined || query.version === plan?.version;
      if (plan === undefined || !isWanted) return refuse('seating_plan_not_found');
      const cacheControl = query.version === undefined ? BRIEFLY : FOREVER;
      const etag = `"${plan.checksum.slice(0, 32)}"`;
      const compressed = await plan.compressed();
      return ok(rawJson(plan.bytes, { etag, cacheControl, compressed }));
    },

    readState({ params }) {
      const state = states.read(params.eventId);
      return state instanceof Promise ? state.then(orNotFound) : orNotFound(state);
    },

    async suggestSeats({ params, body }) {
      const { eventId } = params;
      const event = await book.get(eventId);
      if (event === undefined) return refuse('event_not_found');
      const closed = saleRefusal(event, inventory.databaseNowMs(eventId));
      if (closed !== undefined) return closed;
      const limit = event.perOrderMax;
      if (limit !== null && body.party > limit) {
        return refuse('limit_reached', { scope: 'order', limit });
      }
      const suggested = await suggest(event, body);
      if (!suggested.ok) return suggested;
      return ok({ suggestions: suggested.value, asOfSeq: inventory.asOfSeq(eventId) });
    },

    blockSeats: ({ params, body }, principal) =>
      block(blockSeats, params.eventId, body.seats, principal),

    unblockSeats: ({ params, body }, principal) =>
      block(unblockSeats, params.eventId, body.seats, principal),
  };
}
