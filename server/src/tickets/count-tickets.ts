/** How many valid tickets reservations have. */
import type { Queryable } from '../lib/db.ts';
import { plainArray } from '../lib/pg-array.ts';
import { countTickets as statement } from './sql/read.ts';

export type TicketsOf = { readonly eventId: number; readonly reservationId: string };

export async function countTickets(
  db: Queryable,
  eventId: number,
  reservationId: string,
): Promise<number> {
  const [count = 0] = await countTicketsOfEach(db, [{ eventId, reservationId }]);
  return count;
}

/** One count per reservation, in their order. */
export async function countTicketsOfEach(
  db: Queryable,
  reservations: readonly TicketsOf[],
): Promise<readonly number[]> {
  if (reservations.length === 0) return [];
  const rows = await db.query(statement, [
    plainArray(reservations.map(({ eventId }) => eventId)),
    plainArray(reservations.map(({ reservationId }) => reservationId)),
  ]);
  return rows.map(({ tickets }) => tickets);
}
