/** A second factor: switched on, asked for, guessed at, recovered, trusted, switched off. */
// oxlint-disable vitest/expect-expect -- granted(), expect...Refusal() and waiting for a text do it
import type { Session } from '@onsale/contract/session.ts';
import { describe, expect, it } from 'vitest';
import { sql } from '../../src/lib/db.ts';
import { letter, withoutWorker } from '../support/account-letters.ts';
import { nextTotpOf, totpOf } from '../support/totp.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { expectProductRefusal, granted } from './refusals.ts';
import { useWorld } from './world.ts';

const password = 'correct horse battery';
const limits = { SIGN_IN_PER_EMAIL_HOUR: '100', SIGN_IN_PER_ADDRESS_MINUTE: '600' };
const world = useWorld({ env: { ...withoutWorker, ...limits } });
let count = 0;

const visit = (): Visitor => createVisitor(world().processes[0]?.url ?? '');
const auth = (who: Visitor, path: string, body: unknown = {}) =>
  who.send('POST', `/api/auth/${path}`, body);
const begin = async (who: Visitor): Promise<Session> =>
  granted<{ session: Session }>(await who.send('POST', '/api/v1/session')).session;
const signIn = (who: Visitor, email: string) => auth(who, 'sign-in/email', { email, password });

type Enabled = { readonly totpURI: string; readonly backupCodes: readonly string[] };

async function signUp(): Promise<{ who: Visitor; email: string }> {
  const who = visit();
  const email = `factor${++count}@example.test`;
  granted(await auth(who, 'sign-up/email', { name: '김', email, password }));
  await begin(who);
  return { who, email };
}

/** An account with a second factor, and the code that switched it on. */
async function secured() {
  const { who, email } = await signUp();
  const enabled = granted<Enabled>(await auth(who, 'two-factor/enable', { password }));
  const code = totpOf(enabled.totpURI);
  granted(await auth(who, 'two-factor/verify-totp', { code }));
  await begin(who);
  return { who, email, code, ...enabled };
}

/** Somebody who knows the password. */
async function challenged(email: string): Promise<Visitor> {
  const who = visit();
  expect(granted(await signIn(who, email))).toMatchObject({ twoFactorRedirect: true });
  expect((await begin(who)).kind).toBe('guest');
  return who;
}

const wrongCode = (uri: string): string => (totpOf(uri) === '123456' ? '654321' : '123456');

const verify = (who: Visitor, code: string) => auth(who, 'two-factor/verify-totp', { code });

describe('a second factor', () => {
  it('is asked for once a code has shown that the app works', async () => {
    const { who, email } = await signUp();
    const { totpURI, backupCodes } = granted<Enabled>(
      await auth(who, 'two-factor/enable', { password }),
    );
    expect(backupCodes).toHaveLength(10);
    granted(await signIn(visit(), email));
    const wrong = await auth(who, 'two-factor/verify-totp', { code: wrongCode(totpURI) });
    expect(wrong.status).toBe(401);
    granted(await auth(who, 'two-factor/verify-totp', { code: totpOf(totpURI) }));
    expect((await begin(who)).kind).toBe('account');
    expect(await letter(world().db, email)).toMatchObject({ content: { what: 'two_factor' } });
    const other = await challenged(email);
    granted(await auth(other, 'two-factor/verify-totp', { code: nextTotpOf(totpURI) }));
    expect((await begin(other)).kind).toBe('account');
  });

  it('leaves no second device behind when somebody signs in again', async () => {
    const { who, email, totpURI } = await secured();
    expect(granted(await signIn(who, email))).toMatchObject({ twoFactorRedirect: true });
    granted(await auth(who, 'two-factor/verify-totp', { code: nextTotpOf(totpURI) }));
    await begin(who);
    expect(granted(await who.send('GET', '/api/auth/list-sessions'))).toHaveLength(1);
  });

  it('needs the password to be switched on or off', async () => {
    const { who } = await secured();
    const wrong = { password: 'something else' };
    expect((await auth(who, 'two-factor/disable', wrong)).status).toBe(400);
    granted(await auth(who, 'two-factor/disable', { password }));
    expect((await begin(who)).kind).toBe('account');
  });

  it('cannot be guessed: five tries for a sign-in, ten for an account', async () => {
    const { email, totpURI } = await secured();
    const code = wrongCode(totpURI);
    const first = await challenged(email);
    for (let n = 0; n < 5; n++) {
      expect((await auth(first, 'two-factor/verify-totp', { code })).status).toBe(401);
    }
    const right = { code: nextTotpOf(totpURI) };
    expect((await auth(first, 'two-factor/verify-totp', right)).status).toBe(400);
    const second = await challenged(email);
    for (let n = 0; n < 5; n++) {
      expect((await auth(second, 'two-factor/verify-totp', { code })).status).toBe(401);
    }
    const third = await challenged(email);
    expect((await auth(third, 'two-factor/verify-totp', right)).status).toBe(429);
    expect((await begin(third)).kind).toBe('guest');
  });

  it('is a code that works once, also when it comes twice at the same moment', async () => {
    const { email, totpURI, code: first } = await secured();
    // Used, and so refused like one that is wrong.
    const used = await verify(await challenged(email), first);
    expect(used).toMatchObject({ status: 401, body: { code: 'INVALID_CODE' } });
    const both = [await challenged(email), await challenged(email)];
    const code = nextTotpOf(totpURI);
    const answers = await Promise.all(both.map((who) => verify(who, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(1);
    expect((await verify(await challenged(email), code)).status).toBe(401);
  });

  it('is replaced by a recovery code, each of them once', async () => {
    const { email, backupCodes } = await secured();
    const [code = ''] = backupCodes;
    const who = await challenged(email);
    granted(await auth(who, 'two-factor/verify-backup-code', { code }));
    expect((await begin(who)).kind).toBe('account');
    const again = await challenged(email);
    expect((await auth(again, 'two-factor/verify-backup-code', { code })).status).toBe(401);
  });

  it('is not asked for on a device that is trusted, as long as that is remembered', async () => {
    const { email, totpURI } = await secured();
    const who = await challenged(email);
    const code = nextTotpOf(totpURI);
    granted(await auth(who, 'two-factor/verify-totp', { code, trustDevice: true }));
    who.jar.delete('onsale_account');
    expect(granted(await signIn(who, email))).not.toHaveProperty('twoFactorRedirect');
    // A new password and switching it off forget such devices.
    const forget = sql('test_forget_trust', 'DELETE FROM auth.verification');
    await world().db.query(forget);
    who.jar.delete('onsale_account');
    expect(granted(await signIn(who, email))).toMatchObject({ twoFactorRedirect: true });
  });

  it('is kept encrypted', async () => {
    const { totpURI, backupCodes } = await secured();
    const rows = await world().db.query(
      sql<{ row: string }>('test_two_factor', 'SELECT t::text AS row FROM auth."twoFactor" t'),
    );
    const all = rows.map(({ row }) => row).join();
    expect(all).not.toContain(new URL(totpURI).searchParams.get('secret'));
    expect(all).not.toContain(backupCodes[0]);
  });
});

describe('what is hard to undo', () => {
  it('is not done for a device that somebody left signed in', async () => {
    const { who } = await signUp();
    const age = sql(
      'test_age_all_devices',
      `UPDATE auth.session SET "createdAt" = now() - interval '11 minutes'`,
    );
    await world().db.query(age);
    expectProductRefusal(await auth(who, 'two-factor/enable'), 'fresh_sign_in_required');
    const passkeys = await who.send('GET', '/api/auth/passkey/generate-register-options');
    expectProductRefusal(passkeys, 'fresh_sign_in_required');
    expectProductRefusal(await who.send('GET', '/api/v1/account/data'), 'fresh_sign_in_required');
    // The password is as good as having signed in.
    granted(await auth(who, 'two-factor/enable', { password }));
  });

  it('is closed to whoever is not signed in, and to fields that are not expected', async () => {
    expectProductRefusal(await auth(visit(), 'two-factor/enable'), 'fresh_sign_in_required');
    const { who } = await signUp();
    for (const [path, body] of [
      ['two-factor/enable', { password, method: 'otp' }],
      ['two-factor/verify-totp', { code: 'a b c d' }],
      ['passkey/verify-authentication', { response: { id: 1 } }],
      ['passkey/verify-registration', { response: {}, createSession: true }],
    ] as const) {
      expect([path, (await auth(who, path, body)).status]).toEqual([path, 400]);
    }
    for (const closed of ['two-factor/send-otp', 'two-factor/get-totp-uri', 'sign-in/social']) {
      expectProductRefusal(await auth(who, closed, { password }), 'not_found');
    }
  });
});
