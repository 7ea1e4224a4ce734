/** Rooms as the rest of the module knows them, from their rows. */
import { plainArray } from '../lib/pg-array.ts';
import type { Queryable, Tx } from '../lib/db.ts';
import type { Room } from './model/room.ts';
import { lockRoom, readClock, readRooms as statement, type RoomDbRow } from './sql/rooms.ts';

/** In one statement; events without a room are left out. */
export async function readRooms(db: Queryable, eventIds: readonly number[]): Promise<Room[]> {
  if (eventIds.length === 0) return [];
  const rows = await db.query(statement, [plainArray(eventIds)]);
  return rows.map(roomOf);
}

/** Locks it until the transaction ends; its time is from after the wait. Undefined: no room. */
export async function takeRoom(tx: Tx, eventId: number): Promise<Room | undefined> {
  const [rows, clock] = await Promise.all([tx.query(lockRoom, [eventId]), tx.query(readClock)]);
  const [row] = rows;
  const [now] = clock;
  return row === undefined ? undefined : roomOf({ ...row, nowMs: now?.nowMs ?? row.nowMs });
}

function roomOf(row: RoomDbRow): Room {
  const { mode, opensAtMs, activeMax, perMinuteMin, perMinuteMax, engageAt, sessionMs } = row;
  const { sessionMaxMs, graceMs, access, challenge, control, throttlePerMinute } = row;
  const { message, draw } = row;
  return {
    eventId: row.eventId,
    organizationId: row.organizationId,
    settings: {
      mode,
      opensAtMs,
      activeMax,
      perMinuteMin,
      perMinuteMax,
      engageAt,
      sessionMs,
      sessionMaxMs,
      graceMs,
      access,
      challenge,
      control,
      throttlePerMinute,
      message,
      draw,
    },
    saleOpensAtMs: row.saleOpensAtMs,
    saleClosesAtMs: row.saleClosesAtMs,
    startsAtMs: row.startsAtMs,
    cancelled: row.cancelled,
    postponed: row.postponed,
    commitment: row.commitment,
    committedAtMs: row.committedAtMs,
    closedAtMs: row.closedAtMs,
    cohortSize: row.cohortSize,
    cohortRoot: row.cohortRoot,
    drawKey: row.drawKey,
    engaged: row.engaged,
    lastNumber: row.lastNumber,
    servedUpTo: row.servedUpTo,
    active: row.active,
    admitted: row.admitted,
    controller: row.controller,
    reason: row.reason,
    version: row.version,
    tickedAtMs: row.tickedAtMs,
    nowMs: row.nowMs,
  };
}
