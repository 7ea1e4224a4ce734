/** The reminders of a person, for who downloads or deletes what is kept about them. */
import { EXPORT_ROWS_MAX, type PersonalData } from '../identity/personal-data.ts';
import { forgetReminders, listReminders } from './sql/reminders.ts';

export const personalReminders: PersonalData = {
  name: 'reminders',
  async exportOf(db, personId) {
    const rows = await db.query(listReminders, [personId, null, null, EXPORT_ROWS_MAX]);
    return rows.map(({ eventId, name, channel, leadMinutes, email, saleOpensAtMs }) => ({
      eventId,
      name,
      channel,
      leadMinutes,
      email,
      saleOpensAt: new Date(saleOpensAtMs).toISOString(),
    }));
  },
  async forget(tx, personId) {
    await tx.query(forgetReminders, [personId]);
    return false;
  },
};
