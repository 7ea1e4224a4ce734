/** Appends to the outbox in the transaction of the change: nothing is told before the commit, nothing is lost after it. */
import type { Tx } from '../lib/db.ts';
import { insertOutbox } from './sql/append.ts';

/** `payload` carries a version `v` and a `kind`; ids only, no personal data. */
export async function appendOutbox(
  tx: Tx,
  eventId: number,
  payload: { readonly v: number; readonly kind: string },
): Promise<void> {
  await tx.query(insertOutbox, [eventId, JSON.stringify(payload)]);
}
