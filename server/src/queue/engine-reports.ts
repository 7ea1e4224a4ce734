/**
 * Where processes have different roles, the one that ticks a room is not the one whose bookings suffer
 * when too many are let in. So each that takes bookings says once a second how it is doing, while a room
 * that it knows is engaged, and the tick goes by the worst. In PostgreSQL: it works without Redis, and
 * without the database nobody is let in anyway.
 */
import type { Queryable } from '../lib/db.ts';
import { isEngaged } from './model/phase.ts';
import type { Measured } from './model/tick.ts';
import type { RoomBoard } from './room-board.ts';
import { forgetEngines as forget, readWorst, writeEngine } from './sql/engines.ts';

export type EngineState = Measured['engine'];

/** Who has not spoken for so long is idle, or gone: their last word must not keep the rate down. */
const FRESH_MS = 5_000;

/** False: no room is engaged, so nobody has to know, and nothing was written. */
export async function reportEngine(
  db: Queryable,
  rooms: Pick<RoomBoard, 'known'>,
  process: string,
  { depth, p99Ms }: EngineState,
): Promise<boolean> {
  const isAsked = [...rooms.known()].some(({ room }) => room !== undefined && isEngaged(room));
  if (isAsked) await db.query(writeEngine, [process, depth, p99Ms]);
  return isAsked;
}

/** Of all processes that take bookings, each number by itself. */
export async function worstEngine(db: Queryable, own: EngineState): Promise<EngineState> {
  const [told] = await db.query(readWorst, [FRESH_MS]);
  return {
    depth: Math.max(own.depth, told?.depth ?? 0),
    p99Ms: Math.max(own.p99Ms, told?.p99Ms ?? 0),
  };
}

export async function forgetEngines(db: Queryable): Promise<void> {
  await db.query(forget);
}
