/** Entries as others ask about them: by their id, and whether somebody has any that has not ended. */
import type { Queryable } from '../lib/db.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { type Entry, toEntry } from './entry.ts';
import { listLiveOf, readEntry } from './sql/entries.ts';

export async function findEntry(
  db: Queryable,
  eventId: number,
  id: Uuid,
): Promise<Entry | undefined> {
  const [row] = await db.query(readEntry, [eventId, id]);
  return row && toEntry(row);
}

export const isWaiting = async (db: Queryable, personId: string): Promise<boolean> =>
  (await db.query(listLiveOf, [personId, 0, 1])).length > 0;
