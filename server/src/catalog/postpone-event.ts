/**
 * Postpones an event: without a new date the sale pauses, with one it goes on. Tickets stay valid
 * either way; orders are left alone.
 */
import type { Tx } from '../lib/db.ts';
import { appendOutbox } from '../outbox/append.ts';
import { eventPayload } from './create-event.ts';
import type { NewDate } from './model/new-date.ts';
import * as statements from './sql/change-event.ts';

/** Answers whether it was this call that did it; again changes nothing. */
export async function postponeEvent(tx: Tx, eventId: number): Promise<boolean> {
  const rows = await tx.query(statements.postponeEvent, [eventId]);
  if (rows.length === 0) return false;
  await appendOutbox(tx, eventId, eventPayload('postponed'));
  return true;
}

/** False: there is no such event, or it is cancelled. */
export async function rescheduleEvent(tx: Tx, eventId: number, date: NewDate): Promise<boolean> {
  const { startsAtMs, saleClosesAtMs, refundableUntilMs } = date;
  const values = [eventId, startsAtMs, saleClosesAtMs, refundableUntilMs];
  const rows = await tx.query(statements.rescheduleEvent, values);
  if (rows.length === 0) return false;
  await appendOutbox(tx, eventId, eventPayload('rescheduled'));
  return true;
}
