/** The mails about orders: bought, with the tickets, once there are all of them; and given back. */
import type { Order } from '@onsale/contract/order.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import { eventCalendar } from '../documents/event-calendar.ts';
import { fileName } from '../documents/file-names.ts';
import { findTicketsOfOrder } from '../documents/find-tickets.ts';
import { inLanguage } from '../documents/in-language.ts';
import { ticketWords } from '../documents/words.ts';
import type { Person } from '../lib/handler.ts';
import { parseUuid } from '../lib/uuid-v7.ts';
import { type Attachment, MailError } from '../mail/mailer.ts';
import { readOrder } from '../orders/read-order.ts';
import type { ComposeDeps } from './compose.ts';
import type { Language } from './letter.ts';
import { type Link, linkTo } from './link-to.ts';
import type { Composed } from './send-due.ts';
import type { EventFacts, OrderFacts } from './templates/data.ts';
import { renderLetter } from './templates/render.ts';

type About = { readonly eventId: number; readonly orderId: string; readonly language: Language };
type Found = { readonly order: Order; readonly person: Person };

export async function composeConfirmed(
  deps: ComposeDeps,
  event: EventRecord,
  facts: EventFacts,
  about: About,
): Promise<Composed> {
  const found = await findOrder(deps, about);
  if (found === undefined) return 'void';
  const { order } = found;
  if (order.status === 'ending' || order.status === 'ended') return 'void';
  if (order.status !== 'complete' || order.tickets < order.lines.length) return 'waiting';
  const { language } = about;
  const tickets = await ticketsOf(deps, about, found);
  const { siteUrl, clock } = deps;
  const calendar: Attachment = {
    name: fileName([facts.name], 'ics'),
    type: 'text/calendar; charset=utf-8; method=PUBLISH',
    bytes: eventCalendar(event, {
      language,
      occasion: 'event',
      siteUrl,
      madeAtMs: clock.nowMs(),
    }),
  };
  const shown = { ...orderFacts(event, order, language), link: linkOf(deps, facts, found) };
  const attached = tickets !== undefined;
  return {
    ...renderLetter({ kind: 'order_confirmed', language, event: facts, order: shown, attached }),
    attachments: [...(attached ? [tickets] : []), calendar],
  };
}

export async function composeRefunded(
  deps: ComposeDeps,
  facts: EventFacts,
  about: About,
): Promise<Composed> {
  const found = await findOrder(deps, about);
  if (found === undefined) return 'void';
  const { status, endReason, refundedMinor, id, currency } = found.order;
  if (status === 'ending') return 'waiting';
  if (status !== 'ended' || endReason === undefined) return 'void';
  const { language } = about;
  const order = { id, currency, link: linkOf(deps, facts, found) };
  const kind = 'order_refunded';
  return renderLetter({ kind, language, event: facts, order, reason: endReason, refundedMinor });
}

/** As its own buyer would read it. */
async function findOrder({ db, readers }: ComposeDeps, about: About): Promise<Found | undefined> {
  const { eventId } = about;
  const id = parseUuid(about.orderId);
  const owner = id && (await readOrder(db, eventId, id))?.owner;
  if (id === undefined || owner === undefined) return undefined;
  const person: Person = { kind: 'person', personId: owner.buyer };
  const input = { query: undefined, headers: undefined, body: undefined } as const;
  const params = { eventId, orderId: id };
  const answer = await readers.readOrder({ ...input, params }, person, 'letters');
  // This handler never answers with bytes.
  return answer.ok ? { order: (answer.value as { order: Order }).order, person } : undefined;
}

/** Undefined: all of them were given to others. */
async function ticketsOf(
  deps: ComposeDeps,
  about: About,
  { person }: Found,
): Promise<Attachment | undefined> {
  const { language, orderId } = about;
  const found = await findTicketsOfOrder(deps, person, about, language);
  if (!found.ok) return undefined;
  const parts = [ticketWords[language].fileOfOrder, orderId.slice(0, 8)];
  const madeAtMs = deps.clock.nowMs();
  const bytes = await deps.pdf.tickets(found.value, { language, title: parts.join(' '), madeAtMs });
  if (bytes === undefined) throw new MailError('busy');
  return { name: fileName(parts, 'pdf'), type: 'application/pdf', bytes };
}

const linkOf = (deps: ComposeDeps, facts: EventFacts, { order, person }: Found): Link => {
  const subject = { kind: 'order', eventId: order.eventId, id: order.id } as const;
  return linkTo(deps, person.personId, subject, facts);
};

function orderFacts(
  event: EventRecord,
  order: Order,
  language: Language,
): Omit<OrderFacts, 'link'> {
  const labelOf = (line: Order['lines'][number]): string => {
    const type = event.ticketTypes.find(({ code }) => code === line.ticketType);
    const place = inLanguage(line.label, language) ?? '';
    return type === undefined
      ? place
      : `${place} (${inLanguage(type.name, language) ?? type.code})`;
  };
  return {
    id: order.id,
    currency: order.currency,
    lines: order.lines.map((line) => ({ label: labelOf(line), amountMinor: line.unitMinor })),
    discountMinor: order.discountMinor ?? 0,
    feesMinor: order.feesMinor,
    totalMinor: order.totalMinor,
  };
}
