/**
 * The part of orders in what somebody downloads about themselves, and in forgetting them. Orders are kept
 * for the books; the contact in them goes when nothing has to be told any more.
 */
import { EXPORT_ROWS_MAX, type PersonalData } from '../identity/personal-data.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import * as statements from './sql/personal.ts';

const { NOBODY } = statements;

export const personalOrders: PersonalData = {
  name: 'orders',
  async exportOf(db, personId) {
    const values = [SHOP_PRINCIPAL, personId, EXPORT_ROWS_MAX];
    return (await db.query(statements.exportOrders, values)).map(({ order }) => order);
  },
  async isBusy(db, personId) {
    return (await db.query(statements.findMovingOrder, [SHOP_PRINCIPAL, personId])).length > 0;
  },
  async forget(tx, personId) {
    const whose = [SHOP_PRINCIPAL, personId, NOBODY];
    await tx.query(statements.forgetContacts, whose);
    return (await tx.query(statements.findContact, whose)).length > 0;
  },
};
