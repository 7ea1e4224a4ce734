/**
 * Signing in: a guest's places become the account's, each in its room's lane. An admission that moves
 * gets a new id, and with it a new pass: the old one is good no more, whoever has kept it. Doing it again
 * moves what is left, so a caller that was interrupted simply repeats it.
 */
import type { Queryable } from '../lib/db.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import type { Lines } from './lines.ts';
import { listPlaces } from './sql/line.ts';

const PAGE = 100;
/** A guest in more than 1,000 lines has to sign in again for the rest. */
const PAGES_MAX = 10;

export async function adoptEntries(
  db: Queryable,
  lines: Pick<Lines, 'submit'>,
  from: string,
  to: string,
  nextId: () => Uuid,
): Promise<{ readonly places: number }> {
  let places = 0;
  if (from === to) return { places };
  let after = 0;
  for (let page = 0; page < PAGES_MAX; page++) {
    const rows = await db.query(listPlaces, [from, after, PAGE]);
    const outcomes = await Promise.all(
      rows.map(({ eventId }) =>
        lines.submit(eventId, { kind: 'adopt', personId: from, to, id: nextId() }),
      ),
    );
    places += outcomes.filter((outcome) => outcome.ok && outcome.value.done === true).length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) break;
    after = last.eventId;
  }
  return { places };
}
