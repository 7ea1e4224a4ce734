/** Retention of the outbox. */
import type { Db } from '../lib/db.ts';
import { deleteOld } from './sql/read.ts';

/** Deletes at most `rowsMax` rows older than `ageMs` that every consumer has passed. Answers how many. */
export async function forgetOutbox(db: Db, ageMs: number, rowsMax: number): Promise<number> {
  return (await db.query(deleteOld, [ageMs, rowsMax])).length;
}
