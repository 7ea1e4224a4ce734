/** What a worker tidies up for identity. */
import type { Db } from '../lib/db.ts';
import { forgetLater } from './delete-account.ts';
import { deleteEndedLinks, deleteEndedVerifications } from './sql/links.ts';
import { deleteEndedSignIns } from './sql/sessions.ts';

const ROWS_MAX = 1_000;

/**
 * Forgets sign-ins, links and challenges that have ended, one batch at a time. Answers true when there
 * may be more.
 */
export async function tidySignIns(db: Db): Promise<boolean> {
  let isMore = false;
  for (const statement of [deleteEndedSignIns, deleteEndedLinks, deleteEndedVerifications]) {
    isMore = (await db.query<unknown>(statement, [ROWS_MAX])).length === ROWS_MAX || isMore;
  }
  return isMore;
}

/** What deleting an account had to leave for later. */
export const forgetPeople = forgetLater;
