/** A ticket as every kind of document shows it, in one language: plain data, ready to be drawn. */
import type { Ticket } from '@onsale/contract/order.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import { type Language } from '@onsale/contract/formats.ts';
import { inLanguage } from './in-language.ts';

export type TicketSheet = {
  readonly language: Language;
  readonly eventId: number;
  readonly ticketId: string;
  readonly orderId: string | undefined;
  readonly event: string;
  readonly organizer: string;
  readonly venue: string | undefined;
  readonly startsAtMs: number;
  readonly endsAtMs: number | undefined;
  readonly timeZone: string;
  readonly status: Ticket['event']['status'];
  readonly place: string;
  readonly tier: string | undefined;
  readonly ticketType: string | undefined;
  readonly holder: string | undefined;
  readonly admission: number;
  readonly of: number;
  /** What the QR code says. */
  readonly code: string;
};

/** Undefined: the ticket has no code, because it is not valid any more. */
export function ticketSheet(
  ticket: Ticket,
  event: EventRecord,
  language: Language,
): TicketSheet | undefined {
  if (ticket.code === undefined) return undefined;
  const tier = event.tiers.find(({ code }) => code === ticket.tier);
  const type = event.ticketTypes.find(({ code }) => code === ticket.ticketType);
  const { runningMinutes } = event;
  return {
    language,
    eventId: ticket.eventId,
    ticketId: ticket.id,
    orderId: ticket.orderId,
    event: inLanguage(event.translations, language) ?? event.name,
    organizer: event.organizer,
    venue: inLanguage(event.venue, language),
    startsAtMs: event.startsAtMs,
    endsAtMs: runningMinutes === null ? undefined : event.startsAtMs + runningMinutes * 60_000,
    timeZone: event.timeZone,
    status: ticket.event.status,
    place: inLanguage(ticket.label, language) ?? '',
    tier: inLanguage(tier?.name, language) ?? ticket.tier,
    ticketType: inLanguage(type?.name, language) ?? ticket.ticketType,
    holder: ticket.attendee,
    admission: ticket.admission,
    of: ticket.of,
    code: ticket.code,
  };
}
