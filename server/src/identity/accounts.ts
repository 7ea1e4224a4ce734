/**
 * Accounts: people who signed up with an e-mail address and a password. better-auth keeps them, and
 * which devices are signed in; how it is set up is here. Mail verification, passkeys, second factors
 * and other providers are further options or plugins in `betterAuth({...})`, with their tables in a
 * migration of ours.
 */
import { passwordChars } from '@onsale/contract/account.ts';
import { betterAuth } from 'better-auth';
import type { Pool } from 'pg';
import { assert } from '../lib/assert.ts';
import type { Ids } from '../lib/uuid-v7.ts';
import type { Log } from '../ops/log.ts';
import { type Cookies, cookieValue } from './cookies.ts';
import type { Passwords } from './password-queue.ts';

export const ACCOUNTS_PATH = '/api/auth';

export type SignedIn = {
  readonly accountId: string;
  /** Set-Cookie values: the sign-in was used, so it lasts longer. */
  readonly setCookies: readonly string[];
};

export type Accounts = {
  /** Answers a request under ACCOUNTS_PATH. Rejects when it fails through no fault of the caller. */
  handle(request: Request): Promise<Response>;
  /** Which account these cookies are signed in to. Without such a cookie the database is not asked. */
  find(cookie: string | undefined): Promise<SignedIn | undefined>;
  /** Signs this device out. Answers the Set-Cookie values that say so. */
  signOut(cookie: string | undefined): Promise<readonly string[]>;
  /** For set-up and demos: the account of that address, made if there is none. Answers its id. */
  ensure(account: { email: string; name: string; password: string }): Promise<string>;
};

export type AccountsOptions = {
  readonly pool: Pool;
  readonly secret: Buffer;
  readonly cookies: Cookies;
  readonly secure: boolean;
  readonly publicOrigin: string | undefined;
  /** How long a device stays signed in without being used. */
  readonly signedInMs: number;
  readonly passwords: Passwords;
  readonly ids: Ids;
  readonly log: Log;
  /** A device was signed out, or a password changed: tokens of this account must end. */
  readonly onEnded: (accountId: string) => Promise<void>;
};

const DAY_SECONDS = 86_400;

// The library's types follow from its options: spelling them out would copy hundreds of lines.
// oxlint-disable-next-line typescript/explicit-function-return-type
function configure(options: AccountsOptions) {
  const { pool, secret, cookies, secure, signedInMs, passwords, ids, log, onEnded } = options;
  const expiresIn = Math.ceil(signedInMs / 1_000);
  return betterAuth({
    database: pool,
    // The schema is part of the name: a search path would not survive a pooler of transactions.
    user: { modelName: 'auth.user' },
    session: {
      modelName: 'auth.session',
      expiresIn,
      updateAge: Math.min(DAY_SECONDS, Math.floor(expiresIn / 4)),
    },
    account: { modelName: 'auth.account' },
    verification: { modelName: 'auth.verification' },
    secret: secret.toString('base64url'),
    // Only links in mails need the true one.
    baseURL: options.publicOrigin ?? 'http://localhost',
    basePath: ACCOUNTS_PATH,
    emailAndPassword: {
      enabled: true,
      minPasswordLength: passwordChars.min,
      maxPasswordLength: passwordChars.max,
      password: {
        hash: (password) => passwords.hash(password),
        verify: (attempt) => passwords.verify(attempt),
      },
    },
    // Ours, before the library is asked: `sign-in-limits.ts`, `http/origin.ts`.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
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
      },
    },
    databaseHooks: {
      session: { delete: { after: ({ userId }) => onEnded(userId) } },
      account: {
        update: {
          async after({ userId, password }) {
            if (password) await onEnded(userId);
          },
        },
      },
    },
    logger: {
      level: 'error',
      // Its messages quote what callers sent.
      log: (_level, _message, ...more: unknown[]) => {
        const error = more.find((one) => one instanceof Error);
        log.warn(error === undefined ? {} : { error }, 'Accounts reported a problem.');
      },
    },
    onAPIError: {
      onError(error) {
        if (!isAnswer(error)) throw error;
      },
    },
  });
}

/** Refusals are thrown with a status; everything else is trouble. */
const isAnswer = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500;

const headersOf = (cookie: string): Headers => new Headers({ cookie });

export function createAccounts(options: AccountsOptions): Accounts {
  const auth = configure(options);
  const { cookies } = options;
  const isSignedIn = (cookie: string | undefined): cookie is string =>
    cookieValue(cookie, cookies.account) !== undefined;

  return {
    handle: (request) => auth.handler(request),
    async find(cookie) {
      if (!isSignedIn(cookie)) return undefined;
      const asked = { headers: headersOf(cookie), returnHeaders: true } as const;
      const { response, headers } = await auth.api.getSession(asked);
      return response === null
        ? undefined
        : { accountId: response.user.id, setCookies: headers.getSetCookie() };
    },
    async signOut(cookie) {
      if (!isSignedIn(cookie)) return [cookies.clear(cookies.account)];
      const asked = { headers: headersOf(cookie), returnHeaders: true } as const;
      return (await auth.api.signOut(asked)).headers.getSetCookie();
    },
    async ensure({ email, name, password }) {
      const { internalAdapter, password: own } = await auth.$context;
      const known = await internalAdapter.findUserByEmail(email.toLowerCase());
      if (known !== null) return known.user.id;
      const hash = await own.hash(password);
      const draft = { email: email.toLowerCase(), name, emailVerified: true };
      const made = await internalAdapter.createUser(draft, { method: 'email-password' });
      assert(made !== null, 'the account was not stored');
      const key = { providerId: 'credential', accountId: made.id, password: hash };
      await internalAdapter.linkAccount({ userId: made.id, ...key });
      return made.id;
    },
  };
}
