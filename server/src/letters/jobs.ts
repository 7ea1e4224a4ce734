/**
 * What a worker does for letters: hears of orders, sends what is due, forgets what is over. Where a
 * deployment sends no mail it hears and writes nothing, and drops what was written anyway.
 */
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import { systemTimers } from '../lib/deadline.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Metrics } from '../ops/metrics.ts';
import { createLetterConsumer } from './hear-orders.ts';
import { letterStates } from './model/fate.ts';
import { type SendDeps, sendDue } from './send-due.ts';
import { dropWaiting, measure, purge } from './sql/take.ts';

export type LetterJobDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly metrics: Metrics;
  /** Undefined: this deployment sends no mail. */
  readonly mailer: Mailer | undefined;
  readonly compose: SendDeps['compose'];
  readonly onTrouble: SendDeps['onTrouble'];
  /** Where links lead: `https://host`. */
  readonly siteUrl: string;
  readonly retentionMs: number;
  /** Bookings that wait or are in flight in this process. */
  readonly depth: () => number;
};

export type LetterJob = {
  readonly name: string;
  readonly restMs: number;
  /** Answers whether there may be more to do at once. */
  readonly step: () => Promise<boolean>;
};

const HEAR_REST_MS = 250;
const SEND_REST_MS = 500;
const TIDY_REST_MS = 60_000;
const MEASURE_REST_MS = 5_000;
const ROWS_MAX = 1_000;
const HEAR_ROWS = 500;

/** While so many bookings wait, mail can wait, for so long. */
const DEEP_COMMANDS = 100;
const HEAR_LATE_MS = 3_000;

/** `wakeSending`: ends the rest of the job `letters send`. */
export function letterJobs(deps: LetterJobDeps, wakeSending: () => void): readonly LetterJob[] {
  const { db, mailer, retentionMs } = deps;
  const tidy = async (): Promise<boolean> => {
    const gone = await db.query(purge, [retentionMs, ROWS_MAX]);
    const dropped = mailer === undefined ? await db.query(dropWaiting, [ROWS_MAX]) : [];
    return gone.length === ROWS_MAX || dropped.length === ROWS_MAX;
  };
  return [
    { name: 'letters hear', restMs: HEAR_REST_MS, step: hearing(deps, wakeSending) },
    { name: 'letters tidy', restMs: TIDY_REST_MS, step: tidy },
    ...(mailer === undefined ? [] : sending(deps, mailer)),
  ];
}

function hearing(deps: LetterJobDeps, wakeSending: () => void): LetterJob['step'] {
  const { db, clock, depth, mailer } = deps;
  let heardMs = Number.NEGATIVE_INFINITY;
  let isNews = false;
  const consumer = createLetterConsumer(db, {
    isWriting: mailer !== undefined,
    onNews: () => (isNews = true),
  });
  return async () => {
    const nowMs = clock.monotonicMs();
    if (depth() > DEEP_COMMANDS && nowMs - heardMs < HEAR_LATE_MS) return false;
    heardMs = nowMs;
    const rows = await consumer.step(HEAR_ROWS);
    // After the commit: before it there is nothing to send.
    if (isNews) wakeSending();
    isNews = false;
    return rows === HEAR_ROWS;
  };
}

function sending(deps: LetterJobDeps, mailer: Mailer): readonly LetterJob[] {
  const { db, clock, metrics, compose, onTrouble } = deps;
  const outcomes = [...letterStates.filter((state) => state !== 'WAITING'), 'retried'] as const;
  const counters = new Map(
    outcomes.map((outcome) => {
      const labels = { outcome: outcome.toLowerCase() };
      return [outcome, metrics.counter('letters_total', 'Letters by what came of them.', labels)];
    }),
  );
  const depth = { waiting: 0, dueMs: 0 };
  metrics.gauge('letters_waiting', 'Letters that wait to be sent.', () => depth.waiting);
  metrics.gauge(
    'letters_oldest_due_seconds',
    'Age of the oldest letter that is due.',
    () => depth.dueMs / 1_000,
  );
  const send: SendDeps = {
    db,
    clock,
    timers: systemTimers,
    mailer,
    compose,
    host: new URL(deps.siteUrl).hostname,
    onOutcome: (outcome) => {
      if (outcome !== 'WAITING') counters.get(outcome)?.add();
    },
    onTrouble,
  };
  return [
    { name: 'letters send', restMs: SEND_REST_MS, step: async () => (await sendDue(send)) > 0 },
    {
      name: 'letters measure',
      restMs: MEASURE_REST_MS,
      step: async () => {
        Object.assign(depth, (await db.query(measure))[0]);
        return false;
      },
    },
  ];
}
