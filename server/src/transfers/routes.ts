/** Binds the routes about giving tickets to friends. */
import { createHash } from 'node:crypto';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { OfferedTicket, Transfer } from '@onsale/contract/transfer.ts';
import type { EventBook } from '../catalog/event-book.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import { createPlanShelf } from '../catalog/read-plan.ts';
import type { Db } from '../lib/db.ts';
import type { Rate } from '../lib/gcra.ts';
import type { Handlers } from '../lib/handler.ts';
import { ok, refuse } from '../lib/result.ts';
import { parseUuid, type Uuid } from '../lib/uuid-v7.ts';
import type { Limiter } from '../shared/contract.ts';
import { createPlaceLabels, type PlaceLabels } from '../tickets/place-labels.ts';
import { acceptTransfer } from './accept-transfer.ts';
import { COMPLETE, statusNow, whyNotNow } from './model/transfer.ts';
import { offerTicket } from './offer-ticket.ts';
import { giveBackTicket, withdrawTransfer } from './return-ticket.ts';
import { readByToken, readTicket, type TransferDbRow } from './sql/transfers.ts';

export type TransferDeps = {
  readonly db: Db;
  readonly book: EventBook;
  readonly limiter: Limiter;
  /** Where pages are, e.g. `https://tickets.example`; undefined: no letter can lead there. */
  readonly origin: string | undefined;
  /** Something was committed: the outbox has news, and letters may wait. */
  readonly onCommit: () => void;
};

export type TransferRoutes = Pick<
  Handlers<ProductApi>,
  'offerTicket' | 'withdrawTransfer' | 'readOffer' | 'acceptTransfer' | 'giveBackTicket'
>;

/** The page that a link leads to; what is behind its # never reaches a server. */
const PAGE = '/transfers';
/** Letters go to whomever a person names: 20 at once, then one in an hour. */
const LETTER_RATE: Rate = { perSecond: 1 / 3_600, burst: 20 };

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
const uuid = (text: string): Uuid => text.toLowerCase() as Uuid;
const instant = (ms: number): string => new Date(ms).toISOString();

export function transferRoutes(deps: TransferDeps): TransferRoutes {
  const { db, book, limiter, origin, onCommit } = deps;
  const labels = createPlaceLabels(createPlanShelf(db));
  const linkTo = origin === undefined ? undefined : `${origin}${PAGE}`;
  const sendsMail = linkTo !== undefined;

  return {
    async offerTicket({ params, body }, { personId }) {
      const event = await book.get(params.eventId);
      const ticketId = parseUuid(params.ticketId);
      if (event === undefined) return refuse('event_not_found');
      if (ticketId === undefined) return refuse('ticket_not_found');
      if (body.toEmail !== undefined && linkTo !== undefined) {
        const waitMs = await limiter.take(`transfer-letter:${personId}`, LETTER_RATE);
        const retryAfterSeconds = Math.ceil(waitMs / 1_000);
        if (waitMs > 0) return refuse('rate_limited', { retryAfterSeconds });
      }
      const wish = {
        ticketId,
        transferId: uuid(params.transferId),
        owner: personId,
        token: body.token,
        tokenHash: hashOf(body.token),
        fromName: body.fromName.trim(),
        toEmail: body.toEmail,
        language: body.language ?? 'ko',
      };
      if (wish.fromName === '') {
        const problem = 'must say who gives it';
        return refuse('invalid_request', { fields: [{ field: 'body.fromName', problem }] });
      }
      const offered = await db.transaction((tx) => offerTicket(tx, event, wish, linkTo));
      return offered.ok ? ok({ transfer: present(offered.value) }) : offered;
    },

    async withdrawTransfer({ params }, { personId }) {
      const id = parseUuid(params.transferId);
      if (id === undefined) return refuse('transfer_not_found');
      const withdrawn = await db.transaction((tx) =>
        withdrawTransfer(tx, params.eventId, id, personId, sendsMail),
      );
      return withdrawn.ok ? ok({ transfer: present(withdrawn.value) }) : withdrawn;
    },

    async readOffer({ body }) {
      const [offer] = await db.query(readByToken, [hashOf(body.token)]);
      const event = offer && (await book.get(offer.eventId));
      if (offer === undefined || event === undefined) return refuse('transfer_not_found');
      return ok({ offer: await presentOffer(db, labels, event, offer) });
    },

    async acceptTransfer({ body }, { personId }) {
      const [offer] = await db.query(readByToken, [hashOf(body.token)]);
      const event = offer && (await book.get(offer.eventId));
      if (offer === undefined || event === undefined) return refuse('transfer_not_found');
      const name = body.name?.trim();
      const wish = {
        offer,
        receiver: personId,
        name: name === '' ? undefined : name,
        email: body.email,
        language: body.language ?? 'ko',
      };
      const accepted = await db.transaction((tx) => acceptTransfer(tx, event, wish, sendsMail));
      if (accepted.ok) onCommit();
      return accepted;
    },

    async giveBackTicket({ params }, { personId }) {
      const event = await book.get(params.eventId);
      const ticketId = parseUuid(params.ticketId);
      if (event === undefined) return refuse('event_not_found');
      if (ticketId === undefined) return refuse('ticket_not_found');
      const given = await db.transaction((tx) =>
        giveBackTicket(tx, event, ticketId, personId, sendsMail),
      );
      if (given.ok) onCommit();
      return given;
    },
  };
}

const present = (offer: TransferDbRow): Transfer => ({
  id: offer.id,
  eventId: offer.eventId,
  ticketId: offer.ticketId,
  status: statusNow(offer, true),
  fromName: offer.fromName,
  ...(offer.toEmail === null ? {} : { toEmail: offer.toEmail }),
  offeredAt: instant(offer.offeredAtMs),
  endsAt: instant(offer.endsAtMs),
});

async function presentOffer(
  db: Db,
  labels: PlaceLabels,
  event: EventRecord,
  offer: TransferDbRow,
): Promise<OfferedTicket> {
  const [ticket] = await db.query(readTicket, [offer.ticketId, offer.eventId]);
  const isThere =
    ticket?.state === 0 &&
    ticket.orderState === COMPLETE &&
    whyNotNow(event, offer.nowMs) === undefined;
  const { seat = null, pool = null, poolTier = null } = ticket ?? {};
  const place = seat === null ? { pool: pool ?? 0, tier: poolTier } : { seat };
  const { label } = await labels.name(event, place);
  return {
    status: statusNow(offer, isThere),
    eventId: offer.eventId,
    fromName: offer.fromName,
    label: { ...label },
    endsAt: instant(offer.endsAtMs),
    asksName: event.askNames,
  };
}
