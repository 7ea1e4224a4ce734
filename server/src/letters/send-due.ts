/**
 * Sends the letters that are due: a few are taken for the time of a lease, composed, handed to the mail
 * server one after the other in a few lanes, and settled or put back. Nothing is held while the mail
 * server is talked to, so a letter is sent at least once: twice if a process dies between sending and
 * saying so.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import { DeadlineError, type Timers, withDeadline } from '../lib/deadline.ts';
import { type Mail, MailError, type Mailer } from '../mail/mailer.ts';
import {
  ATTEMPTS_MAX,
  type Fate,
  fateAfter,
  type LetterState,
  letterStates,
  type Trouble,
} from './model/fate.ts';
import { putBack, settle, takeDue, type TakenDbRow } from './sql/take.ts';

/** `void`: there is nothing to say any more. `waiting`: what it tells is not true yet. */
export type Composed = Omit<Mail, 'to' | 'messageId'> | 'void' | 'waiting';

export type SendDeps = {
  readonly db: Db;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly timers: Timers;
  readonly mailer: Mailer;
  readonly compose: (letter: TakenLetter) => Promise<Composed>;
  /** The host of message ids. */
  readonly host: string;
  readonly onOutcome: (outcome: LetterState | 'retried') => void;
  readonly onTrouble: (error: unknown, letter: Pick<TakenLetter, 'kind' | 'id'>) => void;
};

export type TakenLetter = TakenDbRow;

const BATCH = 20;
const LANES = 4;
const LEASE_MS = 120_000;
/** One letter, from beginning to end. */
const SEND_MAX_MS = 40_000;
/** What is begun after this might outlive the lease. */
const BEGIN_MAX_MS = LEASE_MS - SEND_MAX_MS - 10_000;

/** Answers how many were taken. */
export async function sendDue(deps: SendDeps): Promise<number> {
  const { db, clock } = deps;
  const takenMs = clock.monotonicMs();
  const letters = await db.query(takeDue, [LEASE_MS, BATCH]);
  const queue = [...letters];
  async function lane(): Promise<void> {
    for (let letter = queue.shift(); letter !== undefined; letter = queue.shift()) {
      const isLate = clock.monotonicMs() - takenMs > BEGIN_MAX_MS;
      // One after the other: a lane is one conversation with the mail server.
      // oxlint-disable-next-line no-await-in-loop
      await (isLate
        ? record(deps, letter, { againInMs: 0, counts: false })
        : sendOne(deps, letter));
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane));
  return letters.length;
}

async function sendOne(deps: SendDeps, letter: TakenDbRow): Promise<void> {
  let fate: Fate;
  let problem: string | undefined;
  try {
    fate = await withDeadline(attempt(deps, letter), SEND_MAX_MS, deps.timers);
  } catch (error) {
    const trouble = troubleOf(error);
    fate = fateAfter(trouble, letter);
    problem = problemOf(error);
    if (trouble !== 'busy') deps.onTrouble(error, letter);
  }
  await record(deps, letter, fate, problem);
}

async function attempt(deps: SendDeps, letter: TakenDbRow): Promise<Fate> {
  // Taken so often without an end: whoever takes it dies of it.
  if (letter.attempts > ATTEMPTS_MAX) return { settle: 'GIVEN_UP' };
  const composed = await deps.compose(letter);
  if (composed === 'void') return { settle: 'VOID' };
  if (composed === 'waiting') return fateAfter('waiting', letter);
  // The same at every attempt, so that a mailbox that got it twice can tell; and telling nobody the key.
  const name = createHash('sha256').update(letter.key).digest('hex').slice(0, 32);
  const messageId = `<${name}@${deps.host}>`;
  await deps.mailer.send({ ...composed, to: letter.recipient, messageId });
  return { settle: 'SENT' };
}

/** `broken`: it could not even be composed. */
function troubleOf(error: unknown): Trouble {
  if (error instanceof MailError) return error.why;
  return error instanceof DeadlineError ? 'failed' : 'broken';
}

/** Kept with the letter: what kind of problem, never what a server said (it may quote the address). */
function problemOf(error: unknown): string {
  if (error instanceof MailError) {
    const { code, responseCode } = (error.cause ?? {}) as Record<string, unknown>;
    const words = [code, responseCode].filter((part) => ['string', 'number'].includes(typeof part));
    return [error.why, ...words.map(String)].join(' ');
  }
  return error instanceof Error ? error.name : 'unknown';
}

async function record(
  { db, onOutcome }: SendDeps,
  { id, takes }: TakenDbRow,
  fate: Fate,
  problem?: string,
): Promise<void> {
  if ('settle' in fate) {
    const state = letterStates.indexOf(fate.settle);
    const settled = await db.query(settle, [id, takes, state, problem ?? null]);
    if (settled.length > 0) onOutcome(fate.settle);
    return;
  }
  const againInMs = Math.ceil(fate.againInMs);
  await db.query(putBack, [id, takes, againInMs, fate.counts, problem ?? null]);
  if (fate.counts) onOutcome('retried');
}
