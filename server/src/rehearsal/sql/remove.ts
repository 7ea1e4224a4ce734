/**
 * Taking a rehearsal away. All of it goes in one transaction, so that an audit never meets half of one;
 * each statement takes a bounded number of rows, so that none runs into its time-out.
 */
import { sql, type Statement } from '../../lib/db.ts';

export type RehearsalDbRow = {
  eventId: number;
  organizationId: number;
  rehearsalOf: number | null;
  isRemoved: boolean;
};

/** Also one that is being removed. Parameter: event. */
export const readRehearsal = sql<RehearsalDbRow>(
  'rehearsal_read',
  `SELECT id AS "eventId", organization_id AS "organizationId", rehearsal_of AS "rehearsalOf",
          rehearsal_removed_at IS NOT NULL AS "isRemoved"
     FROM events WHERE id = $1`,
);

/** From here on nobody can read it or buy anything. Only a rehearsal has a row to change. Parameter: event. */
export const markRemoved = sql<{ eventId: number }>(
  'rehearsal_mark_removed',
  `UPDATE events SET rehearsal_removed_at = now(), cancelled_at = coalesce(cancelled_at, now()),
                     updated_at = now()
    WHERE id = $1 AND rehearsal_of IS NOT NULL AND rehearsal_removed_at IS NULL
   RETURNING id AS "eventId"`,
);

/**
 * Its reservations. No index leads with the event, but their ids are UUIDv7: those of this event begin
 * with about when it was made, which the key does lead with. Parameters: event, rows at most.
 */
export const readReservations = sql<{ id: string }>(
  'rehearsal_read_reservations',
  `SELECT r.id FROM reservations r, events e
    WHERE e.id = $1 AND r.event_id = e.id
      AND r.id >= (lpad(to_hex((extract(epoch FROM e.created_at - interval '1 day') * 1000)::bigint), 12, '0')
                   || '00000000000000000000')::uuid
    LIMIT $2`,
);

/** Its tickets too: whoever issued any held these rows until they were in. Parameters: event, ids. */
export const deleteReservations = sql<{ gone: number }>(
  'rehearsal_delete_reservations',
  `WITH reservation AS (
     DELETE FROM reservations WHERE event_id = $1 AND id = ANY ($2::uuid[]) RETURNING 1)
   SELECT count(*)::int AS gone FROM reservation`,
);

/** Parameters: event, reservations. */
export const deleteTickets = sql<{ gone: number }>(
  'rehearsal_delete_tickets',
  `WITH ticket AS (
     DELETE FROM tickets WHERE event_id = $1 AND reservation_id = ANY ($2::uuid[]) RETURNING 1)
   SELECT count(*)::int AS gone FROM ticket`,
);

/**
 * What was told stays numbered, and says nothing any more: positions of the outbox run without gaps, and
 * a consumer that comes late finds nothing to do. Parameters: event, rows at most.
 */
export const silenceOutbox = sql<{ gone: number }>(
  'rehearsal_silence_outbox',
  `WITH silent AS (
     UPDATE outbox SET payload = '{"v":1,"kind":"removed"}'
      WHERE ctid = ANY (ARRAY (
        SELECT ctid FROM outbox
         WHERE event_id = $1 AND payload->>'kind' NOT IN ('removed', 'event') LIMIT $2))
     RETURNING 1)
   SELECT count(*)::int AS gone FROM silent`,
);

/** Parameters: event, rows at most. */
const deleteFrom = (table: string): Statement<{ gone: number }> =>
  sql(
    `rehearsal_delete_${table}`,
    `WITH gone AS (
       DELETE FROM ${table}
        WHERE ctid = ANY (ARRAY (SELECT ctid FROM ${table} WHERE event_id = $1 LIMIT $2))
       RETURNING 1)
     SELECT count(*)::int AS gone FROM gone`,
  );

/** What the engine locks after reservations, in its order: when these are gone it can sell nothing more. */
export const deletePlaces = ['buyer_counters', 'pools', 'seats'].map(deleteFrom);

/** The rest; what refers to something comes before it. */
export const deleteRest = [
  'refunds',
  'payments',
  'order_lines',
  'orders',
  'order_walks',
  'idempotency_keys',
  'waitlist_offers',
  'waitlist_entries',
  'waiting_lists',
  'queue_admissions',
  'queue_entries',
  'queue_codes',
  'queue_rooms',
  'promo_codes',
  'event_posters',
  'price_tiers',
  'ticket_types',
].map(deleteFrom);

/** What is left stands for numbers of the outbox alone. Parameter: event. */
export const emptyEvent = sql(
  'rehearsal_empty_event',
  `UPDATE events SET seating_plan_id = NULL, venue_id = NULL, series_id = NULL, description = '{}',
                     name = 'A rehearsal that was removed', translations = '{}'
    WHERE id = $1 AND rehearsal_removed_at IS NOT NULL
      AND name <> 'A rehearsal that was removed'`,
);

/**
 * Removed rehearsals for which something is to be done: what was in flight a moment ago is to go, or the
 * outbox has forgotten them. Parameter: rows at most.
 */
export const readRemoved = sql<{ eventId: number; isForgotten: boolean }>(
  'rehearsal_read_removed',
  `SELECT "eventId", "isForgotten"
     FROM (SELECT e.id AS "eventId", e.rehearsal_removed_at,
                  NOT EXISTS (SELECT FROM outbox o WHERE o.event_id = e.id) AS "isForgotten"
             FROM events e
            WHERE e.rehearsal_of IS NOT NULL AND e.rehearsal_removed_at IS NOT NULL) r
    WHERE "isForgotten" OR rehearsal_removed_at > now() - interval '10 minutes'
    ORDER BY rehearsal_removed_at LIMIT $1`,
);

/** Parameter: event, which the outbox has forgotten. */
export const forgetEvent = sql(
  'rehearsal_forget_event',
  `WITH numbers AS (DELETE FROM event_sequences WHERE event_id = $1)
   DELETE FROM events WHERE id = $1 AND rehearsal_removed_at IS NOT NULL`,
);
