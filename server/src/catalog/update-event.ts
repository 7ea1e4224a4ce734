/** Changes what an event is called and when it takes place. */
import type { Tx } from '../lib/db.ts';
import { appendOutbox } from '../outbox/append.ts';
import { eventPayload } from './create-event.ts';
import { updateEvent as statement } from './sql/events.ts';

/** Absent fields stay as they are. False: the organization has no such event. */
export async function updateEvent(
  tx: Tx,
  eventId: number,
  organizationId: number,
  change: { readonly name?: string; readonly startsAtMs?: number },
): Promise<boolean> {
  const values = [eventId, organizationId, change.name ?? null, change.startsAtMs ?? null];
  const rows = await tx.query(statement, values);
  if (rows.length === 0) return false;
  await appendOutbox(tx, eventId, eventPayload('updated'));
  return true;
}
