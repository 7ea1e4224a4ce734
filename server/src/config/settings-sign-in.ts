/** Settings of signing in with an account that somebody has elsewhere. */
import { flag, type SettingGroup, type Settings, text, urlOf } from './setting.ts';

const clientId = () => text('a client identifier as issued by the provider', 1, 512);
const key = () => text('a key as issued by the provider', 8, 512);
const file = () => text('the path of a readable file', 1, 4_096);
const secret = { secret: true } as const;

const INSTEAD = 'A file with that secret, instead.';

export const providerSettings = {
  KAKAO_CLIENT_ID: { schema: clientId(), description: 'The REST API key of the Kakao app.' },
  KAKAO_CLIENT_SECRET: { schema: key(), description: 'Its client secret.', ...secret },
  KAKAO_CLIENT_SECRET_FILE: { schema: file(), description: INSTEAD },
  NAVER_CLIENT_ID: { schema: clientId(), description: 'The client ID of the Naver app.' },
  NAVER_CLIENT_SECRET: { schema: key(), description: 'Its client secret.', ...secret },
  NAVER_CLIENT_SECRET_FILE: { schema: file(), description: INSTEAD },
  GOOGLE_CLIENT_ID: { schema: clientId(), description: 'The client ID of the Google project.' },
  GOOGLE_CLIENT_SECRET: { schema: key(), description: 'Its client secret.', ...secret },
  GOOGLE_CLIENT_SECRET_FILE: { schema: file(), description: INSTEAD },
  OIDC_ISSUER: {
    schema: urlOf('https', 'http'),
    description:
      'The issuer of any other provider; it is discovered at `/.well-known/openid-configuration` ' +
      'below it. `http` only outside of production.',
  },
  OIDC_CLIENT_ID: { schema: clientId(), description: 'The client registered there.' },
  OIDC_CLIENT_SECRET: { schema: key(), description: 'Its secret.', ...secret },
  OIDC_CLIENT_SECRET_FILE: { schema: file(), description: INSTEAD },
  OIDC_NAME: {
    schema: text('what people call it', 1, 50),
    description: 'What the button says: “Continue with …”.',
    default: 'SSO',
  },
  OIDC_TRUST_EMAIL: {
    schema: flag(),
    description:
      'Whether `email_verified` of this provider is believed. Only then its accounts are joined by ' +
      'themselves with accounts here that have the same, confirmed address.',
    default: false,
  },
} satisfies Settings;

export const signInGroups: readonly SettingGroup[] = [
  {
    title: 'Signing in elsewhere',
    introduction:
      'Accounts of Kakao, Naver, Google and one other OpenID provider; needs `PUBLIC_URL`. Register ' +
      '`PUBLIC_URL/api/auth/callback/kakao` (`naver`, `google`, `oidc`) as the redirect address.',
    settings: providerSettings,
  },
];
