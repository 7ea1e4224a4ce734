/** What the operator sees of a room besides its public status. */
import type { RoomNumbers } from '@onsale/contract/queue.ts';
import type { Queryable } from '../lib/db.ts';
import { countCalls } from './model/controller-calls.ts';
import { readControllerState } from './model/controller-state.ts';
import { isEngaged } from './model/phase.ts';
import type { Room } from './model/room.ts';
import { spansOf } from './model/tick.ts';
import { readCalled } from './read-called.ts';
import { readRooms } from './read-rooms.ts';

/** What the controller goes by at the moment. `noShow`: 0 to 1. */
export function controlOf({ controller, settings }: Pick<Room, 'controller' | 'settings'>): {
  readonly noShow: number;
  readonly targetPerMinute: number;
} {
  const { noShow, perMinute } = readControllerState(controller);
  const throttle = settings.throttlePerMinute ?? Number.POSITIVE_INFINITY;
  return { noShow, targetPerMinute: Math.min(perMinute, throttle) };
}

export async function readNumbers(
  db: Queryable,
  eventId: number,
): Promise<RoomNumbers | undefined> {
  const [room] = await readRooms(db, [eventId]);
  if (room === undefined) return undefined;
  const spans = spansOf(room);
  const { came, left } = await readCalled(db, eventId, spans);
  const { outstanding } = countCalls(spans, came, left);
  const { noShow, targetPerMinute } = controlOf(room);
  return {
    active: room.active,
    outstanding,
    waiting: room.lastNumber - room.servedUpTo,
    admitted: room.admitted,
    noShowPercent: Math.round(noShow * 1_000) / 10,
    targetPerMinute: Math.round(targetPerMinute),
    engaged: isEngaged(room),
  };
}
