/** Signing in elsewhere: which settings belong together, and what they come to. */
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './load.ts';

const base = { NODE_ENV: 'test', PUBLIC_URL: 'https://tickets.example' };

function problemsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    loadConfig({ ...base, ...env });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('a provider', () => {
  it('is set up by its client, with a secret or a file that has it', () => {
    const { providers } = loadConfig({
      ...base,
      KAKAO_CLIENT_ID: 'kakao-client',
      KAKAO_CLIENT_SECRET: 'secret of kakao',
      GOOGLE_CLIENT_ID: 'google-client',
      GOOGLE_CLIENT_SECRET_FILE: '/run/secrets/google',
      OIDC_ISSUER: 'https://id.example',
      OIDC_CLIENT_ID: 'own-client',
      OIDC_CLIENT_SECRET: 'secret of ours',
      OIDC_NAME: 'Moon ID',
      OIDC_TRUST_EMAIL: 'true',
    }).people;
    expect(providers).toMatchObject([
      { id: 'kakao', clientId: 'kakao-client', secret: 'secret of kakao' },
      { id: 'google', secret: undefined, secretFile: '/run/secrets/google' },
      { id: 'oidc', issuer: 'https://id.example', name: 'Moon ID', trustsEmail: true },
    ]);
  });

  it.each([
    [{ NAVER_CLIENT_ID: 'x' }, /NAVER_CLIENT_SECRET or NAVER_CLIENT_SECRET_FILE must be set/],
    [{ NAVER_CLIENT_SECRET: 'long enough' }, /NAVER_CLIENT_ID must be set/],
    [{ OIDC_ISSUER: 'https://id.example' }, /OIDC_CLIENT_ID, OIDC_CLIENT_SECRET or/],
    [{ OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'long enough' }, /OIDC_ISSUER must be set/],
    [
      {
        GOOGLE_CLIENT_ID: 'x',
        GOOGLE_CLIENT_SECRET: 'long enough',
        GOOGLE_CLIENT_SECRET_FILE: '/x',
      },
      /GOOGLE_CLIENT_SECRET_FILE contradicts GOOGLE_CLIENT_SECRET/,
    ],
  ])('that is half set is fatal: %j', (env, problem) => {
    expect(problemsOf(env)).toEqual([expect.stringMatching(problem)]);
  });

  it('needs to know where people come back to, and to be spoken to in secret', () => {
    const google = { GOOGLE_CLIENT_ID: 'x', GOOGLE_CLIENT_SECRET: 'long enough' };
    expect(problemsOf({ ...google, PUBLIC_URL: '' })).toEqual([
      expect.stringMatching(/needs PUBLIC_URL/),
    ]);
    const oidc = { OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'long enough' };
    const production = {
      NODE_ENV: 'production',
      DATABASE_URL: 'postgres://h/d',
      PAYMENT_PROVIDER: 'simulator',
    };
    expect(problemsOf({ ...oidc, ...production, OIDC_ISSUER: 'http://id.example' })).toEqual([
      expect.stringMatching(/OIDC_ISSUER must start with https/),
    ]);
  });
});

const confirmed = (env: Readonly<Record<string, string>>): boolean =>
  loadConfig({ ...base, ...env }).people.signUpConfirmed;

it('sign-ups are confirmed by mail where there is a mail server', () => {
  const smtp = { SMTP_HOST: 'mail.example', MAIL_FROM: 'a@example.org' };
  expect(confirmed({})).toBe(false);
  expect(confirmed(smtp)).toBe(true);
  expect(confirmed({ ...smtp, SIGN_UP_CONFIRMED: 'false' })).toBe(false);
});
