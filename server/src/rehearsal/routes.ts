/** Binds the routes about rehearsals. */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { RoomPatch } from '@onsale/contract/queue.ts';
import type { BodyOf } from '@onsale/contract/route.ts';
import { createEvent } from '../catalog/create-event.ts';
import type { EventBook } from '../catalog/event-book.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { stockEvent } from '../inventory/stock-event.ts';
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import { type Handlers, mayActFor } from '../lib/handler.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import type { PaymentProvider } from '../payments/provider.ts';
import { takesRehearsals } from '../payments/takes-rehearsals.ts';
import { copyEvent, copyStock } from './copy-event.ts';
import { removeRehearsal } from './remove-rehearsal.ts';
import { type ListedDbRow, listRehearsals, readRoomSettings } from './sql/read.ts';
import { readRehearsal } from './sql/remove.ts';

type ShownEvent = BodyOf<ProductApi['readEvent']>['event'];

export type RehearsalDeps = {
  readonly db: Db;
  readonly book: EventBook;
  readonly inventory: Pick<Inventory, 'view'>;
  readonly clock: Clock;
  readonly provider: Pick<PaymentProvider, 'name'>;
  /** The event as readers see it, read anew. */
  readonly show: (eventId: number) => Promise<ShownEvent | undefined>;
  /** The queue's: sets a waiting room, with a seed of its own. */
  readonly setRoom: (eventId: number, patch: RoomPatch) => Promise<Result<unknown>>;
};

export type RehearsalRoutes = Pick<
  Handlers<ProductApi>,
  'createRehearsal' | 'listRehearsals' | 'removeRehearsal'
>;

const OPENS_IN_SECONDS = 60;
const LISTED_MAX = 100;

export function rehearsalRoutes(deps: RehearsalDeps): RehearsalRoutes {
  const { db, book, clock, show } = deps;

  return {
    async createRehearsal({ params, body }, principal) {
      const event = await book.get(params.eventId);
      if (event === undefined || !mayActFor(principal, event.organizationId, 'events:write')) {
        return refuse('event_not_found');
      }
      if (event.rehearsalOf !== null) return refuse('is_a_rehearsal', { of: event.rehearsalOf });
      if (!takesRehearsals(deps.provider)) return refuse('rehearsal_refused');
      const view = await deps.inventory.view(event.eventId);
      if (view === undefined) return refuse('event_not_found');
      const { opensInSeconds = OPENS_IN_SECONDS, holdSeconds } = body;
      const draft = copyEvent(event, {
        nowMs: clock.nowMs(),
        opensInMs: opensInSeconds * 1_000,
        ...(holdSeconds === undefined ? {} : { holdMs: holdSeconds * 1_000 }),
      });
      const eventId = await db.transaction(async (tx) => {
        const id = await createEvent(tx, draft);
        await stockEvent(tx, id, copyStock(view));
        return id;
      });
      const room = await copyRoom(deps, event.eventId, body.room);
      const set = room && (await deps.setRoom(eventId, room));
      if (set?.ok === false) {
        await removeRehearsal(db, eventId);
        return set.code === 'invalid_request' ? { ...set, code: set.code } : refuse('internal');
      }
      const shown = await show(eventId);
      return shown === undefined ? refuse('internal') : ok({ event: shown });
    },

    async listRehearsals({ params }, principal) {
      const event = await book.get(params.eventId);
      if (event === undefined || !mayActFor(principal, event.organizationId, 'events:read')) {
        return refuse('event_not_found');
      }
      const rows = await db.query(listRehearsals, [event.eventId, LISTED_MAX]);
      return ok({ rehearsals: rows.map(present) });
    },

    async removeRehearsal({ params }, principal) {
      const [event] = await db.query(readRehearsal, [params.eventId]);
      if (event === undefined || !mayActFor(principal, event.organizationId, 'events:write')) {
        return refuse('event_not_found');
      }
      if (event.rehearsalOf === null) return refuse('not_a_rehearsal');
      const rows = await removeRehearsal(db, event.eventId);
      book.evict(event.eventId);
      await show(event.eventId);
      return ok({ removed: true, rows });
    },
  };
}

/** As that of the event, changed by what is wished for. Undefined: there is none, and none is wanted. */
async function copyRoom(
  { db }: RehearsalDeps,
  eventId: number,
  wish: RoomPatch | undefined,
): Promise<RoomPatch | undefined> {
  const [row] = await db.query(readRoomSettings, [eventId]);
  if (row === undefined) return wish;
  const { message, throttlePerMinute, ...rest } = row;
  return {
    ...rest,
    ...(message === null ? {} : { message }),
    ...(throttlePerMinute === null ? {} : { throttlePerMinute }),
    ...wish,
  };
}

const instant = (ms: number): string => new Date(ms).toISOString();

function present(row: ListedDbRow) {
  const { eventId, rehearsalOf, createdAtMs, saleOpensAtMs, ...counts } = row;
  return {
    eventId,
    rehearsalOf,
    createdAt: instant(createdAtMs),
    saleOpensAt: instant(saleOpensAtMs),
    counts,
  };
}
