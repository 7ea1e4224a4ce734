/** The part of tickets in what somebody downloads about themselves, and in forgetting them. */
import { EXPORT_ROWS_MAX, type PersonalData } from '../identity/personal-data.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import * as statements from './sql/personal.ts';

export const personalTickets: PersonalData = {
  name: 'tickets',
  async exportOf(db, personId) {
    const values = [SHOP_PRINCIPAL, personId, EXPORT_ROWS_MAX];
    return (await db.query(statements.exportTickets, values)).map(({ ticket }) => ticket);
  },
  async upcomingTickets(db, personId) {
    const [row] = await db.query(statements.countUpcoming, [SHOP_PRINCIPAL, personId]);
    return row?.tickets ?? 0;
  },
  async forget(tx, personId) {
    await tx.query(statements.forgetHolderNames, [personId]);
    return (await tx.query(statements.findHolderName, [personId])).length > 0;
  },
};
