/**
 * Links that lead from a mailbox into a waiting room, for those who cannot run scripts. A link says for
 * which event and which mailbox it is, works for an hour, and is signed: nothing is kept until it comes
 * back. Whoever has no session becomes the guest of that mailbox, the same one whenever they come.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import { createSigner, type Secrets } from '../identity/tokens.ts';
import type { Clock } from '../lib/clock.ts';

export type MailLink = {
  readonly eventId: number;
  /** The guest of this mailbox. */
  readonly personId: string;
  /** Names the link: each works once. */
  readonly id: string;
  readonly expiresAtMs: number;
};

export type MailLinks = {
  readonly forMs: number;
  /** The token of a new link. `id` is random. */
  write(eventId: number, email: string, id: string): string;
  /** Undefined: not one of ours, or too old. */
  read(token: string): MailLink | undefined;
  /** A name for a mailbox that does not tell which one it is. */
  nameOf(email: string): string;
};

const LINK_MS = 3_600_000;

type Wire = {
  readonly v: 1;
  readonly e: number;
  readonly p: string;
  readonly i: string;
  readonly x: number;
};

/** Domains are the same in any case; local parts are, for everybody who is not a mail server. */
const normalized = (email: string): string => email.trim().toLowerCase();

export function createMailLinks(secrets: Secrets, clock: Pick<Clock, 'nowMs'>): MailLinks {
  const signer = createSigner(secrets, 'queue-mail');
  const key = Buffer.from(hkdfSync('sha256', secrets[0], '', 'onsale mailbox guest v1', 32));
  const digest = (use: string, email: string): Buffer =>
    createHmac('sha256', key)
      .update(`${use}:${normalized(email)}`)
      .digest();

  return {
    forMs: LINK_MS,
    write(eventId, email, id) {
      // As ids of guests are: 16 bytes that nobody can guess.
      const personId = `g:${digest('guest', email).subarray(0, 16).toString('base64url')}`;
      const wire: Wire = { v: 1, e: eventId, p: personId, i: id, x: clock.nowMs() + LINK_MS };
      return signer.sign(wire);
    },
    read(token) {
      const wire = signer.open(token) as Wire | undefined;
      if (wire?.v !== 1 || wire.x <= clock.nowMs()) return undefined;
      return { eventId: wire.e, personId: wire.p, id: wire.i, expiresAtMs: wire.x };
    },
    nameOf: (email) => digest('name', email).subarray(0, 16).toString('base64url'),
  };
}
