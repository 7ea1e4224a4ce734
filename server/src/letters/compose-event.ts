/** The mails about an event that are no orders: reminders, tickets on their way, the waiting list. */
import type { EventRecord } from '../catalog/model/event.ts';
import { inLanguage } from '../documents/formats.ts';
import type { ComposeDeps } from './compose.ts';
import type { Language, LetterContents, LetterKind } from './letter.ts';
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

  async transfer_accepted(scene, { ticketId }) {
    const { facts: event, language } = scene;
    const place = (await placeOf(scene, ticketId))?.place;
    return renderLetter({ kind: 'transfer_accepted', language, event, place });
  },

  waitlist_joined: (scene) =>
    isOver(scene)
      ? 'void'
      : renderLetter({ kind: 'waitlist_joined', language: scene.language, event: scene.facts }),

  waitlist_offer(scene, { url, endsAt }) {
    const { facts: event, language, nowMs } = scene;
    const endsAtMs = Date.parse(endsAt);
    if (isOver(scene) || nowMs >= endsAtMs) return 'void';
    return renderLetter({ kind: 'waitlist_offer', language, event, url, endsAtMs });
  },

  waitlist_lapsed: (scene) =>
    isOver(scene)
      ? 'void'
      : renderLetter({ kind: 'waitlist_lapsed', language: scene.language, event: scene.facts }),
};

export const composeOfEvent = (
  table: Table,
  scene: Scene,
  { kind, content }: { readonly kind: Kind; readonly content: unknown },
): Composed | Promise<Composed> =>
  // The table pairs kinds with their contents: one word that the compiler cannot follow.
  (table[kind] as (scene: Scene, content: unknown) => Composed | Promise<Composed>)(scene, content);

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
