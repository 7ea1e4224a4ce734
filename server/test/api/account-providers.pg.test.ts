/**
 * Signing in with an account elsewhere, by a real OpenID provider: there and back, what goes wrong on the
 * way, and whose account is joined with whose.
 */
// oxlint-disable vitest/expect-expect -- granted(), expect...Refusal() and waiting for a text do it
import type { Session } from '@onsale/contract/session.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/lib/db.ts';
import { allLetters, letter, withoutWorker } from '../support/account-letters.ts';
import { freePort } from '../support/free-port.ts';
import { type OidcProvider, startOidcProvider } from '../support/oidc.ts';
import { nextTotpOf, totpOf } from '../support/totp.ts';
import { comeBack, leave, visitProvider } from '../support/oidc-visit.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { expectProductRefusal, granted } from './refusals.ts';
import { openWorld, type World } from './world.ts';

const password = 'correct horse battery';
let world: World;
let provider: OidcProvider;
let url = '';
/** The same provider, whose word about addresses does not count. */
let doubting = '';
let redirectUris: readonly string[] = [];

beforeAll(async () => {
  const [port, other] = [await freePort(), await freePort()];
  url = `http://127.0.0.1:${port}`;
  doubting = `http://127.0.0.1:${other}`;
  redirectUris = [url, doubting].map((site) => `${site}/api/auth/callback/oidc`);
  provider = await startOidcProvider(redirectUris);
  const oidc = {
    ...withoutWorker,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_NAME: 'Moon ID',
  };
  world = await openWorld({
    env: { ...oidc, PUBLIC_URL: url, PORT: `${port}`, OIDC_TRUST_EMAIL: 'true' },
  });
  await world.startProcess({
    PUBLIC_URL: doubting,
    PORT: `${other}`,
    METRICS_PORT: `${await freePort()}`,
    OIDC_TRUST_EMAIL: 'false',
  });
});
afterAll(async () => {
  await world.close();
  await provider.close();
});

const auth = (who: Visitor, path: string, body: unknown = {}) =>
  who.send('POST', `/api/auth/${path}`, body);
const begin = async (who: Visitor): Promise<Session> =>
  granted<{ session: Session }>(await who.send('POST', '/api/v1/session')).session;

async function signInAs(who: Visitor, sub: string): Promise<string> {
  return comeBack(who, await visitProvider(await leave(who), sub));
}

async function signedUp(email: string, isVerified: boolean): Promise<Visitor> {
  const who = createVisitor(url);
  granted(await auth(who, 'sign-up/email', { name: '김', email, password }));
  const verify = sql('test_verify', `UPDATE auth."user" SET "emailVerified" = $2 WHERE email = $1`);
  await world.db.query(verify, [email, isVerified]);
  await begin(who);
  return who;
}

describe('somebody with an account elsewhere', () => {
  it('is offered the way, by the name that people know', async () => {
    const { features } = granted<{ features: { signIn: object } }>(
      await world.send('GET', '/api/v1/features'),
    );
    expect(features.signIn).toMatchObject({ providers: [{ id: 'oidc', name: 'Moon ID' }] });
  });

  it('goes there and comes back with an account, and the next time it is the same', async () => {
    provider.people.set('yuna', {
      email: 'Yuna@example.test',
      email_verified: true,
      name: '연아',
    });
    const who = createVisitor(url);
    const guest = await begin(who);
    expect(await signInAs(who, 'yuna')).toBe('/signed-in');
    const session = await begin(who);
    expect(session).toMatchObject({
      kind: 'account',
      name: '연아',
      email: 'yuna@example.test',
      emailVerified: true,
    });
    expect(session.personId).not.toBe(guest.personId);
    const other = createVisitor(url);
    await signInAs(other, 'yuna');
    expect((await begin(other)).personId).toBe(session.personId);
    const tokens = sql<{ n: number }>(
      'test_count_tokens',
      `SELECT count(*)::int AS n FROM auth.account
        WHERE "accessToken" IS NOT NULL OR "refreshToken" IS NOT NULL OR "idToken" IS NOT NULL`,
    );
    expect(await world.db.query(tokens)).toEqual([{ n: 0 }]);
  });

  it('who says no there is back where they were', async () => {
    const who = createVisitor(url);
    expect(await signInAs(who, '')).toMatch(/^\/sign-in\?error=access_denied/);
    expect((await begin(who)).kind).toBe('guest');
  });

  it('of whom the provider knows no address is asked for another way', async () => {
    provider.people.set('nameless', { name: '이름만' });
    const who = createVisitor(url);
    expect(await signInAs(who, 'nameless')).toMatch(/^\/sign-in\?error=email_not_found/);
    expect((await begin(who)).kind).toBe('guest');
  });

  it('is asked for the second factor that the account has', async () => {
    provider.people.set('careful', { email: 'careful@example.test', email_verified: true });
    const who = createVisitor(url);
    await signInAs(who, 'careful');
    await begin(who);
    const enabled = granted<{ totpURI: string }>(await auth(who, 'two-factor/enable'));
    granted(await auth(who, 'two-factor/verify-totp', { code: totpOf(enabled.totpURI) }));
    const other = createVisitor(url);
    expect(await signInAs(other, 'careful')).toBe('/sign-in?step=two-factor');
    expect((await begin(other)).kind).toBe('guest');
    granted(await auth(other, 'two-factor/verify-totp', { code: nextTotpOf(enabled.totpURI) }));
    expect((await begin(other)).kind).toBe('account');
  });
});

describe('the way back', () => {
  it('is no way for another browser: the state belongs to the one that left', async () => {
    const [attacker, victim] = [createVisitor(url), createVisitor(url)];
    const back = await visitProvider(await leave(attacker), 'yuna');
    expect(await comeBack(victim, back)).toMatch(/error=state_mismatch/);
    expect((await begin(victim)).kind).toBe('guest');
  });

  it('is gone once: neither state nor code count twice', async () => {
    const who = createVisitor(url);
    const back = await visitProvider(await leave(who), 'yuna');
    expect(await comeBack(who, back)).toBe('/signed-in');
    expect(await comeBack(createVisitor(url), back)).toMatch(/error=/);
    const again = await comeBack(who, back);
    expect(again).toMatch(/error=/);
  });

  it('with an ID token for somebody else’s request is refused: its nonce is not ours', async () => {
    const who = createVisitor(url);
    const there = await leave(who);
    expect(there.searchParams.get('nonce')).toMatch(/.{20,}/);
    expect(there.searchParams.get('code_challenge_method')).toBe('S256');
    there.searchParams.set('nonce', 'the nonce of somebody else');
    const back = await visitProvider(there, 'yuna');
    expect(await comeBack(who, back)).toMatch(/error=unable_to_get_user_info/);
    expect((await begin(who)).kind).toBe('guest');
  });

  it('with a made-up state or code leads nowhere', async () => {
    const who = createVisitor(url);
    const made = new URL('/api/auth/callback/oidc?code=x&state=y', url);
    expect(await comeBack(who, made)).toMatch(/error=/);
    const there = await leave(who);
    made.searchParams.set('state', there.searchParams.get('state') ?? '');
    expect(await comeBack(who, made)).toMatch(/error=invalid_code/);
  });

  it('leads to our own pages only, and no other provider is known', async () => {
    const who = createVisitor(url);
    const elsewhere = { provider: 'oidc', callbackURL: 'https://elsewhere.example' };
    expect((await auth(who, 'sign-in/social', elsewhere)).status).toBe(400);
    expectProductRefusal(await auth(who, 'sign-in/social', { provider: 'kakao' }), 'unavailable', {
      retryAfterSeconds: 30,
    });
  });
});

describe('an account here with the same address', () => {
  it('is joined if both sides had it confirmed', async () => {
    const own = await signedUp('both@example.test', true);
    provider.people.set('both', { email: 'both@example.test', email_verified: true });
    const who = createVisitor(url);
    expect(await signInAs(who, 'both')).toBe('/signed-in');
    expect((await begin(who)).personId).toBe((await begin(own)).personId);
  });

  it.each([
    ['nobody confirmed it here: somebody else may have signed up with it', false, true],
    ['the provider did not verify it', true, false],
  ])('is not joined where %s', async (_why, isVerifiedHere, isVerifiedThere) => {
    const name = `linked-${isVerifiedHere}`;
    const own = await signedUp(`${name}@example.test`, isVerifiedHere);
    const email = `${name}@example.test`;
    provider.people.set(name, { email, email_verified: isVerifiedThere });
    const who = createVisitor(url);
    expect(await signInAs(who, name)).toMatch(/^\/sign-in\?error=account_not_linked/);
    expect((await begin(who)).kind).toBe('guest');
    // Signed in, they connect it themselves.
    expect(await comeBack(own, await visitProvider(await leave(own, 'link-social'), name))).toBe(
      '/account',
    );
    expect(await signInAs(who, name)).toBe('/signed-in');
    expect((await begin(who)).email).toBe(email);
  });

  it('is never joined by itself where the word of the provider does not count', async () => {
    await signedUp('doubt@example.test', true);
    provider.people.set('doubt', { email: 'doubt@example.test', email_verified: true });
    const who = createVisitor(doubting);
    expect(await signInAs(who, 'doubt')).toMatch(/^\/sign-in\?error=account_not_linked/);
    provider.people.set('new', { email: 'new@example.test', email_verified: true });
    const other = createVisitor(doubting);
    expect(await signInAs(other, 'new')).toBe('/signed-in');
    expect(await begin(other)).toMatchObject({ email: 'new@example.test', emailVerified: false });
  });
});

describe('connecting', () => {
  it('needs somebody who signed in just now', async () => {
    const who = await signedUp('stale@example.test', true);
    const age = sql(
      'test_age_one',
      `UPDATE auth.session s SET "createdAt" = now() - interval '11 minutes' FROM auth."user" u
        WHERE u.id = s."userId" AND u.email = $1`,
    );
    await world.db.query(age, ['stale@example.test']);
    const refused = await auth(who, 'link-social', { provider: 'oidc' });
    expectProductRefusal(refused, 'fresh_sign_in_required');
    const none = await auth(createVisitor(url), 'link-social', { provider: 'oidc' });
    expectProductRefusal(none, 'fresh_sign_in_required');
  });

  it('does not take what another account has, and the owner is told of what is new', async () => {
    const who = await signedUp('two@example.test', true);
    const back = await visitProvider(await leave(who, 'link-social'), 'yuna');
    expect(await comeBack(who, back)).toMatch(/error=account_already_linked/);
    const old = sql(
      'test_age_account',
      `UPDATE auth."user" SET "createdAt" = now() - interval '1 day' WHERE email = $1`,
    );
    await world.db.query(old, ['two@example.test']);
    expect(await allLetters(world.db, 'two@example.test')).toEqual([]);
    provider.people.set('elsewhere', { email: 'elsewhere@example.test', email_verified: true });
    await comeBack(who, await visitProvider(await leave(who, 'link-social'), 'elsewhere'));
    expect((await letter(world.db, 'two@example.test')).content.what).toBe('provider');
    // The address here stays what it was.
    expect((await begin(who)).email).toBe('two@example.test');
  });

  it('ends, but never with the last way in', async () => {
    const who = createVisitor(url);
    provider.people.set('lonely', { email: 'lonely@example.test', email_verified: true });
    await signInAs(who, 'lonely');
    await begin(who);
    const read = async () =>
      granted<{ account: { signIns: { id: string; provider: string }[] } }>(
        await who.send('GET', '/api/v1/account'),
      ).account.signIns;
    const [only] = await read();
    expect(only?.provider).toBe('oidc');
    const unlink = (accountId: string | undefined) => auth(who, 'unlink-account', { accountId });
    expect((await unlink(only?.id)).status).toBe(400);
    const both = await signedUp('pair@example.test', true);
    provider.people.set('pair', { email: 'pair@example.test', email_verified: true });
    await comeBack(both, await visitProvider(await leave(both, 'link-social'), 'pair'));
    // Nobody takes apart what is another's.
    expect((await auth(both, 'unlink-account', { accountId: only?.id })).status).toBe(400);
  });
});

it('a provider that is away delays nobody else, and is asked again', async () => {
  const { issuer } = provider;
  await provider.close();
  const { url: late } = await world.startProcess({
    PORT: `${await freePort()}`,
    METRICS_PORT: `${await freePort()}`,
  });
  const who = createVisitor(late);
  expectProductRefusal(await auth(who, 'sign-in/social', { provider: 'oidc' }), 'unavailable', {
    retryAfterSeconds: 30,
  });
  expect((await begin(who)).kind).toBe('guest');
  provider = await startOidcProvider(redirectUris, Number(new URL(issuer).port));
  expect(granted(await auth(who, 'sign-in/social', { provider: 'oidc' }))).toHaveProperty('url');
});
