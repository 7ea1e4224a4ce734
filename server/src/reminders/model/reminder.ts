/** Where a reminder stands: from its row, its event and the clock. Pure. */
import type {
  Reminder,
  ReminderChannel,
  ReminderLead,
} from '@onsale/contract/product-reminders.ts';

/** Times in ms since the epoch. */
export type ReminderRecord = {
  readonly id: string;
  readonly eventId: number;
  readonly person: string;
  readonly channel: ReminderChannel;
  readonly leadMinutes: ReminderLead;
  readonly email: string | null;
  readonly language: 'ko' | 'en';
  readonly isConfirmed: boolean;
  /** The opening that was told. */
  readonly toldForMs: number | null;
  readonly name: string;
  readonly translations: Readonly<Record<string, string>>;
  readonly saleOpensAtMs: number;
  readonly isCancelled: boolean;
};

const MINUTE_MS = 60_000;

export const dueAt = (saleOpensAtMs: number, leadMinutes: ReminderLead): number =>
  saleOpensAtMs - leadMinutes * MINUTE_MS;

export function statusOf(reminder: ReminderRecord, nowMs: number): Reminder['status'] {
  const { isCancelled, isConfirmed, saleOpensAtMs, toldForMs } = reminder;
  if (isCancelled || saleOpensAtMs <= nowMs) return 'over';
  if (!isConfirmed) return 'unconfirmed';
  return toldForMs === saleOpensAtMs ? 'told' : 'waiting';
}

export function presentReminder(reminder: ReminderRecord, nowMs: number): Reminder {
  const { eventId, channel, leadMinutes, email, saleOpensAtMs, name, translations } = reminder;
  return {
    eventId,
    channel,
    leadMinutes,
    status: statusOf(reminder, nowMs),
    ...(email !== null && { email }),
    saleOpensAt: new Date(saleOpensAtMs).toISOString(),
    remindsAt: new Date(dueAt(saleOpensAtMs, leadMinutes)).toISOString(),
    name,
    translations,
  };
}
