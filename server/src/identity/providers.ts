/**
 * Providers that people may have an account with, as their documents describe them. Kakao and Google speak
 * OpenID Connect and are discovered; Naver speaks OAuth 2.0 and wraps the profile in an answer of its own.
 * What all of them need of us: the address `PUBLIC_URL/api/auth/callback/<id>` registered there.
 */
import type { GenericOAuthConfig } from 'better-auth/plugins/generic-oauth';
import type { ProviderConfig } from '../config/config.ts';

export type Provider = {
  readonly id: string;
  readonly name: string;
  /** Its word that an address was verified counts: the one of Naver is whatever its user wrote. */
  readonly trustsEmail: boolean;
  readonly config: GenericOAuthConfig;
};

/** A profile as providers answer it; nothing in it is believed before it was looked at. */
type Profile = Readonly<Record<string, unknown>>;

type Preset = Pick<Provider, 'name' | 'trustsEmail'> & {
  readonly config: Omit<GenericOAuthConfig, 'providerId' | 'clientId' | 'clientSecret'>;
};

const WAIT_MAX_MS = 8_000;

async function readProfile(url: string, accessToken: string | undefined): Promise<Profile | null> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${accessToken ?? ''}`, accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(WAIT_MAX_MS),
  });
  if (!response.ok) return null;
  const body: unknown = await response.json();
  return isProfile(body) ? body : null;
}

const isProfile = (value: unknown): value is Profile =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** Where the presets are asked; other addresses in tests. */
export const providerSites = {
  kakao: 'https://kauth.kakao.com',
  kakaoApi: 'https://kapi.kakao.com',
  naver: 'https://nid.naver.com',
  naverApi: 'https://openapi.naver.com',
  google: 'https://accounts.google.com',
} as const;

export type ProviderSites = { readonly [Name in keyof typeof providerSites]: string };

const discoveryOf = (issuer: string): string =>
  `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;

const presets = {
  /** Its ID token names the address without saying whether it was verified; `userinfo` says it. */
  kakao: ({ kakao, kakaoApi }: ProviderSites): Preset => ({
    name: 'Kakao',
    trustsEmail: true,
    config: {
      discoveryUrl: discoveryOf(kakao),
      scopes: ['openid', 'account_email', 'profile_nickname'],
      requireIdTokenVerification: true,
      async getUserInfo({ accessToken }) {
        const profile = await readProfile(`${kakaoApi}/v1/oidc/userinfo`, accessToken);
        const sub = textOf(profile?.['sub']);
        return profile === null || sub === undefined ? null : infoOf(profile, sub);
      },
    },
  }),
  naver: ({ naver, naverApi }: ProviderSites): Preset => ({
    name: 'Naver',
    trustsEmail: false,
    config: {
      authorizationUrl: `${naver}/oauth2.0/authorize`,
      tokenUrl: `${naver}/oauth2.0/token`,
      tokenEndpointAuth: { method: 'client_secret_post' },
      pkce: false,
      async getUserInfo({ accessToken }) {
        const answer = await readProfile(`${naverApi}/v1/nid/me`, accessToken);
        const profile = answer?.['response'];
        if (answer?.['resultcode'] !== '00' || !isProfile(profile)) return null;
        const id = textOf(profile['id']);
        return id === undefined ? null : infoOf(profile, id);
      },
    },
  }),
  google: ({ google }: ProviderSites): Preset => ({
    name: 'Google',
    trustsEmail: true,
    config: {
      discoveryUrl: discoveryOf(google),
      scopes: ['openid', 'email', 'profile'],
      prompt: 'select_account',
      requireIdTokenVerification: true,
    },
  }),
} as const;

const infoOf = (profile: Profile, id: string) => ({
  ...profile,
  id,
  sub: id,
  email: textOf(profile['email']),
  emailVerified: profile['email_verified'] === true,
  name: textOf(profile['name']),
});

const generic = ({ issuer = '', name = 'SSO', trustsEmail = false }: ProviderConfig): Preset => ({
  name,
  trustsEmail,
  config: {
    discoveryUrl: discoveryOf(issuer),
    scopes: ['openid', 'email', 'profile'],
    requireIdTokenVerification: true,
  },
});

/** `secret` as it was configured, or read from its file. */
export function providerOf(
  config: ProviderConfig,
  secret: string,
  sites: ProviderSites = providerSites,
): Provider {
  const { id, clientId } = config;
  const preset = id === 'oidc' ? generic(config) : presets[id](sites);
  const { name, trustsEmail } = preset;
  return {
    id,
    name,
    trustsEmail,
    config: {
      ...preset.config,
      providerId: id,
      clientId,
      clientSecret: secret,
      mapProfileToUser: (profile) => ({
        name: nameOf(profile),
        emailVerified: trustsEmail && isTrue(profile['email_verified']),
      }),
    },
  };
}

/** Some send it as a text. */
const isTrue = (value: unknown): boolean => value === true || value === 'true';

/** What our table takes: something, in one line, not too long. */
function nameOf(profile: Profile): string {
  const found = ['name', 'nickname', 'preferred_username'].flatMap(
    (key) => textOf(profile[key]) ?? [],
  );
  const given = found[0] ?? textOf(profile['email'])?.split('@', 1)[0] ?? 'Account';
  // Whole characters: half of one could not be stored.
  return Array.from(given.replaceAll(/\p{Cc}/gu, ' '))
    .slice(0, 100)
    .join('');
}
