/** The part of waiting rooms in what somebody downloads: places name nobody, and rooms are forgotten. */
import { EXPORT_ROWS_MAX, type PersonalData } from '../identity/personal-data.ts';
import { exportPlaces } from './sql/personal.ts';

export const personalPlaces: PersonalData = {
  name: 'waitingRooms',
  async exportOf(db, personId) {
    return (await db.query(exportPlaces, [personId, EXPORT_ROWS_MAX])).map(({ place }) => place);
  },
};
