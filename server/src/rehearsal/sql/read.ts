/** What there is of rehearsals: those of an event with their counts, and how its waiting room is set. */
import type { RoomPatch } from '@onsale/contract/queue.ts';
import { sql } from '../../lib/db.ts';

const ms = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;
const count = (table: string): string =>
  `(SELECT count(*) FROM ${table} c WHERE c.event_id = e.id)::int`;

export type ListedDbRow = {
  eventId: number;
  rehearsalOf: number;
  createdAtMs: number;
  saleOpensAtMs: number;
  entries: number;
  admissions: number;
  reservations: number;
  orders: number;
  tickets: number;
};

/** Latest first. Orders and what came of them are counted by the event. Parameters: event, rows at most. */
export const listRehearsals = sql<ListedDbRow>(
  'rehearsal_list',
  `SELECT e.id AS "eventId", e.rehearsal_of AS "rehearsalOf", ${ms('e.created_at')} AS "createdAtMs",
          ${ms('e.sale_opens_at')} AS "saleOpensAtMs", ${count('queue_entries')} AS entries,
          ${count('queue_admissions')} AS admissions, ${count('orders')} AS orders,
          (SELECT count(DISTINCT s.reservation_id) FROM seats s WHERE s.event_id = e.id)::int
            + (SELECT coalesce(sum(p.held + p.sold), 0) FROM pools p WHERE p.event_id = e.id)::int
            AS reservations,
          (SELECT count(*) FROM orders o JOIN tickets t ON t.reservation_id = o.reservation_id
             AND t.event_id = o.event_id WHERE o.event_id = e.id)::int AS tickets
     FROM events e
    WHERE e.rehearsal_of = $1 AND e.rehearsal_removed_at IS NULL
    ORDER BY e.id DESC LIMIT $2`,
);

type RoomDbRow = Required<Omit<RoomPatch, 'opensAt' | 'message' | 'throttlePerMinute'>> & {
  message: Record<string, string> | null;
  throttlePerMinute: number | null;
};

/** How a waiting room is set, all but when it opens. Parameter: event. */
export const readRoomSettings = sql<RoomDbRow>(
  'rehearsal_read_room',
  `SELECT mode, active_max AS "activeMax", per_minute_min AS "perMinuteMin",
          per_minute_max AS "perMinuteMax", engage_at AS "engageAt",
          greatest(30, session_ms / 1000)::int AS "sessionSeconds",
          greatest(30, session_max_ms / 1000)::int AS "sessionSecondsMax",
          greatest(10, grace_ms / 1000)::int AS "graceSeconds", access, challenge, control,
          draw_mode AS draw, throttle_per_minute AS "throttlePerMinute", message
     FROM queue_rooms WHERE event_id = $1`,
);
