/**
 * Sessions: a short signed token in a cookie says who somebody is. It is checked in process, without
 * the database, and remembered, so that a request costs a look-up in a map. Guests have no row
 * anywhere: a second signed cookie keeps a guest the same guest.
 */
import { LRUCache } from 'lru-cache';
import type { Clock } from '../lib/clock.ts';
import type { Person } from '../lib/handler.ts';
import { readGuest, readSession, type SessionClaims, writeGuest, writeSession } from './claims.ts';
import { type Cookies, cookieValue, createCookies } from './cookies.ts';
import type { Revocations } from './revocations.ts';
import { createSigner, type Secrets } from './tokens.ts';

export type Issued = { readonly claims: SessionClaims; readonly cookie: string };

export type Sessions = {
  readonly cookies: Cookies;
  /** Whose session these cookies are; undefined: none, or one that has ended. */
  check(cookie: string | undefined): Person | undefined;
  /** The same with all that the token says. */
  claims(cookie: string | undefined): SessionClaims | undefined;
  /** The guest that the guest cookie names. */
  guestOf(cookie: string | undefined): string | undefined;
  /** A new token for this person, and the cookie that carries it. `epoch`: of the account. */
  issue(person: Person, epoch: number): Issued;
  /** The cookie that keeps a guest. */
  keepGuest(personId: string): string;
};

export type SessionsOptions = {
  readonly secrets: Secrets;
  readonly secure: boolean;
  readonly tokenMs: number;
  readonly guestMs: number;
  readonly clock: Clock;
  readonly revocations: Pick<Revocations, 'isRevoked'>;
};

/** The guest that a browser is: by what it remembers, else by the session that runs in it. */
export function guestHere(
  sessions: Pick<Sessions, 'check' | 'guestOf'>,
  cookie: string | undefined,
): string | undefined {
  const current = sessions.check(cookie);
  const running = current?.account === undefined ? current?.personId : undefined;
  return sessions.guestOf(cookie) ?? running;
}

/** Tokens remembered: a visitor has one at a time. */
const TOKENS_MAX = 50_000;

export function createSessions(options: SessionsOptions): Sessions {
  const { secrets, secure, tokenMs, guestMs, clock, revocations } = options;
  const cookies = createCookies(secure);
  const sessionSigner = createSigner(secrets, 'session');
  const guestSigner = createSigner(secrets, 'guest');
  const known = new LRUCache<string, SessionClaims>({ max: TOKENS_MAX });

  function read(token: string): SessionClaims | undefined {
    const remembered = known.get(token);
    if (remembered !== undefined) return remembered;
    const fresh = readSession(sessionSigner.open(token));
    if (fresh !== undefined) known.set(token, fresh);
    return fresh;
  }

  function claims(cookie: string | undefined): SessionClaims | undefined {
    const token = cookieValue(cookie, cookies.session);
    const found = token === undefined ? undefined : read(token);
    if (found === undefined || found.expiresAtMs <= clock.nowMs()) return undefined;
    const { account } = found.person;
    const hasEnded =
      account !== undefined && revocations.isRevoked(account.id, found.epoch, found.issuedAtMs);
    return hasEnded ? undefined : found;
  }

  return {
    cookies,
    claims,
    check: (cookie) => claims(cookie)?.person,
    guestOf(cookie) {
      const token = cookieValue(cookie, cookies.guest);
      return token === undefined ? undefined : readGuest(guestSigner.open(token), clock.nowMs());
    },
    issue(person, epoch) {
      const issuedAtMs = clock.nowMs();
      const issued = { person, epoch, issuedAtMs, expiresAtMs: issuedAtMs + tokenMs };
      const token = sessionSigner.sign(writeSession(issued));
      return { claims: issued, cookie: cookies.set(cookies.session, token, tokenMs) };
    },
    keepGuest(personId) {
      const token = guestSigner.sign(writeGuest(personId, clock.nowMs(), guestMs));
      return cookies.set(cookies.guest, token, guestMs);
    },
  };
}
