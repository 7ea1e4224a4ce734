/** Identity as a process has it: sessions, accounts, what ended them, and the guard against hoarding. */
import type { PeopleConfig } from '../config/config.ts';
import { ACCOUNT_CONNECTIONS } from '../config/settings-database.ts';
import type { Clock } from '../lib/clock.ts';
import { type Db, type DbOptions, openDriverPool } from '../lib/db.ts';
import type { Ids } from '../lib/uuid-v7.ts';
import type { Log } from '../ops/log.ts';
import type { Limiter } from '../shared/contract.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import { endTokens } from './end-sessions.ts';
import { createHoldGuard, type HoldGuard } from './hold-guard.ts';
import { createPasswords, type Passwords } from './password-queue.ts';
import { createRevocations, type Revocations } from './revocations.ts';
import { sessionSecrets, sharedSecret } from './secrets.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createSignInLimits, type SignInLimits } from './sign-in-limits.ts';

export type Identity = {
  readonly sessions: Sessions;
  readonly accounts: Accounts;
  readonly revocations: Revocations;
  readonly passwords: Passwords;
  readonly signInLimits: SignInLimits;
  readonly holdGuard: HoldGuard;
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
  /** Something was committed that the outbox has to tell. */
  readonly onCommit: () => void;
};

/** Reads the shared secrets and what ended recently: from then on it answers without the database. */
export async function openIdentity(options: IdentityOptions): Promise<Identity> {
  const { db, people, clock, ids, log, limiter, onCommit } = options;
  const revocations = createRevocations({ db, clock, tokenMs: people.tokenMs });
  const [secrets, accountSecret] = await Promise.all([
    sessionSecrets(db, people),
    sharedSecret(db, 'accounts'),
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
  const accounts = createAccounts({
    pool,
    secret: accountSecret,
    cookies: sessions.cookies,
    secure: people.secureCookies,
    publicOrigin: people.publicOrigin,
    signedInMs: people.signedInMs,
    passwords,
    ids,
    log,
    async onEnded(accountId) {
      revocations.hear(await db.transaction((tx) => endTokens(tx, accountId)));
      onCommit();
    },
  });
  return {
    sessions,
    accounts,
    revocations,
    passwords,
    signInLimits: createSignInLimits({ ...people.signIn, limiter }),
    holdGuard: createHoldGuard({ db, clock, limiter, ...people.holds }),
    close: () => pool.end(),
  };
}
