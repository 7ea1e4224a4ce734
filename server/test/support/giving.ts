/** What tests of giving tickets do with a shop: buy one, offer it, accept it, give it back, look whose it is. */
import { createHash } from 'node:crypto';
import { assert } from '../../src/lib/assert.ts';
import { sql } from '../../src/lib/db.ts';
import type { Uuid } from '../../src/lib/uuid-v7.ts';
import type { FoundOrder } from '../../src/orders/read-order.ts';
import { type Accepted, acceptTransfer } from '../../src/transfers/accept-transfer.ts';
import { type Offered, offerTicket } from '../../src/transfers/offer-ticket.ts';
import { type GivenBack, giveBackTicket } from '../../src/transfers/return-ticket.ts';
import { readByToken, readTicket, type TransferDbRow } from '../../src/transfers/sql/transfers.ts';
import { anyBuyer } from './shop.ts';
import { type OpenShop, verbsOf } from './use-shop.ts';

export type Bought = {
  readonly order: FoundOrder;
  readonly eventId: number;
  readonly ticket: Uuid;
};
type OfferChange = { readonly id?: Uuid; readonly owner?: string; readonly toEmail?: string };

export type Giving = {
  /** An order of two, paid; its first ticket. */
  readonly ticketBought: () => Promise<Bought>;
  /** As long as a token has to be; never the same. */
  readonly newToken: () => string;
  readonly offer: (one: Bought, token: string, change?: OfferChange) => Promise<Offered>;
  readonly found: (token: string) => Promise<TransferDbRow>;
  readonly accept: (token: string, receiver: string, email?: string) => Promise<Accepted>;
  readonly giveBack: (one: Bought, holder: string) => Promise<GivenBack>;
  readonly ownerOf: (one: Bought) => Promise<string | undefined>;
  readonly stateOf: (one: Bought) => Promise<TicketState | undefined>;
  readonly lettersOf: (kind: string, eventId: number) => Promise<unknown[]>;
};

type TicketState = { version: number; state: number; name: string | null };

const version = sql<TicketState>(
  'test_ticket_version',
  'SELECT version, state, holder_name AS name FROM tickets WHERE id = $1 AND event_id = $2',
);

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
let tokens = 0;

export function givingOf(open: () => OpenShop): Giving {
  const { newEvent, eventOf, bought } = verbsOf(open);

  async function ticketBought(): Promise<Bought> {
    const eventId = await newEvent();
    const order = await bought(eventId);
    await open().shop.work();
    const [row] = await open().shop.house.change(
      'SELECT id FROM tickets WHERE event_id = $1 AND reservation_id = $2 ORDER BY admission LIMIT 1',
      [eventId, order.facts.reservationId],
    );
    return { order, eventId, ticket: row?.['id'] as Uuid };
  }

  async function offer(
    { eventId, ticket }: Bought,
    token: string,
    change: OfferChange = {},
  ): Promise<Offered> {
    const event = await eventOf(eventId);
    const wish = {
      ticketId: ticket,
      transferId: change.id ?? open().shop.deps.ids.next(),
      owner: change.owner ?? anyBuyer,
      token,
      tokenHash: hashOf(token),
      fromName: 'Ada',
      toEmail: change.toEmail,
      language: 'en' as const,
    };
    const page = 'https://tickets.example/transfers';
    return open().shop.deps.db.transaction((tx) => offerTicket(tx, event, wish, page));
  }

  const found = async (token: string): Promise<TransferDbRow> => {
    const [row] = await open().shop.deps.db.query(readByToken, [hashOf(token)]);
    assert(row !== undefined, 'there is no such offer');
    return row;
  };

  async function accept(token: string, receiver: string, email?: string): Promise<Accepted> {
    const row = await found(token);
    const event = await eventOf(row.eventId);
    const wish = { offer: row, receiver, name: 'Bob', email, language: 'en' as const };
    return open().shop.deps.db.transaction((tx) => acceptTransfer(tx, event, wish, true));
  }

  async function giveBack({ eventId, ticket }: Bought, holder: string): Promise<GivenBack> {
    const event = await eventOf(eventId);
    return open().shop.deps.db.transaction((tx) => giveBackTicket(tx, event, ticket, holder, true));
  }

  const ownerOf = async ({ eventId, ticket }: Bought): Promise<string | undefined> =>
    (await open().shop.deps.db.query(readTicket, [ticket, eventId]))[0]?.owner;

  const stateOf = async ({ ticket, eventId }: Bought) =>
    (await open().shop.deps.db.query(version, [ticket, eventId]))[0];
  const lettersOf = async (kind: string, eventId: number): Promise<unknown[]> =>
    open().shop.house.change(
      `SELECT recipient, language, content FROM letters
        WHERE kind = $1 AND (content->>'eventId')::bigint = $2`,
      [kind, eventId],
    );

  return {
    ticketBought,
    newToken: () => `token-${++tokens}`.padEnd(43, 'x'),
    offer,
    found,
    accept,
    giveBack,
    ownerOf,
    stateOf,
    lettersOf,
  };
}
