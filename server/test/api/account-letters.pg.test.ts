/** What letters about accounts do: signing up, confirming and changing an address, setting a new password. */
// oxlint-disable vitest/expect-expect -- granted(), expect...Refusal() and waiting for a text do it
import type { Session } from '@onsale/contract/session.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/lib/db.ts';
import { allLetters, letter, tokenOf, withoutWorker } from '../support/account-letters.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { expectProductRefusal, granted } from './refusals.ts';
import { useWorld } from './world.ts';

const password = 'correct horse battery';
const world = useWorld({ env: { ...withoutWorker, SIGN_UP_CONFIRMED: 'true' } });
let open = '';
beforeAll(async () => {
  // Beside it a process of the kind that makes accounts at once, as without a mail server.
  open = (await world().startProcess({ SIGN_UP_CONFIRMED: 'false' })).url;
});

const visit = (): Visitor => createVisitor(world().processes[0]?.url ?? '');
const post = (who: Visitor, path: string, body?: unknown) =>
  who.send('POST', `/api/v1/account/${path}`, body);
const begin = async (who: Visitor): Promise<Session> =>
  granted<{ session: Session }>(await who.send('POST', '/api/v1/session')).session;
const signIn = (who: Visitor, email: string, secret = password) =>
  who.send('POST', '/api/auth/sign-in/email', { email, password: secret });
const signUp = (who: Visitor, email: string, secret = password) =>
  post(who, 'sign-up', { name: '김', email, password: secret });

/** An account whose address nobody has confirmed. */
async function unconfirmed(email: string): Promise<Visitor> {
  const who = createVisitor(open);
  granted(await who.send('POST', '/api/auth/sign-up/email', { name: '이', email, password }));
  await begin(who);
  who.moveTo(world().processes[0]?.url ?? '');
  return who;
}

describe('signing up', () => {
  it('makes the account when its link is used, once, and signs that browser in', async () => {
    const who = visit();
    granted(await signUp(who, 'Kim@example.test'));
    expect((await begin(who)).kind).toBe('guest');
    expectProductRefusal(await post(who, 'verification'), 'account_required');
    expect((await signIn(visit(), 'kim@example.test')).status).toBe(401);
    const found = await letter(world().db, 'kim@example.test');
    expect(found).toMatchObject({ kind: 'verify_email', content: { name: '김' } });
    expect(found.content.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/confirm#[\w-]{43}$/);
    const token = tokenOf(found);
    expect(granted(await post(who, 'confirmations', { token }))).toEqual({
      did: 'signed_up',
      email: 'kim@example.test',
    });
    expect(await begin(who)).toMatchObject({ kind: 'account', emailVerified: true });
    expectProductRefusal(await post(who, 'confirmations', { token }), 'link_invalid');
    granted(await signIn(visit(), 'kim@example.test'));
  });

  it('answers the same to an address that has an account, and writes to its owner', async () => {
    const [known, fresh] = [visit(), visit()];
    const first = await signUp(known, 'kim@example.test', 'the guess of somebody');
    const second = await signUp(fresh, 'nobody@example.test');
    expect([first.status, first.body]).toEqual([second.status, second.body]);
    expect([...known.jar.keys()]).toEqual([...fresh.jar.keys()]);
    const written = await letter(world().db, 'kim@example.test', 2);
    expect(written.kind).toBe('account_exists');
    // The old way in says who has an account: it is closed.
    const old = { name: 'x', email: 'kim@example.test', password };
    const refused = await visit().send('POST', '/api/auth/sign-up/email', old);
    const other = { ...old, email: 'other@example.test' };
    const same = await visit().send('POST', '/api/auth/sign-up/email', other);
    expect([refused.status, refused.body]).toEqual([400, same.body]);
  });

  it('with an address that has an account lets its owner choose a password', async () => {
    const email = 'again@example.test';
    await unconfirmed(email);
    granted(await signUp(visit(), email, 'the guess of somebody'));
    const written = await letter(world().db, email);
    expect(written).toMatchObject({ kind: 'account_exists', content: { name: '이' } });
    expect(written.content.url).toMatch(/\/new-password#[\w-]{43}$/);
    const chosen = 'battery horse correct';
    granted(await post(visit(), 'password', { token: tokenOf(written), password: chosen }));
    expect((await signIn(visit(), email, 'the guess of somebody')).status).toBe(401);
    granted(await signIn(visit(), email, chosen));
  });

  it('is not finished by whoever only reads the mailbox: another browser needs the password', async () => {
    granted(await signUp(visit(), 'park@example.test'));
    const token = tokenOf(await letter(world().db, 'park@example.test'));
    const other = visit();
    const confirm = (more: object = {}) => post(other, 'confirmations', { token, ...more });
    expectProductRefusal(await confirm(), 'password_required');
    for (let n = 0; n < 4; n++) {
      const wrong = await confirm({ password: 'something else' });
      expectProductRefusal(wrong, 'password_required', { wrong: true });
    }
    granted(await confirm({ password }));
    expect((await begin(other)).kind).toBe('account');
  });

  it('cannot be guessed at for ever', async () => {
    granted(await signUp(visit(), 'guess@example.test'));
    const token = tokenOf(await letter(world().db, 'guess@example.test'));
    const confirm = (secret: string) => post(visit(), 'confirmations', { token, password: secret });
    for (let n = 0; n < 5; n++) {
      expectProductRefusal(await confirm('wrong'), 'password_required', { wrong: true });
    }
    expectProductRefusal(await confirm(password), 'link_invalid');
  });

  it('of one address goes to whoever comes first; the other link is good for nothing', async () => {
    const [one, two] = [visit(), visit()];
    granted(await signUp(one, 'twice@example.test'));
    const first = tokenOf(await letter(world().db, 'twice@example.test'));
    granted(await signUp(two, 'twice@example.test', 'another password'));
    const second = tokenOf(await letter(world().db, 'twice@example.test', 2));
    granted(await post(two, 'confirmations', { token: second }));
    expectProductRefusal(await post(one, 'confirmations', { token: first }), 'link_invalid');
  });

  it('has an end: old links do nothing', async () => {
    const who = visit();
    granted(await signUp(who, 'late@example.test'));
    const token = tokenOf(await letter(world().db, 'late@example.test'));
    const age = sql(
      'test_age_links',
      `UPDATE account_links SET expires_at = now() - interval '1 s'`,
    );
    await world().db.query(age);
    expectProductRefusal(await post(who, 'confirmations', { token }), 'link_invalid');
  });

  it('writes so many letters to one address and no more', async () => {
    for (let n = 0; n < 3; n++) granted(await signUp(visit(), 'flood@example.test'));
    const fourth = await signUp(visit(), 'flood@example.test');
    expect(fourth.status).toBe(429);
    await letter(world().db, 'flood@example.test', 3);
  });
});

describe('an address', () => {
  it('is confirmed by the link and whoever is signed in to the account', async () => {
    const who = await unconfirmed('lee@example.test');
    granted(await post(who, 'verification'));
    const token = tokenOf(await letter(world().db, 'lee@example.test'));
    // A stranger made the account in somebody's name: clicking the link does not help them.
    expectProductRefusal(await post(visit(), 'confirmations', { token }), 'account_required');
    const other = await unconfirmed('other-lee@example.test');
    expectProductRefusal(await post(other, 'confirmations', { token }), 'account_required');
    expect(granted(await post(who, 'confirmations', { token }))).toMatchObject({ did: 'verified' });
    expect((await begin(who)).emailVerified).toBe(true);
    expectProductRefusal(await post(who, 'confirmations', { token }), 'link_invalid');
  });

  it('changes when the new one is confirmed; the old one hears of it', async () => {
    const who = await unconfirmed('old@example.test');
    granted(await post(who, 'email', { email: 'New@example.test' }));
    const token = tokenOf(await letter(world().db, 'new@example.test'));
    granted(await post(visit(), 'password-reset', { email: 'old@example.test' }));
    const reset = tokenOf(await letter(world().db, 'old@example.test'));
    expect((await begin(who)).email).toBe('old@example.test');
    expect(granted(await post(who, 'confirmations', { token }))).toMatchObject({ did: 'changed' });
    expect(await begin(who)).toMatchObject({ email: 'new@example.test', emailVerified: true });
    const told = await letter(world().db, 'old@example.test', 2);
    expect(told).toMatchObject({ kind: 'account_changed', content: { what: 'email' } });
    const late = { token: reset, password: 'a new horse battery' };
    expectProductRefusal(await post(visit(), 'password', late), 'link_invalid');
  });

  it('that somebody has is not taken over, and the answer does not say so', async () => {
    const who = await unconfirmed('mover@example.test');
    const answer = granted(await post(who, 'email', { email: 'lee@example.test' }));
    expect(answer).toEqual({ sent: true });
    granted(await post(who, 'email', { email: 'free@example.test' }));
    await letter(world().db, 'free@example.test');
    expect(await allLetters(world().db, 'lee@example.test')).toHaveLength(1);
  });

  it('is changed only by whoever signed in just now', async () => {
    const who = await unconfirmed('stale@example.test');
    const age = sql(
      'test_age_devices',
      `UPDATE auth.session SET "createdAt" = now() - interval '11 minutes'`,
    );
    await world().db.query(age);
    const wish = { email: 'thief@example.test' };
    expectProductRefusal(await post(who, 'email', wish), 'fresh_sign_in_required');
    granted(await signIn(who, 'stale@example.test'));
    await begin(who);
    granted(await post(who, 'email', wish));
    // Signing in again left no second device behind.
    expect(granted(await who.send('GET', '/api/auth/list-sessions'))).toHaveLength(1);
  });
});

describe('a forgotten password', () => {
  const fresh = 'a new horse battery';

  it('is replaced by a link, once; every device is signed out', async () => {
    const who = await unconfirmed('forgot@example.test');
    granted(await post(visit(), 'password-reset', { email: 'Forgot@example.test' }));
    const found = await letter(world().db, 'forgot@example.test');
    expect(found.content.url).toMatch(/\/new-password#/);
    const token = tokenOf(found);
    const short = await post(visit(), 'password', { token, password: 'short' });
    expect(short.status).toBe(400);
    granted(await post(visit(), 'password', { token, password: fresh }));
    expectProductRefusal(await who.send('GET', '/api/v1/session'), 'session_required');
    expect((await begin(who)).kind).toBe('guest');
    expect((await signIn(visit(), 'forgot@example.test')).status).toBe(401);
    const again = visit();
    granted(await signIn(again, 'forgot@example.test', fresh));
    // Whoever has the link reads the mailbox.
    expect((await begin(again)).emailVerified).toBe(true);
    const reuse = { token, password: 'yet another battery' };
    expectProductRefusal(await post(visit(), 'password', reuse), 'link_invalid');
    const told = await letter(world().db, 'forgot@example.test', 2);
    expect(told.content.what).toBe('password');
  });

  it('is answered the same for an address without an account, to which nothing is written', async () => {
    const unknown = await post(visit(), 'password-reset', { email: 'none@example.test' });
    const known = await post(visit(), 'password-reset', { email: 'twice@example.test' });
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    await letter(world().db, 'twice@example.test', 3);
    expect(await allLetters(world().db, 'none@example.test')).toEqual([]);
  });

  it('takes an account away from whoever made it in somebody’s name', async () => {
    const thief = await unconfirmed('victim@example.test');
    const uri = granted<{ totpURI: string }>(
      await thief.send('POST', '/api/auth/two-factor/enable', { password }),
    );
    expect(uri.totpURI).toMatch(/^otpauth:/);
    const link = sql(
      'test_link_provider',
      `INSERT INTO auth.account (id, "accountId", "providerId", "userId", "updatedAt")
       SELECT 'linked', 'thief', 'google', id, now() FROM auth."user" WHERE email = 'victim@example.test'`,
    );
    await world().db.query(link);
    granted(await post(visit(), 'password-reset', { email: 'victim@example.test' }));
    const token = tokenOf(await letter(world().db, 'victim@example.test'));
    granted(await post(visit(), 'password', { token, password: fresh }));
    const left = sql<{ providerId: string }>(
      'test_ways_left',
      `SELECT a."providerId" FROM auth.account a JOIN auth."user" u ON u.id = a."userId"
        WHERE u.email = 'victim@example.test'`,
    );
    expect(await world().db.query(left)).toEqual([{ providerId: 'credential' }]);
  });
});

it('links belong to one purpose', async () => {
  granted(await post(visit(), 'password-reset', { email: 'kim@example.test' }));
  const token = tokenOf(await letter(world().db, 'kim@example.test', 3));
  expectProductRefusal(await post(visit(), 'confirmations', { token }), 'link_invalid');
  const other = { token: 'A'.repeat(43), password: 'a new horse battery' };
  expectProductRefusal(await post(visit(), 'password', other), 'link_invalid');
});

it('only hashes of links are kept', async () => {
  granted(await post(visit(), 'password-reset', { email: 'lee@example.test' }));
  const token = tokenOf(await letter(world().db, 'lee@example.test', 2));
  const kept = sql<{ n: number }>(
    'test_count_links',
    `SELECT count(*)::int AS n FROM account_links
      WHERE token_hash = sha256(convert_to($1, 'UTF8')) AND account_links::text NOT LIKE '%' || $1 || '%'`,
  );
  expect(await world().db.query(kept, [token])).toEqual([{ n: 1 }]);
});
