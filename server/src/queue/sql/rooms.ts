/** The row of a room: read, and locked by whatever changes the line. */
import type { QueueReason } from '@onsale/contract/queue.ts';
import { sql } from '../../lib/db.ts';
import type { Settings } from '../model/room.ts';

const ms = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;

export type RoomDbRow = {
  eventId: number;
  organizationId: number;
  mode: Settings['mode'];
  opensAtMs: number | null;
  activeMax: number;
  perMinuteMin: number;
  perMinuteMax: number;
  engageAt: number;
  sessionMs: number;
  sessionMaxMs: number;
  graceMs: number;
  access: Settings['access'];
  challenge: Settings['challenge'];
  control: Settings['control'];
  throttlePerMinute: number | null;
  message: Settings['message'];
  draw: Settings['draw'];
  saleOpensAtMs: number;
  saleClosesAtMs: number | null;
  startsAtMs: number;
  cancelled: boolean;
  postponed: boolean;
  commitment: Buffer;
  committedAtMs: number;
  closedAtMs: number | null;
  cohortSize: number | null;
  cohortRoot: Buffer | null;
  drawKey: Buffer | null;
  engaged: boolean;
  lastNumber: number;
  servedUpTo: number;
  active: number;
  admitted: number;
  controller: unknown;
  reason: QueueReason;
  version: number;
  tickedAtMs: number;
  nowMs: number;
};

const columns = `r.event_id AS "eventId", r.organization_id AS "organizationId", r.mode,
          ${ms('r.opens_at')} AS "opensAtMs", r.active_max AS "activeMax",
          r.per_minute_min AS "perMinuteMin", r.per_minute_max AS "perMinuteMax",
          r.engage_at AS "engageAt", r.session_ms AS "sessionMs",
          r.session_max_ms AS "sessionMaxMs", r.grace_ms AS "graceMs", r.access, r.challenge,
          r.control, r.throttle_per_minute AS "throttlePerMinute", r.message,
          r.draw_mode AS draw, ${ms('e.sale_opens_at')} AS "saleOpensAtMs",
          ${ms('e.sale_closes_at')} AS "saleClosesAtMs", ${ms('e.starts_at')} AS "startsAtMs",
          e.cancelled_at IS NOT NULL AS cancelled, e.postponed_at IS NOT NULL AS postponed,
          r.commitment, ${ms('r.committed_at')} AS "committedAtMs",
          ${ms('r.closed_at')} AS "closedAtMs", r.cohort_size AS "cohortSize",
          r.cohort_root AS "cohortRoot", r.draw_key AS "drawKey", r.engaged,
          r.last_number AS "lastNumber", r.served_up_to AS "servedUpTo", r.active, r.admitted,
          r.controller, r.reason, r.version,
          ${ms('r.ticked_at')} AS "tickedAtMs", ${ms('clock_timestamp()')} AS "nowMs"`;

/** Parameter: events. */
export const readRooms = sql<RoomDbRow>(
  'queue_read_rooms',
  `SELECT ${columns} FROM queue_rooms r JOIN events e ON e.id = r.event_id
    WHERE r.event_id = ANY ($1::bigint[]) ORDER BY r.event_id`,
);

/** Comes before everything else of a room. Its time may be from before the wait. Parameter: event. */
export const lockRoom = sql<RoomDbRow>(
  'queue_lock_room',
  `SELECT ${columns} FROM queue_rooms r JOIN events e ON e.id = r.event_id
    WHERE r.event_id = $1 FOR NO KEY UPDATE OF r`,
);

/** Asked once the lock is there. */
export const readClock = sql<{ nowMs: number }>(
  'queue_read_clock',
  `SELECT ${ms('clock_timestamp()')} AS "nowMs"`,
);
