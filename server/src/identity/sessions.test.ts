/** Sessions in process: begun, expired, rotated, ended, and remembered without being trusted longer. */
import { describe, expect, it } from 'vitest';
import { accountPerson, guestPerson, newGuestId } from './claims.ts';
import { createSessions, type SessionsOptions } from './sessions.ts';
import { createSigner } from './tokens.ts';

const secret = (text: string): Buffer => Buffer.from(text.padEnd(32, '.'));
const guest = guestPerson(newGuestId(Buffer.alloc(16, 7)));
const account = accountPerson('0192', [
  [1, 'owner'],
  [2, 'staff'],
]);

function setUp(more: Partial<SessionsOptions> = {}) {
  const time = { nowMs: 1_000_000 };
  const ended = new Map<string, number>();
  const sessions = createSessions({
    secrets: [secret('one')],
    secure: false,
    tokenMs: 600_000,
    guestMs: 86_400_000,
    clock: { nowMs: () => time.nowMs, monotonicMs: () => time.nowMs },
    revocations: { isRevoked: (id, epoch) => epoch < (ended.get(id) ?? 0) },
    ...more,
  });
  return { sessions, time, ended };
}

/** What a browser sends back. */
const sent = (setCookie: string): string => `theme=dark; ${setCookie.split(';', 1)[0]}`;

describe('a session', () => {
  it('says who somebody is until it expires', () => {
    const { sessions, time } = setUp();
    const cookie = sent(sessions.issue(guest, 0).cookie);
    expect(sessions.check(cookie)).toEqual(guest);
    time.nowMs += 599_999;
    expect(sessions.check(cookie)).toEqual(guest);
    time.nowMs += 1;
    expect(sessions.check(cookie)).toBeUndefined();
    expect(sessions.check(undefined)).toBeUndefined();
    expect(sessions.check('theme=dark')).toBeUndefined();
  });

  it('carries the roles of an account', () => {
    const { sessions } = setUp();
    const { cookie } = sessions.issue(account, 3);
    expect(sessions.check(sent(cookie))).toEqual(account);
    expect(sessions.claims(sent(cookie))).toMatchObject({ epoch: 3, expiresAtMs: 1_600_000 });
  });

  it('is the same object while it is remembered: a look-up in a map', () => {
    const { sessions } = setUp();
    const cookie = sent(sessions.issue(account, 0).cookie);
    expect(sessions.check(cookie)).toBe(sessions.check(cookie));
  });

  it('of an account ends when the account’s epoch moves on, also when it is remembered', () => {
    const { sessions, ended } = setUp();
    const cookie = sent(sessions.issue(account, 3).cookie);
    expect(sessions.check(cookie)).toEqual(account);
    ended.set('0192', 4);
    expect(sessions.check(cookie)).toBeUndefined();
    expect(sessions.check(sent(sessions.issue(account, 4).cookie))).toEqual(account);
    expect(sessions.check(sent(sessions.issue(guest, 0).cookie))).toEqual(guest);
  });

  it('of another deployment, or of another kind of cookie, is none', () => {
    const { sessions } = setUp();
    const other = setUp({ secrets: [secret('two')] }).sessions;
    expect(sessions.check(sent(other.issue(guest, 0).cookie))).toBeUndefined();
    const asGuest = sent(sessions.issue(guest, 0).cookie).replace('session=', 'guest=');
    expect(sessions.guestOf(asGuest)).toBeUndefined();
    const asSession = sent(sessions.keepGuest(guest.personId)).replace('guest=', 'session=');
    expect(sessions.check(asSession)).toBeUndefined();
  });

  it('survives a rotation of the secret', () => {
    const cookie = sent(setUp().sessions.issue(account, 0).cookie);
    const rotated = setUp({ secrets: [secret('two'), secret('one')] }).sessions;
    expect(rotated.check(cookie)).toEqual(account);
    expect(setUp({ secrets: [secret('two')] }).sessions.check(cookie)).toBeUndefined();
  });

  it('of a version that is not known is none', () => {
    const { sessions } = setUp();
    const signer = createSigner([secret('one')], 'session');
    for (const payload of [{ v: 2, p: 'g:x', i: 0, e: 9e15 }, { v: 1 }, null, 'x', 7]) {
      const token = signer.sign(payload as object);
      expect(sessions.check(`onsale_session=${token}`)).toBeUndefined();
    }
  });
});

describe('a guest', () => {
  it('is kept for as long as configured', () => {
    const { sessions, time } = setUp();
    const cookie = sent(sessions.keepGuest(guest.personId));
    time.nowMs += 86_399_999;
    expect(sessions.guestOf(cookie)).toBe(guest.personId);
    time.nowMs += 1;
    expect(sessions.guestOf(cookie)).toBeUndefined();
  });

  it('has a name that nobody guesses, of 128 random bits', () => {
    expect(newGuestId(Buffer.alloc(16, 255))).toBe('g:_____________________w');
  });
});
