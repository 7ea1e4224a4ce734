/** Which of these requests have a reservation already. */
import type { Queryable } from '../lib/db.ts';
import { plainArray } from '../lib/pg-array.ts';
import type { Place } from './model/commands.ts';
import { findReservations } from './sql/lock-reservations.ts';

/** In the order of the batch. */
export async function findKnown(
  db: Queryable,
  eventId: number,
  batch: readonly Place[],
): Promise<boolean[]> {
  const found = await db.query(findReservations, [eventId, plainArray(batch.map(({ id }) => id))]);
  const known = new Set(found.map(({ id }) => id));
  return batch.map(({ id }) => known.has(id));
}
