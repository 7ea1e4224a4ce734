/** Revokes the tickets of a reservation that has been given back, in the transaction of whoever knows. */
import type { Tx } from '../lib/db.ts';
import { plainArray } from '../lib/pg-array.ts';
import { revokeTickets as statement } from './sql/issue.ts';

/**
 * Answers how many were valid until now. To be called once the reservation is cancelled, before it
 * changes nothing: tickets of a confirmed reservation are never revoked, and from the cancellation on
 * none is issued. Doing it again changes nothing. Locks the reservation (FOR SHARE), then the tickets.
 */
export async function revokeTickets(
  tx: Tx,
  eventId: number,
  reservationId: string,
): Promise<number> {
  const [row] = await tx.query(statement, [plainArray([eventId]), plainArray([reservationId])]);
  return row?.revoked ?? 0;
}
