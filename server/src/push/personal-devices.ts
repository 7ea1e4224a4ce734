/** The devices of a person that are notified, for who downloads or deletes what is kept about them. */
import { EXPORT_ROWS_MAX, type PersonalData } from '../identity/personal-data.ts';
import { forgetDevices } from './adopt-subscriptions.ts';
import { listSubscriptions } from './sql/subscriptions.ts';

export const personalDevices: PersonalData = {
  name: 'notifiedDevices',
  async exportOf(db, personId) {
    const rows = await db.query(listSubscriptions, [personId, EXPORT_ROWS_MAX]);
    // Where a device is reached is between it and its push service.
    return rows.map(({ createdAtMs, lastOkAtMs }) => ({
      createdAt: new Date(createdAtMs).toISOString(),
      lastNotifiedAt: lastOkAtMs === null ? null : new Date(lastOkAtMs).toISOString(),
    }));
  },
  async forget(tx, personId) {
    await forgetDevices(tx, personId);
    return false;
  },
};
