/**
 * Which session tokens ended before their time, in memory. A token carries the epoch of its account;
 * ending the account's sessions moves the epoch on, and the outbox tells every process. The table is
 * read besides: at the start, now and then in case the relay stands still, and when the outbox went
 * back. Whatever is not known counts as ended; that lasts no longer than a token's life.
 */
import type { Clock } from '../lib/clock.ts';
import type { Queryable } from '../lib/db.ts';
import { readRecentEpochs } from './sql/sessions.ts';

export type SessionsEnded = { readonly v: 1; readonly kind: 'sessions' } & AccountEpoch;
export type AccountEpoch = { readonly accountId: string; readonly epoch: number };

export type Revocations = {
  /** Of the outbox, or of this process's own commit. */
  hear(ended: AccountEpoch): void;
  /** Reads what ended recently; rejects when the database is away. */
  load(): Promise<void>;
  /** The outbox is not the one it was: nothing is known until the next load. */
  reset(): void;
  isRevoked(accountId: string, epoch: number, issuedAtMs: number): boolean;
};

export type RevocationsOptions = {
  readonly db: Queryable;
  readonly clock: Clock;
  /** The longest life of a token. */
  readonly tokenMs: number;
  /** Accounts remembered at most: beyond that, all older tokens end. */
  readonly accountsMax?: number;
};

const ACCOUNTS_MAX = 50_000;
/** Clocks of processes differ, and a transaction takes its time. */
const SLACK_MS = 60_000;

type Heard = { readonly epoch: number; readonly atMs: number };

export function createRevocations(options: RevocationsOptions): Revocations {
  const { db, clock, tokenMs, accountsMax = ACCOUNTS_MAX } = options;
  /** In the order in which they were heard. */
  const epochs = new Map<string, Heard>();
  /** Account tokens from before this moment are refused: what ended them may have been missed. */
  let trustedFromMs = Number.POSITIVE_INFINITY;
  let isUnknown = true;
  let loadedAtMs: number | undefined;

  function forgetOld(): void {
    const sinceMs = clock.monotonicMs() - tokenMs - SLACK_MS;
    for (const [accountId, { atMs }] of epochs) {
      if (atMs > sinceMs) break;
      epochs.delete(accountId);
    }
  }

  function hear({ accountId, epoch }: AccountEpoch): void {
    if ((epochs.get(accountId)?.epoch ?? 0) >= epoch) return;
    epochs.delete(accountId);
    epochs.set(accountId, { epoch, atMs: clock.monotonicMs() });
    if (epochs.size <= accountsMax) return;
    forgetOld();
    if (epochs.size <= accountsMax) return;
    epochs.clear();
    trustedFromMs = clock.nowMs();
  }

  return {
    hear,
    async load() {
      const beganMs = clock.monotonicMs();
      const sinceMs = loadedAtMs === undefined ? tokenMs : beganMs - loadedAtMs;
      const values = [Math.ceil(sinceMs + SLACK_MS), accountsMax + 1];
      const rows = await db.query(readRecentEpochs, values);
      if (isUnknown) trustedFromMs = Number.NEGATIVE_INFINITY;
      isUnknown = false;
      loadedAtMs = beganMs;
      for (const row of rows) hear(row);
      forgetOld();
    },
    reset() {
      isUnknown = true;
      loadedAtMs = undefined;
      trustedFromMs = clock.nowMs();
    },
    isRevoked: (accountId, epoch, issuedAtMs) =>
      issuedAtMs < trustedFromMs || epoch < (epochs.get(accountId)?.epoch ?? 0),
  };
}
