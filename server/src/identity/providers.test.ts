/** Providers as their documents describe them: what is asked for, and what their profiles come to. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderConfig } from '../config/config.ts';
import { providerOf, providerSites } from './providers.ts';

const config = (id: ProviderConfig['id'], more: Partial<ProviderConfig> = {}): ProviderConfig => ({
  id,
  clientId: 'our-client',
  secret: 'our secret',
  secretFile: undefined,
  ...more,
});

/** Answers by path, to whoever shows the token. */
const answers = new Map<string, unknown>();
const server = createServer((request, response) => {
  const isAllowed = request.headers.authorization === 'Bearer the-token';
  const answer = answers.get(request.url ?? '');
  response.writeHead(isAllowed && answer !== undefined ? 200 : 401);
  response.end(JSON.stringify(answer ?? {}));
});
let site = '';
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

/** What the library makes of a profile: the raw one, and what our mapping says on top. */
async function profileOf(id: ProviderConfig['id'], accessToken = 'the-token') {
  const sites = { ...providerSites, kakaoApi: site, naverApi: site };
  const provider = providerOf(config(id), 'our secret', sites);
  const raw = await provider.config.getUserInfo?.({ accessToken });
  if (raw == null) return raw;
  return { id: raw.id, email: raw.email, ...(await provider.config.mapProfileToUser?.(raw)) };
}

describe('Kakao', () => {
  it('is asked who it is by its OpenID address, where it says whether the address was verified', async () => {
    const profile = {
      sub: '42',
      nickname: '라이언',
      email: 'ryan@kakao.com',
      email_verified: true,
    };
    answers.set('/v1/oidc/userinfo', profile);
    expect(await profileOf('kakao')).toEqual({
      id: '42',
      email: 'ryan@kakao.com',
      name: '라이언',
      emailVerified: true,
    });
    answers.set('/v1/oidc/userinfo', { ...profile, email_verified: false });
    expect(await profileOf('kakao')).toMatchObject({ emailVerified: false });
    expect(await profileOf('kakao', 'another-token')).toBeNull();
  });

  it('who did not allow the address has none', async () => {
    answers.set('/v1/oidc/userinfo', { sub: '42', nickname: '라이언' });
    expect(await profileOf('kakao')).toMatchObject({ email: undefined, emailVerified: false });
  });

  it('is discovered, and its ID tokens are verified', () => {
    expect(providerOf(config('kakao'), 's').config).toMatchObject({
      discoveryUrl: 'https://kauth.kakao.com/.well-known/openid-configuration',
      requireIdTokenVerification: true,
    });
  });
});

describe('Naver', () => {
  it('wraps the profile in an answer of its own, and nobody verified the address', async () => {
    const response = { id: 'abc', name: '브라운', email: 'brown@naver.com', email_verified: true };
    answers.set('/v1/nid/me', { resultcode: '00', message: 'success', response });
    expect(await profileOf('naver')).toEqual({
      id: 'abc',
      email: 'brown@naver.com',
      name: '브라운',
      emailVerified: false,
    });
    answers.set('/v1/nid/me', { resultcode: '024', message: 'Authentication failed' });
    expect(await profileOf('naver')).toBeNull();
  });

  it('speaks OAuth 2.0 at its own addresses', () => {
    const { config: naver, trustsEmail } = providerOf(config('naver'), 's');
    expect(trustsEmail).toBe(false);
    expect(naver).toMatchObject({
      authorizationUrl: 'https://nid.naver.com/oauth2.0/authorize',
      tokenUrl: 'https://nid.naver.com/oauth2.0/token',
      pkce: false,
    });
    expect(naver.discoveryUrl).toBeUndefined();
  });
});

it('another one is believed about addresses only if it is trusted to verify them', async () => {
  const other = { issuer: 'https://id.example.org/', name: 'Moon ID' };
  const verified = async (trustsEmail: boolean, claim: unknown) => {
    const provider = providerOf(config('oidc', { ...other, trustsEmail }), 's');
    const mapped = await provider.config.mapProfileToUser?.({
      id: '1',
      email_verified: claim,
    } as never);
    return mapped?.emailVerified;
  };
  expect(await verified(true, true)).toBe(true);
  expect(await verified(true, 'true')).toBe(true);
  expect(await verified(true, 1)).toBe(false);
  expect(await verified(false, true)).toBe(false);
  const { config: oidc, name } = providerOf(config('oidc', other), 's');
  expect([oidc.discoveryUrl, name]).toEqual([
    'https://id.example.org/.well-known/openid-configuration',
    'Moon ID',
  ]);
});

it('a name is made of what there is, in one line that fits', async () => {
  const { config: google } = providerOf(config('google'), 's');
  const nameOf = async (profile: object) =>
    (await google.mapProfileToUser?.(profile as never))?.name;
  expect(await nameOf({ name: ' Kim\nYuna ' })).toBe('Kim Yuna');
  expect(await nameOf({ name: '', email: 'kim@example.org' })).toBe('kim');
  expect(await nameOf({})).toBe('Account');
  expect(await nameOf({ name: '가'.repeat(300) })).toHaveLength(100);
});
