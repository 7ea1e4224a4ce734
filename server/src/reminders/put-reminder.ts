/** A reminder, put by a person: checked against the clock and the limits, with a first letter if need be. */
import { createHash } from 'node:crypto';
import type { ReminderChannel, ReminderLead } from '@onsale/contract/product-reminders.ts';
import { assert } from '../lib/assert.ts';
import type { Tx } from '../lib/db.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import { writeLetter } from '../letters/write-letter.ts';
import type { ReminderDeps } from './routes.ts';
import * as statements from './sql/reminders.ts';

export type ReminderWish = {
  readonly eventId: number;
  readonly person: string;
  readonly channel: ReminderChannel;
  readonly leadMinutes: ReminderLead;
  readonly language: 'ko' | 'en';
  /** By mail: where to, and whether it is known to be theirs. */
  readonly to?: { readonly email: string; readonly isTheirs: boolean };
  readonly saleOpensAtMs: number;
};

export const PERSON_MAX = 50;
/** Reminders that wait to be confirmed, by whoever gave the address. */
export const ADDRESS_MAX = 5;
export const CONFIRM_MS = 24 * 3_600_000;
/** A letter that did not come is asked for again; not more often than this. */
const LETTER_EVERY_MS = 600_000;

type Deps = Pick<ReminderDeps, 'clock' | 'ids' | 'links' | 'siteUrl'>;

/** Answers the reminder's id. */
export async function putReminder(
  tx: Tx,
  deps: Deps,
  wish: ReminderWish,
): Promise<Result<string, 'reminder_limit'>> {
  const { eventId, person, channel, leadMinutes, language, to } = wish;
  await tx.query(statements.lockPerson, [person]);
  const [others] = await tx.query(statements.countOthers, [
    person,
    eventId,
    channel,
    to?.email ?? null,
  ]);
  if ((others?.ofPerson ?? 0) >= PERSON_MAX)
    return refuse('reminder_limit', { limit: PERSON_MAX, of: 'person' });
  if (to?.isTheirs === false && (others?.ofAddress ?? 0) >= ADDRESS_MAX)
    return refuse('reminder_limit', { limit: ADDRESS_MAX, of: 'address' });
  const [put] = await tx.query(statements.putReminder, [
    deps.ids.next(),
    eventId,
    person,
    channel,
    leadMinutes,
    to?.email ?? null,
    language,
    to?.isTheirs ?? true,
  ]);
  assert(put !== undefined, 'the reminder was not stored');
  if (to !== undefined && !put.isConfirmed) await ask(tx, deps, wish, put.id, to.email);
  return ok(put.id);
}

async function ask(
  tx: Tx,
  { clock, links, siteUrl }: Deps,
  { eventId, language, saleOpensAtMs }: ReminderWish,
  reminderId: string,
  email: string,
): Promise<void> {
  const nowMs = clock.nowMs();
  const endsAtMs = nowMs + CONFIRM_MS;
  const token = links.confirm(reminderId, email, endsAtMs);
  const address = createHash('sha256').update(email).digest('base64url').slice(0, 12);
  await writeLetter(tx, {
    kind: 'reminder_confirm',
    to: email,
    language,
    content: {
      eventId,
      saleOpensAt: new Date(saleOpensAtMs).toISOString(),
      url: `${siteUrl}/reminders?confirm=${token}`,
      endsAt: new Date(endsAtMs).toISOString(),
    },
    key: `reminder_confirm:${reminderId}:${address}:${Math.floor(nowMs / LETTER_EVERY_MS)}`,
  });
}
