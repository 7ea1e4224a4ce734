/** What became of the people whose turns were called: the controller and the organizer's figures go by it. */
import type { Queryable } from '../lib/db.ts';
import type { CallSpans } from './model/controller-calls.ts';
import type { Called } from './model/tick.ts';
import { countCalled } from './sql/tick.ts';

export async function readCalled(
  db: Queryable,
  eventId: number,
  { settledFrom, settledTo, servedUpTo }: CallSpans,
): Promise<Called> {
  const [row] = await db.query(countCalled, [eventId, settledFrom, settledTo, servedUpTo]);
  return {
    came: { settled: row?.settled ?? 0, inGrace: row?.inGrace ?? 0 },
    left: { settled: row?.settledLeft ?? 0, inGrace: row?.inGraceLeft ?? 0 },
  };
}
