/** The part of waiting lists in what somebody downloads about themselves, and in forgetting them. */
import type { PersonalData } from '../identity/personal-data.ts';
import { textArray } from '../lib/pg-array.ts';
import { changeListIn, stepEntry } from './change-list.ts';
import { toEntry } from './entry.ts';
import { exportWaitlist } from './export-waitlist.ts';
import { findLive, forgetEmails, listLiveOf } from './sql/entries.ts';

/** Somebody on more lists is forgotten in several goes. */
const LISTS_MAX = 100;

export const personalWaitlist: PersonalData = {
  name: 'waitingLists',
  exportOf: (db, personId) => exportWaitlist(db, personId),
  /** What is held for them runs out by itself; until then something is left. */
  async forget(tx, personId) {
    const lists = await tx.query(listLiveOf, [personId, 0, LISTS_MAX]);
    let isLeft = lists.length === LISTS_MAX;
    for (const { eventId } of lists) {
      await changeListIn(tx, eventId, async (change) => {
        for (const row of await tx.query(findLive, [eventId, textArray([personId])])) {
          if (!(await stepEntry(change, toEntry(row), 'leave'))) isLeft = true;
        }
      });
    }
    await tx.query(forgetEmails, [personId]);
    return isLeft;
  },
};
