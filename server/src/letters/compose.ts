/**
 * Makes the mail of a letter from what is true now: looks up what it is about, and finds out whether
 * there is still something to say. Nothing here talks to a network.
 */
import type { EventBook } from '../catalog/event-book.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import type { TicketReaders } from '../documents/find-tickets.ts';
import { inLanguage } from '../documents/in-language.ts';
import type { PdfMaker } from '../documents/pdf-maker.ts';
import type { LinkSubject } from '../identity/guest-links.ts';
import type { Clock } from '../lib/clock.ts';
import type { Queryable } from '../lib/db.ts';
import type { PlaceLabels } from '../tickets/place-labels.ts';
import { composeOfEvent, eventLetters } from './compose-event.ts';
import { composeConfirmed, composeRefunded } from './compose-order.ts';
import type { Language, Letter, LetterContents } from './letter.ts';
import type { LinkDeps } from './link-to.ts';
import type { Composed, TakenLetter } from './send-due.ts';
import type { EventFacts } from './templates/data.ts';
import { renderLetter } from './templates/render.ts';

export type ComposeDeps = LinkDeps & {
  readonly db: Queryable;
  readonly book: EventBook;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly labels: PlaceLabels;
  readonly readers: TicketReaders;
  readonly pdf: PdfMaker;
  /** Whose that is now; undefined: it is gone. */
  readonly ownerOf: (subject: LinkSubject) => Promise<string | undefined>;
};

/** Of a letter whose link is a secret: later nobody waits for it any more. */
const LINK_AGE_MAX_MS = 24 * 3_600_000;

type AccountKind = 'verify_email' | 'account_exists' | 'reset_password' | 'account_changed';
type AccountLetter = {
  readonly [Kind in AccountKind]: {
    readonly kind: Kind;
    readonly content: LetterContents[Kind];
  };
}[AccountKind];
type OfEvent = Exclude<Letter, { readonly kind: AccountKind }>;

export const createComposer =
  (deps: ComposeDeps) =>
  async (taken: TakenLetter): Promise<Composed> => {
    // As it was written; that it was a letter of a kind we know, the compiler saw to.
    const letter = taken as unknown as AccountLetter | OfEvent;
    if ('eventId' in letter.content) return ofEvent(deps, taken, letter as OfEvent);
    return ofAccount(deps, taken, letter as AccountLetter);
  };

function ofAccount(
  { siteUrl }: ComposeDeps,
  { language, ageMs }: TakenLetter,
  letter: AccountLetter,
): Composed {
  if (letter.kind === 'account_changed') {
    const url = new URL('/account', siteUrl).href;
    return renderLetter({ kind: letter.kind, language, url, ...letter.content });
  }
  if (ageMs > LINK_AGE_MAX_MS) return 'void';
  return renderLetter({ kind: letter.kind, language, ...letter.content });
}

async function ofEvent(
  deps: ComposeDeps,
  { language, recipient: to }: TakenLetter,
  letter: OfEvent,
): Promise<Composed> {
  const event = await deps.book.get(letter.content.eventId);
  if (event === undefined || event.rehearsalOf !== null) return 'void';
  const facts = eventFacts(event, language, deps.siteUrl);
  if (letter.kind === 'order_confirmed') {
    return composeConfirmed(deps, event, facts, { language, ...letter.content });
  }
  if (letter.kind === 'order_refunded') {
    return composeRefunded(deps, facts, { language, ...letter.content });
  }
  const nowMs = deps.clock.nowMs();
  return composeOfEvent(eventLetters, { deps, event, facts, language, nowMs, to }, letter);
}

function eventFacts(event: EventRecord, language: Language, siteUrl: string): EventFacts {
  return {
    name: inLanguage(event.translations, language) ?? event.name,
    venue: inLanguage(event.venue, language),
    startsAtMs: event.startsAtMs,
    timeZone: event.timeZone,
    url: new URL(`/events/${event.eventId}`, siteUrl).href,
  };
}
