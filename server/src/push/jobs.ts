/**
 * What a worker does for web push: sends what is due, a batch at a time, and forgets what is old. A
 * message is sent at least once: who dies after sending is followed by another who sends it again, and
 * its tag lets the second take the place of the first.
 */
import { createHash } from 'node:crypto';
import type { EventBook } from '../catalog/event-book.ts';
import type { Language } from '../letters/letter.ts';
import type { Db } from '../lib/db.ts';
import { pushKinds } from './model/message.ts';
import { notificationOf, type PushNotification, type Told } from './model/notification.ts';
import type { PushMetrics, PushOutcome } from './push-metrics.ts';
import { type SendOptions, sendPush, type SendOutcome } from './send-push.ts';
import * as messages from './sql/messages.ts';
import { forgetSubscriptions, noteOk, removeGone } from './sql/subscriptions.ts';

export type PushJobDeps = SendOptions & {
  readonly db: Db;
  readonly book: Pick<EventBook, 'get'>;
  readonly metrics: PushMetrics;
  /** One could not be sent because of a mistake of ours; it is tried again. */
  readonly onError: (error: unknown) => void;
  /** Pauses between attempts: the first, which is a lease as well, and the longest. */
  readonly pauses?: { readonly minMs: number; readonly maxMs: number };
};

const BATCH_ROWS = 16;
const ATTEMPTS_MAX = 8;
const pausesDefault = { minMs: 30_000, maxMs: 3_600_000 };
const TTL_MAX_SECONDS = 86_400;
const DAY_MS = 86_400_000;
/** As long as the same key might be told again. */
const MESSAGES_KEPT_MS = 30 * DAY_MS;
/** Pages say at every visit that they still want it. */
const SUBSCRIPTIONS_KEPT_MS = 400 * DAY_MS;
const FORGET_ROWS = 500;

const urgent: ReadonlySet<string> = new Set(['reminder', 'waitlist_offer']);

/** Sends a batch. */
export async function sendDue(deps: PushJobDeps): Promise<'more' | 'rest'> {
  const { minMs, maxMs } = deps.pauses ?? pausesDefault;
  const due = await deps.db.query(messages.claimDue, [BATCH_ROWS, minMs, maxMs]);
  await Promise.all(
    due.map(async (row) => {
      try {
        deps.metrics.told(await settle(deps, row, await send(deps, row), maxMs));
      } catch (error) {
        // One that cannot be sent must not keep the others waiting.
        deps.onError(error);
      }
    }),
  );
  return due.length === BATCH_ROWS ? 'more' : 'rest';
}

async function send(deps: PushJobDeps, row: messages.DueDbRow): Promise<SendOutcome | 'expired'> {
  if (row.leftMs <= 0) return 'expired';
  const notification = await compose(deps, row);
  if (notification === undefined) return { kind: 'refused' };
  const ttlSeconds = Math.min(TTL_MAX_SECONDS, Math.ceil(row.leftMs / 1_000));
  const urgency = urgent.has(row.kind) ? 'high' : 'normal';
  return sendPush(row, notification, { ttlSeconds, urgency }, deps);
}

/** Undefined: an older or newer release wrote a kind that this one does not know, or the event is gone. */
async function compose(
  { book }: PushJobDeps,
  { kind, content, key, language }: messages.DueDbRow,
): Promise<PushNotification | undefined> {
  if (!pushKinds.some((one) => one === kind)) return undefined;
  const told = { kind, content } as Told;
  const event = await book.get(told.content.eventId);
  if (event === undefined) return undefined;
  return notificationOf(told, event, language as Language, tagOf(key));
}

/** At most 32 characters, as RFC 8030 wants a topic; the key may name a person, this does not. */
const tagOf = (key: string): string =>
  createHash('sha256').update(key).digest('base64url').slice(0, 22);

const SENT = 1;
const GIVEN_UP = 2;

async function settle(
  { db }: PushJobDeps,
  row: messages.DueDbRow,
  outcome: SendOutcome | 'expired',
  pauseMaxMs: number,
): Promise<PushOutcome> {
  const claim = [row.subscriptionId, row.key, row.attempts];
  const end = (state: number): Promise<unknown> =>
    db.query(messages.settleMessage, [...claim, state]);
  if (outcome === 'expired') {
    await end(GIVEN_UP);
    return 'expired';
  }
  switch (outcome.kind) {
    case 'sent':
      await end(SENT);
      await db.query(noteOk, [row.subscriptionId]);
      break;
    case 'gone':
      await db.query(removeGone, [row.subscriptionId]);
      break;
    case 'refused':
      await end(GIVEN_UP);
      break;
    case 'later': {
      if (row.attempts >= ATTEMPTS_MAX) {
        await end(GIVEN_UP);
        return 'given_up';
      }
      // Otherwise it is due again when its claim runs out.
      const { pauseMs } = outcome;
      if (pauseMs !== undefined) {
        await db.query(messages.postponeMessage, [...claim, Math.min(pauseMs, pauseMaxMs)]);
      }
    }
  }
  return outcome.kind;
}

/** Removes a batch of what is old, and tells how much waits. */
export async function tidyPush({
  db,
  metrics,
}: Pick<PushJobDeps, 'db' | 'metrics'>): Promise<'more' | 'rest'> {
  const [figures] = await db.query(messages.measureMessages);
  if (figures !== undefined) metrics.waiting(figures.waiting, figures.oldestMs);
  const told = await db.query(messages.forgetMessages, [MESSAGES_KEPT_MS, FORGET_ROWS]);
  const devices = await db.query(forgetSubscriptions, [SUBSCRIPTIONS_KEPT_MS, FORGET_ROWS]);
  return told.length === FORGET_ROWS || devices.length === FORGET_ROWS ? 'more' : 'rest';
}
