/**
 * How the library that keeps accounts is set up: its tables, cookies, times, and plugins. Everything that
 * follows from the library's own defaults but has to stay as it is, is said here.
 */
import { passkey } from '@better-auth/passkey';
import { passwordChars } from '@onsale/contract/account.ts';
import type { BetterAuthOptions } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { accountPlugin, requireVerifiedUser } from './account-plugin.ts';
import type { AccountsOptions } from './accounts.ts';
import { FRESH_MS } from './fresh.ts';

export const ACCOUNTS_PATH = '/api/auth';
const DAY_SECONDS = 86_400;
const TRUSTED_SECONDS = 30 * DAY_SECONDS;

/** Columns of ours in the library's table; written by our own statements only. */
export const userFields = {
  language: { type: 'string', required: false, input: false },
  timeZone: { type: 'string', required: false, input: false },
} as const;

export type PasskeySite = {
  /** The host that passkeys are bound to. */
  readonly rpId: string;
  /** Undefined: whichever page of the same site asks; for development. */
  readonly origin: string | undefined;
};

// The library's types follow from its options: spelling them out would copy hundreds of lines.
// oxlint-disable-next-line typescript/explicit-function-return-type
export const authPlugins = (
  site: PasskeySite,
  more: Pick<AccountsOptions, 'onChanged' | 'once'>,
) => [
  twoFactor({
    issuer: 'Onsale',
    // Whoever has no password has signed in just now instead.
    allowPasswordless: true,
    trustDeviceMaxAge: TRUSTED_SECONDS,
    schema: { twoFactor: { modelName: 'auth.twoFactor' } },
  }),
  passkey({
    rpID: site.rpId,
    rpName: 'Onsale',
    ...(site.origin !== undefined && { origin: site.origin }),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    advanced: { webAuthnChallengeCookie: 'challenge' },
    registration: {
      afterVerification: ({ verification }) =>
        requireVerifiedUser(verification.registrationInfo?.userVerified === true),
    },
    authentication: {
      afterVerification: ({ verification }) =>
        requireVerifiedUser(verification.authenticationInfo.userVerified),
    },
    schema: { passkey: { modelName: 'auth.passkey' } },
  }),
  // Last: its hooks see what the others made of a sign-in.
  accountPlugin(more),
];

// oxlint-disable-next-line typescript/explicit-function-return-type -- as above
export function authOptions(options: AccountsOptions) {
  const { pool, secret, signedInMs, passwords, onEnded } = options;
  const expiresIn = Math.ceil(signedInMs / 1_000);
  return {
    appName: 'Onsale',
    database: pool,
    // The schema is part of the name: a search path would not survive a pooler of transactions.
    user: { modelName: 'auth.user', additionalFields: userFields },
    session: {
      modelName: 'auth.session',
      expiresIn,
      updateAge: Math.min(DAY_SECONDS, Math.floor(expiresIn / 4)),
      freshAge: FRESH_MS / 1_000,
    },
    account: {
      modelName: 'auth.account',
      // Who somebody is there is all that is asked; what else its tokens open is none of our business.
      updateAccountOnSignIn: false,
    },
    verification: { modelName: 'auth.verification', storeIdentifier: 'hashed' },
    secret: secret.toString('base64url'),
    // Where providers send people back to.
    baseURL: options.publicOrigin ?? 'http://localhost',
    basePath: ACCOUNTS_PATH,
    emailAndPassword: {
      enabled: true,
      disableSignUp: options.signUpConfirmed,
      minPasswordLength: passwordChars.min,
      maxPasswordLength: passwordChars.max,
      password: {
        hash: (password) => passwords.hash(password),
        verify: (attempt) => passwords.verify(attempt),
      },
    },
    plugins: authPlugins(options.passkeys, options),
    // Ours, before the library is asked: `sign-in-limits.ts`, `http/origin.ts`.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: advanced(options),
    databaseHooks: {
      // Pictures would be loaded from elsewhere; nothing shows them.
      user: { create: { before: async (user) => ({ data: { ...user, image: null } }) } },
      session: { delete: { after: ({ userId }) => onEnded(userId) } },
      account: {
        create: {
          before: async (account) => ({ data: { ...account, ...withoutTokens } }),
          after: async ({ userId, providerId }, context) => {
            if (providerId === 'credential' || context === null) return;
            const user = await context.context.internalAdapter.findUserById(userId);
            if (user !== null) await options.onLinked(userId, user.createdAt.getTime());
          },
        },
        update: {
          before: async (account) => ({ data: { ...account, ...withoutTokens } }),
          async after({ userId, password }) {
            if (password) await onEnded(userId);
          },
        },
      },
    },
    logger: quietLogger(options),
    onAPIError: {
      errorURL: `${options.publicOrigin ?? ''}/sign-in`,
      onError(error) {
        if (!isAnswer(error)) throw error;
      },
    },
  } satisfies BetterAuthOptions;
}

/** Tokens of providers are not kept. */
const withoutTokens = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
  scope: null,
} as const;

// oxlint-disable-next-line typescript/explicit-function-return-type -- as above
function advanced({ cookies, secure, ids }: AccountsOptions) {
  return {
    disableCSRFCheck: true,
    disableOriginCheck: false,
    ipAddress: { disableIpTracking: true },
    database: { generateId: () => ids.next(), validateSchema: false },
    useSecureCookies: false,
    defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
    cookies: {
      session_token: { name: cookies.account },
      session_data: { name: `${cookies.account}_data` },
      account_data: { name: `${cookies.account}_provider` },
      dont_remember: { name: `${cookies.account}_brief` },
      two_factor: { name: cookies.twoFactor },
      trust_device: { name: cookies.trusted },
      challenge: { name: cookies.challenge },
      state: { name: cookies.state },
    },
  } as const;
}

// oxlint-disable-next-line typescript/explicit-function-return-type -- as above
function quietLogger({ log }: Pick<AccountsOptions, 'log'>) {
  return {
    level: 'error',
    // Its messages quote what callers sent.
    log: (_level: string, _message: string, ...more: unknown[]) => {
      const error = more.find((one) => one instanceof Error);
      log.warn(error === undefined ? {} : { error }, 'Accounts reported a problem.');
    },
  } as const;
}

/** Refusals are thrown with a status; everything else is trouble. */
const isAnswer = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500;
