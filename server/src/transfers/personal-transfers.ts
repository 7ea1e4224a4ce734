/** The part of offers of tickets in what somebody downloads about themselves, and in forgetting them. */
import { EXPORT_ROWS_MAX, type PersonalData } from '../identity/personal-data.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import * as statements from './sql/personal.ts';

export const personalTransfers: PersonalData = {
  name: 'transfers',
  async exportOf(db, personId) {
    const values = [SHOP_PRINCIPAL, personId, EXPORT_ROWS_MAX];
    return (await db.query(statements.exportTransfers, values)).map(({ transfer }) => transfer);
  },
  async forget(tx, personId) {
    await tx.query(statements.forgetReceiver, [personId]);
    await tx.query(statements.forgetGiver, [SHOP_PRINCIPAL, personId]);
    return (await tx.query(statements.findGiver, [SHOP_PRINCIPAL, personId])).length > 0;
  },
};
