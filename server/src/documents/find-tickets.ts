/**
 * The tickets that documents are made of, found by the product's own handlers, called in process: so
 * whose they are is decided in one place, here as on the page of a ticket.
 */
import type { Order, Ticket } from '@onsale/contract/order.ts';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { EventBook } from '../catalog/event-book.ts';
import type { Handlers, Person } from '../lib/handler.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import type { Language } from '@onsale/contract/formats.ts';
import { ticketSheet, type TicketSheet } from './ticket-sheet.ts';

export type TicketReaders = Pick<Handlers<ProductApi>, 'listTickets' | 'readTicket' | 'readOrder'>;

export type FindDeps = { readonly book: EventBook; readonly readers: TicketReaders };

type NotFound = 'event_not_found' | 'ticket_not_found';

/** What an order can have. */
const TICKETS_MAX = 100;
const AT_A_TIME = 8;
const TRACE = 'documents';
const plain = { headers: undefined, body: undefined } as const;

type Parts = {
  readonly order: Order;
  readonly ticket: Ticket;
  readonly tickets: readonly Ticket[];
};

/** The part of an answer that matters; these handlers never answer with bytes. */
const part = <Name extends keyof Parts>(
  answer: Result<unknown>,
  name: Name,
): Parts[Name] | undefined => (answer.ok ? (answer.value as Parts)[name] : undefined);

/** A ticket that is valid, with its code. */
export async function findTicket(
  { book, readers }: FindDeps,
  person: Person,
  { eventId, ticketId }: { readonly eventId: number; readonly ticketId: string },
  language: Language,
): Promise<Result<TicketSheet, NotFound>> {
  const event = await book.get(eventId);
  if (event === undefined) return refuse('event_not_found');
  const input = { ...plain, params: { eventId, ticketId }, query: undefined };
  const ticket = part(await readers.readTicket(input, person, TRACE), 'ticket');
  const sheet = ticket && ticketSheet(ticket, event, language);
  return sheet === undefined ? refuse('ticket_not_found') : ok(sheet);
}

/** Those of an order that are still its buyer's, in order; at least one. */
export async function findTicketsOfOrder(
  deps: FindDeps,
  person: Person,
  { eventId, orderId }: { readonly eventId: number; readonly orderId: string },
  language: Language,
): Promise<Result<readonly TicketSheet[], NotFound | 'order_not_found'>> {
  const { book, readers } = deps;
  if ((await book.get(eventId)) === undefined) return refuse('event_not_found');
  const input = { ...plain, params: { eventId, orderId }, query: undefined };
  const order = part(await readers.readOrder(input, person, TRACE), 'order');
  if (order === undefined) return refuse('order_not_found');
  const { reservationId } = order;
  const query = { eventId, reservationId, limit: TICKETS_MAX };
  const listed = await readers.listTickets({ ...plain, params: undefined, query }, person, TRACE);
  const valid = (part(listed, 'tickets') ?? []).filter(({ status }) => status === 'valid');
  const sheets: TicketSheet[] = [];
  for (let from = 0; from < valid.length; from += AT_A_TIME) {
    const some = valid.slice(from, from + AT_A_TIME);
    // A few at a time: the pool of connections is everybody's.
    // oxlint-disable-next-line no-await-in-loop
    const found = await Promise.all(
      some.map(({ id }) => findTicket(deps, person, { eventId, ticketId: id }, language)),
    );
    sheets.push(...found.flatMap((one) => (one.ok ? [one.value] : [])));
  }
  return sheets.length === 0 ? refuse('ticket_not_found') : ok(sheets);
}
