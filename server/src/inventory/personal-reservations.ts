/** The part of reservations in what somebody downloads: they name nobody, so nothing is forgotten. */
import { EXPORT_ROWS_MAX, type PersonalData } from '../identity/personal-data.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import { exportReservations } from './sql/personal.ts';

export const personalReservations: PersonalData = {
  name: 'reservations',
  async exportOf(db, personId) {
    const values = [SHOP_PRINCIPAL, personId, EXPORT_ROWS_MAX];
    return (await db.query(exportReservations, values)).map(({ reservation }) => reservation);
  },
};
