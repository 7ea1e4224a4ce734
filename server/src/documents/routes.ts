/** Binds the routes of files: tickets, calendars, passes. */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { Clock } from '../lib/clock.ts';
import type { Rate } from '../lib/gcra.ts';
import { type Asker, type Handlers, type Person, RawFile } from '../lib/handler.ts';
import { ok, refuse, type Refusal } from '../lib/result.ts';
import type { Limiter } from '../shared/contract.ts';
import { applePass } from './apple-pass.ts';
import { eventCalendar } from './event-calendar.ts';
import { fileName } from './file-names.ts';
import { type FindDeps, findTicket, findTicketsOfOrder } from './find-tickets.ts';
import { googlePassUrl } from './google-pass.ts';
import type { Language } from '@onsale/contract/formats.ts';
import type { PdfMaker } from './pdf-maker.ts';
import type { TicketSheet } from './ticket-sheet.ts';
import type { Wallets } from './wallets.ts';
import { ticketWords } from './words.ts';

export type DocumentDeps = FindDeps & {
  readonly clock: Clock;
  readonly limiter: Limiter;
  readonly pdf: PdfMaker;
  readonly wallets: Wallets;
  /** `https://host`; undefined: the host of the request, while developing. */
  readonly publicOrigin: string | undefined;
};

export type DocumentRoutes = Pick<
  Handlers<ProductApi>,
  'readOrderPdf' | 'readTicketPdf' | 'readCalendar' | 'readApplePass' | 'readGooglePass'
>;

/** Of one person: making a document takes some 100 ms of a processor. */
const RATE: Rate = { perSecond: 0.5, burst: 20 };
const CALENDAR_CACHE = 'public, max-age=300';
const MANY_SECONDS = 5;

export function documentRoutes(deps: DocumentDeps): DocumentRoutes {
  const { book, clock, limiter, pdf, wallets } = deps;

  const siteUrl = (asker: Asker | undefined): string =>
    deps.publicOrigin ?? `http://${asker?.headers.host ?? 'localhost'}`;

  /** Undefined: go on. */
  async function tooMany({ personId }: Person): Promise<Refusal<'rate_limited'> | undefined> {
    const waitMs = await limiter.take(`documents:${personId}`, RATE);
    return waitMs > 0
      ? refuse('rate_limited', { retryAfterSeconds: Math.ceil(waitMs / 1_000) })
      : undefined;
  }

  async function pdfOf(sheets: readonly TicketSheet[], language: Language, parts: string[]) {
    const title = parts.join(' ');
    const bytes = await pdf.tickets(sheets, { language, title, madeAtMs: clock.nowMs() });
    return bytes === undefined
      ? refuse('unavailable', { retryAfterSeconds: MANY_SECONDS })
      : ok(new RawFile(bytes, fileName(parts, 'pdf')));
  }

  return {
    async readOrderPdf({ params, query: { language = 'ko' } }, person) {
      const found =
        (await tooMany(person)) ?? (await findTicketsOfOrder(deps, person, params, language));
      if (!found.ok) return found;
      const words = ticketWords[language];
      return pdfOf(found.value, language, [words.fileOfOrder, params.orderId.slice(0, 8)]);
    },

    async readTicketPdf({ params, query: { language = 'ko' } }, person) {
      const found = (await tooMany(person)) ?? (await findTicket(deps, person, params, language));
      if (!found.ok) return found;
      const { value: sheet } = found;
      return pdfOf([sheet], language, [ticketWords[language].fileOfTicket, sheet.event]);
    },

    async readCalendar({ params, query }, _nobody, _traceId, asker) {
      const event = await book.get(params.eventId);
      if (event === undefined) return refuse('event_not_found');
      const { for: occasion = 'event', language = 'ko' } = query;
      const about = { language, occasion, siteUrl: siteUrl(asker), madeAtMs: clock.nowMs() };
      const bytes = eventCalendar(event, about);
      return ok(new RawFile(bytes, fileName([event.name], 'ics'), CALENDAR_CACHE));
    },

    async readApplePass({ params, query: { language = 'ko' } }, person, _traceId, asker) {
      if (wallets.apple === undefined) return refuse('not_found');
      const found = (await tooMany(person)) ?? (await findTicket(deps, person, params, language));
      if (!found.ok) return found;
      const link = `${siteUrl(asker)}/events/${params.eventId}/tickets/${params.ticketId}`;
      const bytes = applePass(found.value, link, wallets.apple);
      return ok(new RawFile(bytes, fileName([found.value.event], 'pkpass')));
    },

    async readGooglePass({ params, query: { language = 'ko' } }, person) {
      if (wallets.google === undefined) return refuse('not_found');
      const found = (await tooMany(person)) ?? (await findTicket(deps, person, params, language));
      if (!found.ok) return found;
      return ok({ url: await googlePassUrl(found.value, clock.nowMs(), wallets.google) });
    },
  };
}
