/** Tickets through the product API: those of the caller, and what a door needs to verify them. */
import { pageLimitDefault } from '@onsale/contract/fields.ts';
import type { Ticket } from '@onsale/contract/order.ts';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import { eventStatus, type EventRecord, type EventStatus } from '../catalog/model/event.ts';
import { createPlanShelf } from '../catalog/read-plan.ts';
import { renderJson } from '../inventory/present.ts';
import { type Handlers, mayActFor, SHOP_PRINCIPAL } from '../lib/handler.ts';
import { ok, refuse } from '../lib/result.ts';
import { parseUuid } from '../lib/uuid-v7.ts';
import { createPlaceLabels } from './place-labels.ts';
import { presentTicket } from './present-ticket.ts';
import type { TicketDeps } from './routes.ts';
import { listRefusedCodes, listTickets, readTicket, type TicketDbRow } from './sql/read.ts';
import {
  firstPlace,
  firstTicket,
  placeIn,
  placeText,
  ticketIn,
  ticketText,
} from './model/cursors.ts';

type Served = Pick<
  Handlers<ProductApi>,
  'listTickets' | 'readTicket' | 'readTicketKeys' | 'listRevokedTickets'
>;

const KEYS_CACHE = 'public, max-age=300';
const badCursor = refuse('invalid_request', {
  fields: [{ field: 'query.cursor', problem: 'is not a cursor of this list' }],
});

export function ticketHandlers({ db, book, events, clock, ticketKeys }: TicketDeps): Served {
  const labels = createPlaceLabels(createPlanShelf(db));

  async function statusOf(event: EventRecord): Promise<EventStatus> {
    // What is left matters only while the sale is open; most events of a list are not loaded for it.
    const status = eventStatus(event, 1, clock.nowMs());
    if (status !== 'on_sale') return status;
    const available = (await events.get(event.eventId))?.available ?? 0;
    return eventStatus(event, available, clock.nowMs());
  }

  async function present(row: TicketDbRow): Promise<Ticket | undefined> {
    const event = await book.get(row.eventId);
    if (event === undefined) return undefined;
    const place =
      row.seat === null ? { pool: row.pool ?? 0, tier: row.poolTier } : { seat: row.seat };
    return presentTicket(row, event, await statusOf(event), await labels.name(event, place));
  }

  return {
    async listTickets({ query }, { personId }) {
      const after = query.cursor === undefined ? firstPlace : placeIn(query.cursor);
      if (after === undefined) return badCursor;
      const limit = query.limit ?? pageLimitDefault;
      const wanted = [query.eventId ?? null, query.reservationId ?? null];
      const values = [SHOP_PRINCIPAL, personId, ...wanted, ...after, limit + 1];
      const rows = await db.query(listTickets, values);
      const shown = rows.slice(0, limit);
      const found = await Promise.all(shown.map(present));
      const last = rows.length > limit ? shown.at(-1) : undefined;
      const next = last && placeText([last.reservationId, last.eventId, last.admission]);
      return ok({
        tickets: found.filter((ticket) => ticket !== undefined),
        ...(next === undefined ? {} : { nextCursor: next }),
      });
    },

    async readTicket({ params }, { personId }) {
      const id = parseUuid(params.ticketId);
      if ((await book.get(params.eventId)) === undefined) return refuse('event_not_found');
      const values = [id, params.eventId, SHOP_PRINCIPAL, personId];
      const [row] = id === undefined ? [] : await db.query(readTicket, values);
      const ticket = row && (await present(row));
      if (row === undefined || ticket === undefined) return refuse('ticket_not_found');
      if (ticket.status === 'revoked') return ok({ ticket });
      const { seat, pool, version, admission, of } = row;
      const signer = await ticketKeys.signer();
      const code = signer.code({
        eventId: row.eventId,
        ticketId: row.id,
        version,
        place: seat === null ? { pool: pool ?? 0 } : { seat },
        admission,
        of,
      });
      return ok({ ticket: { ...ticket, code } });
    },

    async readTicketKeys() {
      const { jwks } = await ticketKeys.signer();
      return ok(renderJson({ keys: jwks }, KEYS_CACHE));
    },

    async listRevokedTickets({ params, query }, principal) {
      const event = await book.get(params.eventId);
      const mayRead = event && mayActFor(principal, event.organizationId, 'tickets:read');
      if (mayRead !== true) return refuse('event_not_found');
      const after = query.cursor === undefined ? firstTicket : ticketIn(query.cursor);
      if (after === undefined) return badCursor;
      const limit = query.limit ?? pageLimitDefault;
      const rows = await db.query(listRefusedCodes, [params.eventId, after, limit + 1]);
      const revoked = rows.slice(0, limit);
      const last = rows.length > limit ? revoked.at(-1) : undefined;
      return ok({ revoked, ...(last === undefined ? {} : { nextCursor: ticketText(last.id) }) });
    },
  };
}
