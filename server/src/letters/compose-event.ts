/** The mails about an event that are no orders: reminders, tickets on their way, the waiting list. */
import type { EventRecord } from '../catalog/model/event.ts';
import { inLanguage } from '../documents/in-language.ts';
import type { ComposeDeps } from './compose.ts';
import type { Language, LetterContents, LetterKind } from './letter.ts';
import { linkToTickets, linkToList } from './link-to.ts';
import type { Composed } from './send-due.ts';
import { readTicketPlace } from './sql/ticket.ts';
import type { EventFacts } from './templates/data.ts';
import { renderLetter } from './templates/render.ts';

type Scene = {
  readonly deps: ComposeDeps;
  readonly event: EventRecord;
  readonly facts: EventFacts;
  readonly language: Language;
  readonly nowMs: number;
  /** The address that the letter goes to. */
  readonly to: string;
};

type Kind = Extract<LetterKind, `reminder${string}` | `transfer_${string}` | `waitlist_${string}`>;
type Compose<One extends Kind> = (
  scene: Scene,
  content: LetterContents[One],
) => Composed | Promise<Composed>;
type Table = { readonly [One in Kind]: Compose<One> };

/** Whoever hears this late of an open sale is still helped. */
const REMIND_LATE_MS = 5 * 60_000;

const isOver = ({ event, nowMs }: Scene): boolean =>
  event.cancelledAtMs !== null || nowMs >= event.startsAtMs;

export const eventLetters: Table = {
  reminder(scene, { saleOpensAt, stopUrl }) {
    const { facts: event, language, nowMs } = scene;
    const saleOpensAtMs = Date.parse(saleOpensAt);
    if (isOver(scene) || nowMs >= saleOpensAtMs + REMIND_LATE_MS) return 'void';
    const rendered = renderLetter({ kind: 'reminder', language, event, saleOpensAtMs, stopUrl });
    if (stopUrl === undefined) return rendered;
    return { ...rendered, headers: { 'List-Unsubscribe': `<${stopUrl}>` } };
  },

  reminder_confirm(scene, { saleOpensAt, url, endsAt }) {
    const { facts: event, language, nowMs } = scene;
    const endsAtMs = Date.parse(endsAt);
    if (isOver(scene) || nowMs >= endsAtMs) return 'void';
    const saleOpensAtMs = Date.parse(saleOpensAt);
    return renderLetter({
      kind: 'reminder_confirm',
      language,
      event,
      saleOpensAtMs,
      url,
      endsAtMs,
    });
  },

  async transfer_offered(scene, { ticketId, fromName, url, endsAt }) {
    const { facts: event, language, nowMs } = scene;
    const endsAtMs = Date.parse(endsAt);
    const ticket = await placeOf(scene, ticketId);
    if (isOver(scene) || nowMs >= endsAtMs || ticket === undefined) return 'void';
    const { place } = ticket;
    const kind = 'transfer_offered';
    return renderLetter({ kind, language, event, place, fromName, url, endsAtMs });
  },

  async transfer_accepted(scene, { eventId, ticketId }) {
    const { deps, facts: event, language, to } = scene;
    const place = (await placeOf(scene, ticketId))?.place;
    const link = await linkToTickets(deps, { eventId, event, ticketId, to });
    return renderLetter({ kind: 'transfer_accepted', language, event, place, link });
  },

  transfer_withdrawn: (scene, { fromName }) =>
    isOver(scene)
      ? 'void'
      : renderLetter({
          kind: 'transfer_withdrawn',
          language: scene.language,
          event: scene.facts,
          fromName,
        }),

  transfer_lapsed: (scene, { ticketId }) => stillTheirs(scene, 'transfer_lapsed', ticketId),
  transfer_returned: (scene, { ticketId }) => stillTheirs(scene, 'transfer_returned', ticketId),

  async waitlist_joined(scene, content) {
    const { deps, facts: event, language } = scene;
    if (isOver(scene)) return 'void';
    const link = await linkToList(deps, { event, ...content });
    return renderLetter({ kind: 'waitlist_joined', language, event, link });
  },

  async waitlist_offer(scene, content) {
    const { deps, facts: event, language, nowMs } = scene;
    const endsAtMs = Date.parse(content.endsAt);
    if (isOver(scene) || nowMs >= endsAtMs) return 'void';
    const found = await linkToList(deps, { event, ...content });
    const link = found.isKey ? found : { url: content.url, isKey: false };
    return renderLetter({ kind: 'waitlist_offer', language, event, link, endsAtMs });
  },

  async waitlist_lapsed(scene, content) {
    const { deps, facts: event, language } = scene;
    if (isOver(scene)) return 'void';
    const link = await linkToList(deps, { event, ...content });
    return renderLetter({ kind: 'waitlist_lapsed', language, event, link });
  },
};

export const composeOfEvent = (
  table: Table,
  scene: Scene,
  { kind, content }: { readonly kind: Kind; readonly content: unknown },
): Composed | Promise<Composed> =>
  // The table pairs kinds with their contents: one word that the compiler cannot follow.
  (table[kind] as (scene: Scene, content: unknown) => Composed | Promise<Composed>)(scene, content);

/** Of a ticket that is not valid any more, or of an event that has begun, there is nothing to say. */
async function stillTheirs(
  scene: Scene,
  kind: 'transfer_lapsed' | 'transfer_returned',
  ticketId: string,
): Promise<Composed> {
  const { deps, facts: event, language, to } = scene;
  const ticket = await placeOf(scene, ticketId);
  if (isOver(scene) || ticket === undefined) return 'void';
  const { eventId } = scene.event;
  const link = await linkToTickets(deps, { eventId, event, ticketId, to });
  return renderLetter({ kind, language, event, place: ticket.place, link });
}

/** Undefined: the ticket is not valid any more. */
async function placeOf(
  { deps: { db, labels }, event, language }: Scene,
  ticketId: string,
): Promise<{ readonly place: string | undefined } | undefined> {
  const [row] = await db.query(readTicketPlace, [ticketId, event.eventId]);
  if (row === undefined || !row.isValid) return undefined;
  const place =
    row.seat === null ? { pool: row.pool ?? 0, tier: row.poolTier } : { seat: row.seat };
  const { label } = await labels.name(event, place);
  return { place: inLanguage(label, language) };
}
