/** One person's place on a plain page, which is loaded anew by itself until the turn has come. */
import { askAgainMs, waitMsOf } from '@onsale/contract/queue-poll.ts';
import type { QueueStatus } from '@onsale/contract/queue.ts';
import type { Translations } from '../catalog/model/event.ts';
import type { Standing } from '../queue/core.ts';
import { type Html, html, nothing } from './html.ts';
import type { QueueFormDeps } from './queue-form-handlers.ts';
import { figures, link, paragraph } from './queue-form-pages.ts';
import { type FormAnswer, type FormAsk, message, type QueueForm } from './queue-forms.ts';

type Shown = Exclude<FormAnswer, { readonly to: string }>;

/** A plain page is loaded as a whole, so it asks less often than one with scripts. */
const REFRESH_MIN_SECONDS = 10;

export const nameOf = (
  event: { readonly name: string; readonly translations: Translations },
  language: string,
): string => event.translations[language] ?? event.name;

export function showPlaceWith(
  deps: Pick<QueueFormDeps, 'core' | 'status' | 'book' | 'sessions'>,
): QueueForm {
  const { core, status, book, sessions } = deps;
  return async (ask) => {
    const { eventId, cookie, t, language } = ask;
    const event = await book.get(eventId);
    const room = event && (await status.statusOf(eventId));
    if (event === undefined || room === undefined) return undefined;
    const name = nameOf(event, language);
    const personId = sessions.check(cookie)?.personId ?? sessions.guestOf(cookie);
    const standing = personId === undefined ? undefined : await core.entryOf(eventId, personId);
    const on = [`/events/${eventId}/queue`, t.toRoom] as const;
    if (room.phase === 'ended') return message(t, 'over', 200, { event: name, on });
    if (room.phase === 'off' || room.phase === 'idle') {
      return message(t, 'free', 200, { event: name, on });
    }
    if (standing === undefined) return message(t, 'noPlace', 404, { event: name, on });
    return { ...placePage(ask, room, standing), event: name };
  };
}

const isCalled = (room: QueueStatus, position: number | undefined): position is number =>
  position !== undefined && position <= room.servedUpTo && room.cohortSize !== undefined;

function placePage(
  { t, eventId }: FormAsk,
  room: QueueStatus,
  { entry, position, admission }: Standing,
): Omit<Shown, 'event'> {
  const stale = room.stale ? html`<p class="error" role="status">${t.stale}</p>` : nothing;
  if (admission !== undefined || isCalled(room, position)) {
    return {
      title: t.turn,
      body: html`${stale}${paragraph(t.turnText)}${link(`/events/${eventId}/seats`, t.comeIn)}`,
    };
  }
  const refreshSeconds = Math.max(
    REFRESH_MIN_SECONDS,
    Math.round(askAgainMs(room.poll, waitOf(room, position), 0) / 1_000),
  );
  const reload = html`<p class="small">${t.refreshes(refreshSeconds)}</p>`;
  const shown = (title: string, body: Html) => ({
    title,
    refreshSeconds,
    body: html`${stale}${body}${reload}`,
  });
  const number = [t.number, t.count(entry.number)] as const;
  if (position === undefined) {
    return shown(t.inDraw, html`${paragraph(t.inDrawText)}${figures([number])}`);
  }
  const ahead = position - room.servedUpTo - 1;
  const rows = [[t.place, t.count(position)] as const, [t.ahead, t.count(ahead)] as const];
  return shown(t.place, html`${ahead === 0 ? paragraph(t.next) : nothing}${figures(rows)}`);
}

const waitOf = (room: QueueStatus, position: number | undefined): number =>
  position === undefined ? Infinity : waitMsOf(room, position);
