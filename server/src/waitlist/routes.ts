/** Binds the routes of waiting lists: joining, looking, leaving, and orders that return to a list. */
import { pageLimitDefault } from '@onsale/contract/fields.ts';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { waitlistRoutes as contract } from '@onsale/contract/product-waitlist.ts';
import { type Handlers, mayActFor } from '../lib/handler.ts';
import { ok, refuse } from '../lib/result.ts';
import { parseUuid, type Uuid } from '../lib/uuid-v7.ts';
import type { FoundOrder } from '../orders/read-order.ts';
import { askReturn, withdrawReturn } from '../orders/return-order.ts';
import type { WaitlistDeps } from './deps.ts';
import { createJoinHandler } from './join-handler.ts';
import type { Joins } from './join-list.ts';
import { leaveList } from './leave-list.ts';
import { changeSettings, type ListBoard } from './list-status.ts';
import { findMine, listEntriesOf, presentEntries } from './read-entries.ts';
import { ringLists } from './sql/lists.ts';
import { plainArray } from '../lib/pg-array.ts';

export type WaitlistRoutes = Pick<Handlers<ProductApi>, keyof typeof contract>;
export type WaitlistRouteDeps = WaitlistDeps & {
  readonly joins: Joins;
  readonly lists: ListBoard;
};

/** The schema has checked that it is one. */
const uuid = (text: string): Uuid => text.toLowerCase() as Uuid;

export function waitlistRoutes(deps: WaitlistRouteDeps): WaitlistRoutes {
  const { db, book, lists } = deps;

  return {
    joinWaitingList: createJoinHandler(deps),

    async readWaitingList({ params: { eventId } }) {
      const event = await book.get(eventId);
      return event === undefined
        ? refuse('event_not_found')
        : ok({ list: await lists.read(event) });
    },

    async changeWaitingList({ params: { eventId }, body }, principal) {
      const event = await book.get(eventId);
      if (event === undefined || !mayActFor(principal, event.organizationId, 'events:write')) {
        return refuse('event_not_found');
      }
      await changeSettings(db, eventId, { enabled: body.enabled, returns: body.returns });
      lists.evict(eventId);
      return ok({ list: await lists.read(event) });
    },

    async readMyWaitlistEntry({ params: { eventId } }, { personId }) {
      const mine = await findMine(db, eventId, personId);
      const [entry] = mine === undefined ? [] : await presentEntries(deps, [mine]);
      if (entry !== undefined) return ok({ entry });
      const event = await book.get(eventId);
      return refuse(event === undefined ? 'event_not_found' : 'waitlist_entry_not_found');
    },

    async leaveWaitingList({ params: { eventId } }, { personId }) {
      const left = await leaveList(deps, eventId, personId);
      if (!left.ok) {
        const isKnown = (await book.get(eventId)) !== undefined;
        return isKnown ? { ...left, code: left.code } : refuse('event_not_found');
      }
      const [entry] = await presentEntries(deps, [left.value]);
      return entry === undefined ? refuse('internal') : ok({ entry });
    },

    async listMyWaitlistEntries({ query }, { personId }) {
      const before = query.cursor === undefined ? undefined : fromCursor(query.cursor);
      if (query.cursor !== undefined && before === undefined) {
        const problem = 'is not a cursor of this list';
        return refuse('invalid_request', { fields: [{ field: 'query.cursor', problem }] });
      }
      const limit = query.limit ?? pageLimitDefault;
      const { entries, more } = await listEntriesOf(db, personId, limit, before);
      const last = entries.at(-1);
      return ok({
        entries: await presentEntries(deps, entries),
        ...(more && last !== undefined && { nextCursor: toCursor(last.id) }),
      });
    },

    async returnOrder({ params }, { personId }) {
      const event = await book.get(params.eventId);
      if (event === undefined) return refuse('event_not_found');
      if (!(await lists.read(event)).returns) return refuse('return_closed');
      const returned = await askReturn(db, event, uuid(params.orderId), personId);
      if (returned.ok) {
        await db.query(ringLists, [plainArray([event.eventId])]);
        return ok(shown(returned.value));
      }
      const { code, details } = returned;
      return code === 'busy' ? refuse('unavailable', details) : { ...returned, code };
    },

    async withdrawReturn({ params }, { personId }) {
      const event = await book.get(params.eventId);
      if (event === undefined) return refuse('event_not_found');
      const kept = await withdrawReturn(db, event.eventId, uuid(params.orderId), personId);
      return kept.ok ? ok(shown(kept.value)) : kept;
    },
  };
}

const shown = ({ facts, returnAskedAtMs }: FoundOrder) => ({
  orderId: facts.id,
  ...(returnAskedAtMs === null ? {} : { return: { askedAt: instant(returnAskedAtMs) } }),
});

const instant = (ms: number): string => new Date(ms).toISOString();

const toCursor = (id: Uuid): string =>
  Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

function fromCursor(cursor: string): Uuid | undefined {
  const hex = Buffer.from(cursor, 'base64url').toString('hex');
  return parseUuid(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
}
