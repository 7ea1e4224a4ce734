/** The part of identity in the file that somebody downloads about themselves. */
import type { Queryable } from '../lib/db.ts';
import { EXPORT_ROWS_MAX, type PersonalData } from './personal-data.ts';
import { exportAccountRows, readAccountPage } from './sql/people.ts';

const ACCOUNT = 'a:';

/** Its forgetting is the deletion of the account itself. */
export const accountData: PersonalData = {
  name: 'account',
  async exportOf(db: Queryable, personId: string) {
    if (!personId.startsWith(ACCOUNT)) return null;
    const accountId = personId.slice(ACCOUNT.length);
    const [account] = await db.query(readAccountPage, [accountId, EXPORT_ROWS_MAX]);
    const [more] = await db.query(exportAccountRows, [accountId, EXPORT_ROWS_MAX]);
    return account === undefined ? null : { ...account, ...more };
  },
};
