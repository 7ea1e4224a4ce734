/** What organizers change of an event. Whether they may is checked before, with the row locked. */
import { sql } from '../../lib/db.ts';

/** A parameter in ms since the epoch; null stays null. */
const instant = (parameter: number): string => `to_timestamp($${parameter}::bigint / 1000.0)`;

/**
 * Keeps two changes of one event apart, so that each is checked against what the other left. Weaker than
 * FOR UPDATE: rows that refer to the event (a buyer's counter) can still be made meanwhile.
 */
export const lockEvent = sql<{ eventId: number }>(
  'catalog_lock_event',
  `SELECT id AS "eventId" FROM events WHERE id = $1 FOR NO KEY UPDATE`,
);

/**
 * Absent values (null) stay as they are. Parameters: event, organization, name, translations (JSON), start
 * (ms), zone, sale opens (ms), sale closes (ms), description (JSON), genre, minutes, age, per order, gaps
 * allowed, refundable until (ms).
 */
export const updateEvent = sql<{ eventId: number }>(
  'catalog_update_event',
  `UPDATE events
      SET name = coalesce($3, name), translations = coalesce($4::jsonb, translations),
          starts_at = coalesce(${instant(5)}, starts_at), time_zone = coalesce($6, time_zone),
          sale_opens_at = coalesce(${instant(7)}, sale_opens_at),
          sale_closes_at = coalesce(${instant(8)}, sale_closes_at),
          description = coalesce($9::jsonb, description), genre = coalesce($10, genre),
          running_minutes = coalesce($11, running_minutes), age_min = coalesce($12, age_min),
          per_order_max = coalesce($13, per_order_max),
          single_seat_gaps = coalesce($14, single_seat_gaps),
          refundable_until = coalesce(${instant(15)}, refundable_until), updated_at = now()
    WHERE id = $1 AND organization_id = $2
   RETURNING id AS "eventId"`,
);

/** No row: there is no such event, or it is cancelled already. Parameter: event. */
export const cancelEvent = sql<{ eventId: number }>(
  'catalog_cancel_event',
  `UPDATE events SET cancelled_at = now(), updated_at = now()
    WHERE id = $1 AND cancelled_at IS NULL
   RETURNING id AS "eventId"`,
);

/** No row: it is postponed already. Parameter: event. */
export const postponeEvent = sql<{ eventId: number }>(
  'catalog_postpone_event',
  `UPDATE events SET postponed_at = now(), updated_at = now()
    WHERE id = $1 AND cancelled_at IS NULL AND postponed_at IS NULL
   RETURNING id AS "eventId"`,
);

/** A new date. Parameters: event, start (ms), sale closes (ms or null), refundable until (ms or null). */
export const rescheduleEvent = sql<{ eventId: number }>(
  'catalog_reschedule_event',
  `UPDATE events
      SET postponed_at = NULL, starts_at = ${instant(2)}, sale_closes_at = ${instant(3)},
          refundable_until = ${instant(4)}, updated_at = now()
    WHERE id = $1 AND cancelled_at IS NULL
   RETURNING id AS "eventId"`,
);
