/** Where one person stands, read without a lock: the truth of a moment ago. */
import type { Queryable } from '../lib/db.ts';
import { textArray } from '../lib/pg-array.ts';
import type { Standing } from './core.ts';
import type { RunningAdmission } from './model/room.ts';
import type { Positions } from './positions.ts';
import { readRooms } from './read-rooms.ts';
import { findPlaces, findSlotById, findSlots } from './sql/line.ts';

export async function findStanding(
  db: Queryable,
  positions: Positions,
  eventId: number,
  personId: string,
): Promise<Standing | undefined> {
  const values = [eventId, textArray([personId])];
  const [[place], [slot], [room]] = await Promise.all([
    db.query(findPlaces, values),
    db.query(findSlots, values),
    readRooms(db, [eventId]),
  ]);
  if (place === undefined || room === undefined) return undefined;
  const position = await positions.of(room, place.number);
  return {
    entry: { eventId, ...place },
    ...(position !== undefined && { position }),
    ...(slot !== undefined && { admission: { eventId, ...slot } }),
  };
}

export async function findAdmission(
  db: Queryable,
  eventId: number,
  id: string,
): Promise<RunningAdmission | undefined> {
  const [slot] = await db.query(findSlotById, [id, eventId]);
  return slot && { eventId, ...slot };
}
