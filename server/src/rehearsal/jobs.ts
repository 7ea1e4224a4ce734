/** What a worker does for rehearsals: takes what was in flight when one was removed, and its last row. */
import type { Db } from '../lib/db.ts';
import { forgetRehearsals } from './remove-rehearsal.ts';

export const tidyRehearsals = async (db: Db): Promise<'rest'> => {
  await forgetRehearsals(db);
  return 'rest';
};
