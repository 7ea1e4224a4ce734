/** What a worker tidies up for identity. */
import type { Db } from '../lib/db.ts';
import { deleteEndedSignIns } from './sql/sessions.ts';

const ROWS_MAX = 1_000;

/** Forgets sign-ins that have ended, one batch at a time. Answers true when there may be more. */
export async function tidySignIns(db: Db): Promise<boolean> {
  return (await db.query(deleteEndedSignIns, [ROWS_MAX])).length === ROWS_MAX;
}
