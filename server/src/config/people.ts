/** What the settings of people come to. */
import type { PeopleConfig } from './config.ts';
import type { SettingValues } from './settings.ts';
import { providersConfig } from './sign-in.ts';

const DAY_MS = 86_400_000;

export function peopleConfig(values: SettingValues): PeopleConfig {
  const { SESSION_SECRET: current, SESSION_SECRET_PREVIOUS: previous } = values;
  return {
    publicOrigin: values.PUBLIC_URL === undefined ? undefined : new URL(values.PUBLIC_URL).origin,
    secureCookies: values.COOKIES_SECURE ?? isHttps(values),
    secret: current,
    previousSecret: previous,
    tokenMs: values.SESSION_TOKEN_SECONDS * 1_000,
    signedInMs: values.SESSION_TTL_SECONDS * 1_000,
    guestMs: values.GUEST_TTL_DAYS * DAY_MS,
    signIn: {
      perAddressMinute: values.SIGN_IN_PER_ADDRESS_MINUTE,
      perEmailHour: values.SIGN_IN_PER_EMAIL_HOUR,
      hashesMax: values.SIGN_IN_HASHES_MAX,
    },
    letters: {
      perAddressMinute: values.ACCOUNT_LETTERS_PER_ADDRESS_MINUTE,
      perEmailHour: values.ACCOUNT_LETTERS_PER_EMAIL_HOUR,
    },
    signUpConfirmed: values.SIGN_UP_CONFIRMED ?? values.SMTP_HOST !== undefined,
    providers: providersConfig(values),
    session: {
      perSecond: values.RATE_LIMIT_SESSION_PER_SECOND,
      burst: values.RATE_LIMIT_SESSION_BURST,
    },
    holds: {
      perPersonMax: values.HOLDS_PER_PERSON_MAX,
      perAddressMinute: values.HOLDS_PER_ADDRESS_MINUTE,
    },
    live: {
      perSessionMax: values.LIVE_STREAMS_PER_SESSION_MAX,
      perAddressMax: values.LIVE_STREAMS_PER_ADDRESS_MAX,
      socketIo: values.LIVE_SOCKET_IO,
    },
  };
}

const isHttps = ({ PUBLIC_URL: url, NODE_ENV: environment }: SettingValues): boolean =>
  url === undefined ? environment === 'production' : url.startsWith('https://');
