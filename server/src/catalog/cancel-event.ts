/**
 * Cancels an event for good. From the commit on the engine refuses to sell it; the outbox row is what
 * ends its orders, refunds them and revokes the tickets.
 */
import type { Tx } from '../lib/db.ts';
import { appendOutbox } from '../outbox/append.ts';
import { eventPayload } from './create-event.ts';
import { cancelEvent as statement } from './sql/change-event.ts';

/** Answers whether it was this call that did it; again changes nothing. */
export async function cancelEvent(tx: Tx, eventId: number): Promise<boolean> {
  const rows = await tx.query(statement, [eventId]);
  if (rows.length === 0) return false;
  await appendOutbox(tx, eventId, eventPayload('cancelled'));
  return true;
}
