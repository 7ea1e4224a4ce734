/** Settings of people: sessions and their cookies, signing in, and limits on what one visitor may do. */
import { flag, integer, secretText, type SettingGroup, type Settings, urlOf } from './setting.ts';

export const sessionSettings = {
  PUBLIC_URL: {
    schema: urlOf('https', 'http'),
    description:
      'The address of the site as browsers see it. Its pages may act for a session, and links in ' +
      'mails lead there. With `https`, cookies are `Secure` and named `__Host-…`.',
  },
  COOKIES_SECURE: {
    schema: flag(),
    description:
      'Whether cookies travel over https only. Browsers drop such cookies on a site without https.',
    whenUnset: '`true` when `PUBLIC_URL` is https, or in production without a `PUBLIC_URL`',
  },
  SESSION_SECRET: {
    schema: secretText(32),
    description: 'Signs session and guest cookies.',
    whenUnset: 'one is made and kept in the database',
    secret: true,
  },
  SESSION_SECRET_PREVIOUS: {
    schema: secretText(32),
    description: 'The one before a rotation; what it signed stays valid for its time.',
    secret: true,
  },
  SESSION_TOKEN_SECONDS: {
    schema: integer(30, 600, 'seconds'),
    description:
      'How long a session token is good without asking the database; pages renew it by themselves.',
    default: 600,
  },
  SESSION_TTL_SECONDS: {
    schema: integer(600, 31_536_000, 'seconds'),
    description: 'How long a device stays signed in when nobody uses it.',
    default: 1_209_600,
  },
  GUEST_TTL_DAYS: {
    schema: integer(1, 400, 'days'),
    description: 'How long a guest is remembered after the last visit.',
    default: 90,
  },
} satisfies Settings;

export const signInSettings = {
  SIGN_IN_PER_ADDRESS_MINUTE: {
    schema: integer(1, 1_000_000, 'attempts per minute'),
    description: 'Attempts to sign in or up from one address.',
    default: 60,
  },
  SIGN_IN_PER_EMAIL_HOUR: {
    schema: integer(1, 1_000_000, 'attempts per hour'),
    description:
      'Attempts to sign in with one e-mail address from one address; half of them may come at once. ' +
      'From all addresses together it is ten times as many.',
    default: 20,
  },
  SIGN_UP_CONFIRMED: {
    schema: flag(),
    description:
      'Whether an account comes to be only when its e-mail address has been confirmed by a link in ' +
      'a mail. Then nobody learns by signing up who has an account. Otherwise one is signed in at ' +
      'once, and confirms the address later.',
    whenUnset: '`true` with `SMTP_HOST`',
  },
  ACCOUNT_LETTERS_PER_ADDRESS_MINUTE: {
    schema: integer(1, 1_000_000, 'letters per minute'),
    description:
      'Letters about accounts (sign-up, new password, confirmation) asked for from one address.',
    default: 30,
  },
  ACCOUNT_LETTERS_PER_EMAIL_HOUR: {
    schema: integer(1, 1_000, 'letters per hour'),
    description: 'Such letters to one e-mail address; half of them may come at once.',
    default: 6,
  },
  SIGN_IN_HASHES_MAX: {
    schema: integer(1, 64, 'hashes'),
    description:
      'Passwords hashed at the same time; the others wait, so that a rush of sign-ins leaves the ' +
      'processors to the sale.',
    default: 2,
  },
} satisfies Settings;

export const visitorSettings = {
  RATE_LIMIT_SESSION_PER_SECOND: {
    schema: integer(1, 1_000_000, 'requests per second'),
    description: 'The sustained rate of one session.',
    default: 50,
  },
  RATE_LIMIT_SESSION_BURST: {
    schema: integer(1, 1_000_000, 'requests'),
    description: 'What one session may send at once after a quiet time.',
    default: 300,
  },
  HOLDS_PER_PERSON_MAX: {
    schema: integer(1, 1_000, 'holds'),
    description: 'Holds that one person may have at a time, over all events.',
    default: 4,
  },
  HOLDS_PER_ADDRESS_MINUTE: {
    schema: integer(1, 10_000_000, 'holds per minute'),
    description:
      'Holds that sessions from one address may place; a quarter of them may come at once. Many ' +
      'people can share an address.',
    default: 1_200,
  },
  LIVE_STREAMS_PER_SESSION_MAX: {
    schema: integer(1, 1_000, 'streams'),
    description: 'Live streams of one session; tabs share one.',
    default: 8,
  },
  LIVE_STREAMS_PER_ADDRESS_MAX: {
    schema: integer(1, 1_000_000, 'streams'),
    description: 'Live streams from one address.',
    default: 1_000,
  },
  LIVE_SOCKET_IO: {
    schema: flag(),
    description: 'Whether the live channel is offered over Socket.IO too (docs/live-channel.md).',
    default: true,
  },
} satisfies Settings;

export const peopleGroups: readonly SettingGroup[] = [
  {
    title: 'Sessions',
    introduction: 'Guests and accounts are told apart by signed cookies (docs/people.md).',
    settings: sessionSettings,
  },
  {
    title: 'Signing in',
    introduction:
      'Counted over all processes with a `REDIS_URL`, else in each; refused with `rate_limited` and ' +
      '`Retry-After`.',
    settings: signInSettings,
  },
  {
    title: 'Visitors',
    introduction:
      'Limits on what one visitor or address may do, counted in each process; holds of an address ' +
      'are counted over all of them with a `REDIS_URL`.',
    settings: visitorSettings,
  },
];
