/** Identity as a process has it: sessions, accounts, what ended them, and the guard against hoarding. */
import { readFile } from 'node:fs/promises';
import type { PeopleConfig, ProviderConfig } from '../config/config.ts';
import { ACCOUNT_CONNECTIONS } from '../config/settings-database.ts';
import type { Clock } from '../lib/clock.ts';
import { type Db, type DbOptions, openDriverPool } from '../lib/db.ts';
import type { Ids } from '../lib/uuid-v7.ts';
import type { Log } from '../ops/log.ts';
import type { Limiter, Once } from '../shared/contract.ts';
import type { AccountChange, AccountLetters } from './account-letters.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import { type AfterAnswer, createAfterAnswer } from './after-answer.ts';
import { endTokens } from './end-sessions.ts';
import { isFresh } from './fresh.ts';
import { createGuestLinks, type GuestLinks } from './guest-links.ts';
import { createHoldGuard, type HoldGuard } from './hold-guard.ts';
import { createLetterLimits, type LetterLimits } from './letter-limits.ts';
import { passkeySiteOf } from './passkey-site.ts';
import { createPasswords, type Passwords } from './password-queue.ts';
import { type Provider, providerOf, type ProviderSites } from './providers.ts';
import { createRevocations, type Revocations } from './revocations.ts';
import { sessionSecrets, sharedSecret } from './secrets.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createSignInLimits, type SignInLimits } from './sign-in-limits.ts';
import { readOwner } from './sql/account.ts';
import { tellOwner } from './tell-owner.ts';

export type Identity = {
  readonly sessions: Sessions;
  readonly guestLinks: GuestLinks;
  readonly accounts: Accounts;
  readonly revocations: Revocations;
  readonly passwords: Passwords;
  readonly signInLimits: SignInLimits;
  readonly letterLimits: LetterLimits;
  readonly letters: AccountLetters | undefined;
  readonly afterAnswer: AfterAnswer;
  readonly holdGuard: HoldGuard;
  /** Accounts come to be by confirming an address. */
  readonly signUpConfirmed: boolean;
  /** What pages may offer. */
  readonly offers: {
    readonly passkeys: boolean;
    readonly providers: readonly { readonly id: string; readonly name: string }[];
  };
  /** Whether they signed in just now, or have a password that the library will ask for. */
  isProven(cookie: string | undefined, hasPassword: boolean): Promise<boolean>;
  close(): Promise<void>;
};

export type IdentityOptions = {
  readonly db: Db;
  readonly connection: Omit<DbOptions, 'poolMax' | 'applicationName'>;
  readonly processName: string;
  readonly people: PeopleConfig;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Of all processes, if they share one; it never fails. */
  readonly limiter: Limiter;
  /** Remembers what was used, and goes on without Redis. */
  readonly once: Once;
  /** Undefined: no mail is sent, and nothing is offered that needs it. */
  readonly letters?: AccountLetters | undefined;
  /** Other addresses of the known providers; for tests. */
  readonly providerSites?: ProviderSites;
  /** Something was committed that the outbox has to tell. */
  readonly onCommit: () => void;
};

/** Reads the shared secrets and what ended recently: from then on it answers without the database. */
export async function openIdentity(options: IdentityOptions): Promise<Identity> {
  const { db, people, clock, ids, log, limiter, letters } = options;
  const revocations = createRevocations({ db, clock, tokenMs: people.tokenMs });
  const [secrets, accountSecret, providers] = await Promise.all([
    sessionSecrets(db, people),
    sharedSecret(db, 'accounts'),
    openProviders(options),
    revocations.load(),
  ]);
  const sessions = createSessions({
    secrets,
    secure: people.secureCookies,
    tokenMs: people.tokenMs,
    guestMs: people.guestMs,
    clock,
    revocations,
  });
  const passwords = createPasswords({ hashesMax: people.signIn.hashesMax });
  const pool = openDriverPool({
    ...options.connection,
    applicationName: `${options.processName}-accounts`,
    poolMax: ACCOUNT_CONNECTIONS,
  });
  const signUpConfirmed = people.signUpConfirmed && letters !== undefined;
  const passkeys = passkeySiteOf(people);
  const accounts = createAccounts({
    pool,
    secret: accountSecret,
    cookies: sessions.cookies,
    secure: people.secureCookies,
    publicOrigin: people.publicOrigin,
    passkeys: passkeys ?? { rpId: 'localhost', origin: undefined },
    providers,
    signUpConfirmed,
    signedInMs: people.signedInMs,
    passwords,
    ids,
    log,
    once: options.once,
    ...accountEvents(options, revocations),
  });
  const afterAnswer = createAfterAnswer((error) =>
    log.warn({ error }, 'A letter about an account could not be written.'),
  );
  return {
    sessions,
    guestLinks: createGuestLinks({ secrets, guestMs: people.guestMs, clock }),
    accounts,
    revocations,
    passwords,
    signInLimits: createSignInLimits({ ...people.signIn, limiter }),
    letterLimits: createLetterLimits({ ...people.letters, limiter }),
    letters,
    afterAnswer,
    holdGuard: createHoldGuard({ db, clock, limiter, ...people.holds }),
    signUpConfirmed,
    offers: {
      passkeys: passkeys !== undefined,
      providers: providers.map(({ id, name }) => ({ id, name })),
    },
    async isProven(cookie, hasPassword) {
      const signedIn = await accounts.find(cookie);
      if (signedIn === undefined || isFresh(signedIn, clock.nowMs())) return signedIn !== undefined;
      if (!hasPassword) return false;
      return (await db.query(readOwner, [signedIn.accountId]))[0]?.hasPassword === true;
    },
    async close() {
      await afterAnswer.settle();
      await pool.end();
    },
  };
}

/** What follows when the library changed something: tokens end, owners are told. */
function accountEvents(options: IdentityOptions, revocations: Revocations) {
  const { db, ids, letters, clock, onCommit } = options;

  async function tell(accountId: string, what: AccountChange): Promise<void> {
    await db.transaction(async (tx) => {
      const [owner] = await tx.query(readOwner, [accountId]);
      if (owner !== undefined) await tellOwner({ letters, ids }, tx, owner, what);
    });
  }

  return {
    async onEnded(accountId: string) {
      revocations.hear(await db.transaction((tx) => endTokens(tx, accountId)));
      onCommit();
    },
    onChanged: tell,
    async onLinked(accountId: string, createdAtMs: number) {
      // Whoever signs up with a provider knows that it is connected.
      if (clock.nowMs() - createdAtMs > SIGNING_UP_MS) await tell(accountId, 'provider');
    },
  };
}

const SIGNING_UP_MS = 60_000;

function openProviders({ people, providerSites }: IdentityOptions): Promise<Provider[]> {
  return Promise.all(
    people.providers.map(async (one) => providerOf(one, await secretOf(one), providerSites)),
  );
}

async function secretOf({ secret, secretFile }: ProviderConfig): Promise<string> {
  if (secret !== undefined) return secret;
  return secretFile === undefined ? '' : (await readFile(secretFile, 'utf8')).trim();
}
