/** What the plain pages of a waiting room do: mail a link, take a place with it, show the place. */
import type { QueueStatus } from '@onsale/contract/queue.ts';
import type { EventBook } from '../catalog/event-book.ts';
import { guestPerson } from '../identity/claims.ts';
import type { Sessions } from '../identity/sessions.ts';
import { callerOf } from '../lib/address.ts';
import type { Ids } from '../lib/uuid-v7.ts';
import { MailError, type Mailer } from '../mail/mailer.ts';
import type { QueueCore } from '../queue/core.ts';
import type { MailLink, MailLinks } from '../queue/mail-links.ts';
import { presaleHash } from '../queue/presale-hash.ts';
import type { StatusBoard } from '../queue/status-board.ts';
import type { Limiter, Once } from '../shared/contract.ts';
import { linkMail } from './queue-form-mail.ts';
import { askForm, confirmForm } from './queue-form-pages.ts';
import { nameOf, showPlaceWith } from './queue-form-place.ts';
import { type FormAnswer, type FormAsk, message, type QueueForms } from './queue-forms.ts';

export type QueueFormDeps = {
  readonly core: Pick<QueueCore, 'join' | 'entryOf'>;
  readonly status: Pick<StatusBoard, 'statusOf'>;
  readonly book: Pick<EventBook, 'get'>;
  readonly links: MailLinks;
  /** Undefined: this deployment sends no mail. */
  readonly mailer: Mailer | undefined;
  readonly limiter: Limiter;
  readonly once: Once;
  readonly sessions: Pick<Sessions, 'check' | 'guestOf' | 'issue' | 'keepGuest'>;
  readonly ids: Ids;
  readonly randomBytes: (bytes: number) => Buffer;
};

/** A mailbox gets three links at once and one every twenty minutes, for whatever events. */
const perMailbox = { perSecond: 1 / 1_200, burst: 3 };
/** Whole towns share an address. */
const perAddress = { perSecond: 0.2, burst: 60 };
const NONCE_BYTES = 16;
/** As browsers check it; what is right is for the mailbox to say. */
const email = /^[^\s@,;<>"()[\]\\]{1,64}@[^\s@.,;<>"()[\]\\]+(?:\.[^\s@.,;<>"()[\]\\]+)+$/;
const EMAIL_MAX = 254;

type SignedLink = MailLink & { readonly token: string };
type Room = { readonly name: string; readonly room: Pick<QueueStatus, 'access'> };

export const pathOf = (eventId: number, page: 'mail' | 'link' | 'place'): string =>
  `/events/${eventId}/queue/${page}`;

const askPage = ({ t, eventId }: FormAsk, event: string, value = '', error?: string) => ({
  title: t.ask,
  event,
  status: error === undefined ? 200 : 400,
  body: askForm(t, pathOf(eventId, 'mail'), { value, error }),
});

const linkOver = ({ t, eventId }: FormAsk, event: string): FormAnswer =>
  message(t, 'linkOver', 410, { event, on: [pathOf(eventId, 'mail'), t.again] });

/** Undefined: this room wants none. Empty: what was sent cannot be one. */
const codeOf = ({ values }: FormAsk, access: string): string | undefined => {
  if (access !== 'codes') return undefined;
  const code = values.get('code')?.trim() ?? '';
  return /^[A-Za-z0-9_-]{4,64}$/.test(code) ? code : '';
};

export function createQueueForms(deps: QueueFormDeps): QueueForms {
  const { core, status, book, links, mailer, limiter, once, sessions, ids } = deps;

  /** The room as far as a form needs it; a page where there is nothing to be done. */
  async function roomOf({ eventId, language, t }: FormAsk) {
    const event = await book.get(eventId);
    const room = event && (await status.statusOf(eventId));
    if (event === undefined || room === undefined) return undefined;
    const name = nameOf(event, language);
    const told = { event: name, on: [`/events/${eventId}/queue`, t.toRoom] as const };
    const { phase, access } = room;
    const isShut = phase === 'closed' || phase === 'draining';
    const stop =
      phase === 'ended'
        ? message(t, 'over', 200, told)
        : phase === 'off' || phase === 'idle'
          ? message(t, 'free', 200, told)
          : access === 'accounts'
            ? message(t, 'accounts', 200, told)
            : isShut
              ? message(t, 'notOpen', 200, told)
              : undefined;
    return { name, room, stop, told };
  }

  async function sendLink(ask: FormAsk, to: string, event: string, sender: Mailer) {
    const { t, language, eventId } = ask;
    const token = links.write(eventId, to, ids.next());
    const query = new URLSearchParams({ token, lang: language });
    const url = `${ask.origin}${pathOf(eventId, 'link')}?${query}`;
    try {
      await sender.send(linkMail(t, { to, event, url, language }));
      return message(t, 'sent', 200, { event });
    } catch (error) {
      if (!(error instanceof MailError)) throw error;
      const what = error.why === 'refused' ? 'refused' : 'notSent';
      return message(t, what, what === 'refused' ? 400 : 503, {
        event,
        on: [pathOf(eventId, 'mail'), t.again],
      });
    }
  }

  /** The link of the request, when it is one and of this event. */
  function linkOf({ values, eventId }: FormAsk): SignedLink | undefined {
    const token = values.get('token') ?? '';
    const found = links.read(token);
    return found?.eventId === eventId ? { ...found, token } : undefined;
  }

  /** Whoever has a session stays who they are: what they hold and have bought hangs on it. */
  function personFor(cookie: string | undefined, link: MailLink) {
    const known = sessions.check(cookie)?.personId ?? sessions.guestOf(cookie);
    if (known !== undefined) return { personId: known, cookies: [] };
    const { personId } = link;
    const cookies = [sessions.keepGuest(personId), sessions.issue(guestPerson(personId), 0).cookie];
    return { personId, cookies };
  }

  async function takePlace(ask: FormAsk, link: SignedLink, found: Room): Promise<FormAnswer> {
    const { t, eventId } = ask;
    const event = found.name;
    const { personId, cookies } = personFor(ask.cookie, link);
    const there = { to: pathOf(eventId, 'place'), cookies } as const;
    // Whoever is here already needs the link no more; others come in by it once.
    const isHere = cookies.length === 0 && (await core.entryOf(eventId, personId)) !== undefined;
    if (isHere) return there;
    const code = codeOf(ask, found.room.access);
    const wrongCode = (): FormAnswer => ({
      title: t.confirm,
      event,
      status: 400,
      body: confirmForm(t, pathOf(eventId, 'link'), link.token, {
        value: ask.values.get('code') ?? '',
        error: t.codeWrong,
      }),
    });
    if (code === '') return wrongCode();
    // Once for each code that is tried. Where nobody can tell whether it was used, it was.
    if (!(await once.first(`queue-link:${link.id}:${code ?? ''}`, links.forMs))) {
      return linkOver(ask, event);
    }
    const joined = await core.join(eventId, {
      personId,
      nonce: deps.randomBytes(NONCE_BYTES),
      ...(code !== undefined && { codeHash: presaleHash(eventId, code) }),
    });
    if (joined.ok) return there;
    if (joined.code === 'code_invalid' || joined.code === 'code_required') return wrongCode();
    const isShut = joined.code === 'queue_closed' || joined.code === 'queue_not_open';
    const on = [pathOf(eventId, 'mail'), t.again] as const;
    return isShut
      ? message(t, 'notOpen', 409, { event })
      : message(t, 'trouble', 503, { event, on });
  }

  return {
    async showAsk(ask) {
      const found = await roomOf(ask);
      if (found === undefined) return undefined;
      const { name, stop, told } = found;
      if (stop !== undefined) return stop;
      return mailer === undefined ? message(ask.t, 'notOffered', 200, told) : askPage(ask, name);
    },

    async ask(ask) {
      const found = await roomOf(ask);
      if (found === undefined) return undefined;
      const { name, stop, told } = found;
      if (stop !== undefined) return stop;
      if (mailer === undefined) return message(ask.t, 'notOffered', 200, told);
      const to = ask.values.get('email')?.trim() ?? '';
      if (to.length > EMAIL_MAX || !email.test(to)) return askPage(ask, name, to, ask.t.emailWrong);
      const waitMs =
        (await limiter.take(`queue-mail-from:${callerOf(ask.address)}`, perAddress)) ||
        (await limiter.take(`queue-mail-to:${links.nameOf(to)}`, perMailbox));
      if (waitMs > 0) return message(ask.t, 'tooMany', 429, { event: name });
      return sendLink(ask, to, name, mailer);
    },

    async showLink(ask) {
      const found = await roomOf(ask);
      if (found === undefined) return undefined;
      const link = linkOf(ask);
      if (link === undefined) return linkOver(ask, found.name);
      if (found.stop !== undefined) return found.stop;
      const { t, eventId } = ask;
      const code = found.room.access === 'codes' ? {} : undefined;
      return {
        title: t.confirm,
        event: found.name,
        body: confirmForm(t, `${pathOf(eventId, 'link')}?lang=${ask.language}`, link.token, code),
      };
    },

    async useLink(ask) {
      const found = await roomOf(ask);
      if (found === undefined) return undefined;
      const link = linkOf(ask);
      if (link === undefined) return linkOver(ask, found.name);
      return found.stop ?? takePlace(ask, link, found);
    },

    showPlace: showPlaceWith(deps),
  };
}
