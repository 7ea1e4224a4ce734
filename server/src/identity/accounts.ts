/**
 * Accounts: people who signed up with an e-mail address and a password, or came from a provider. better-auth
 * keeps them, and which devices are signed in; how it is set up is in `auth-options.ts`.
 */
import { betterAuth } from 'better-auth';
import type { Pool } from 'pg';
import { assert } from '../lib/assert.ts';
import type { Ids } from '../lib/uuid-v7.ts';
import type { Log } from '../ops/log.ts';
import type { Once } from '../shared/contract.ts';
import type { AccountChange } from './account-letters.ts';
import { ACCOUNTS_PATH, authOptions, type PasskeySite } from './auth-options.ts';
import { type Cookies, cookieValue } from './cookies.ts';
import type { Passwords } from './password-queue.ts';
import { createProviderDoors } from './provider-doors.ts';
import type { Provider } from './providers.ts';

export { ACCOUNTS_PATH };

export type SignedIn = {
  readonly accountId: string;
  /** When this device signed in, not when it was last used. */
  readonly signedInAtMs: number;
  /** Set-Cookie values: the sign-in was used, so it lasts longer. */
  readonly setCookies: readonly string[];
};

export type Accounts = {
  /** Answers a request under ACCOUNTS_PATH. Rejects when it fails through no fault of the caller. */
  handle(request: Request): Promise<Response>;
  /** The same by way of a provider. Undefined: there is none of that name, or it is away. */
  handleBy(provider: string, request: Request): Promise<Response | undefined>;
  /** Which account these cookies are signed in to. Without such a cookie the database is not asked. */
  find(cookie: string | undefined): Promise<SignedIn | undefined>;
  /** Signs this device in to an account whose owner has just been recognised. Answers Set-Cookie values. */
  signIn(accountId: string, headers: DeviceHeaders | undefined): Promise<readonly string[]>;
  /** Signs this device out. Answers the Set-Cookie values that say so. */
  signOut(cookie: string | undefined): Promise<readonly string[]>;
  /** For set-up and demos: the account of that address, made if there is none. Answers its id. */
  ensure(account: { email: string; name: string; password: string }): Promise<string>;
};

export type DeviceHeaders = { readonly 'user-agent'?: string | undefined };

export type AccountsOptions = {
  readonly pool: Pool;
  readonly secret: Buffer;
  readonly cookies: Cookies;
  readonly secure: boolean;
  readonly publicOrigin: string | undefined;
  readonly passkeys: PasskeySite;
  readonly providers: readonly Provider[];
  /** Accounts are made by confirming an address: the library makes none. */
  readonly signUpConfirmed: boolean;
  /** How long a device stays signed in without being used. */
  readonly signedInMs: number;
  readonly passwords: Passwords;
  readonly ids: Ids;
  readonly log: Log;
  /** Remembers codes of a second factor that were used. */
  readonly once: Once;
  /** A device was signed out, or a password changed: tokens of this account must end. */
  readonly onEnded: (accountId: string) => Promise<void>;
  readonly onChanged: (accountId: string, what: AccountChange) => Promise<void>;
  /** A provider was connected, maybe by signing up with it: to an account that was made then. */
  readonly onLinked: (accountId: string, madeAtMs: number) => Promise<void>;
};

const headersOf = (cookie: string): Headers => new Headers({ cookie });

export function createAccounts(options: AccountsOptions): Accounts {
  const base = authOptions(options);
  const auth = betterAuth(base);
  const doors = createProviderDoors(base, options.providers);
  const { cookies } = options;
  const isSignedIn = (cookie: string | undefined): cookie is string =>
    cookieValue(cookie, cookies.account) !== undefined;

  return {
    handle: (request) => auth.handler(request),
    async handleBy(provider, request) {
      return (await doors.open(provider))?.(request);
    },
    async find(cookie) {
      if (!isSignedIn(cookie)) return undefined;
      const asked = { headers: headersOf(cookie), returnHeaders: true } as const;
      const { response, headers } = await auth.api.getSession(asked);
      if (response === null) return undefined;
      const { user, session } = response;
      return {
        accountId: user.id,
        signedInAtMs: session.createdAt.getTime(),
        setCookies: headers.getSetCookie(),
      };
    },
    async signIn(accountId, device) {
      const { 'user-agent': agent } = device ?? {};
      const headers = new Headers(agent === undefined ? {} : { 'user-agent': agent.slice(0, 500) });
      const asked = { body: { accountId }, headers, returnHeaders: true } as const;
      return (await auth.api.beginSignIn(asked)).headers.getSetCookie();
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
