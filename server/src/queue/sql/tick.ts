/** What a worker asks and writes about a room once a second. */
import { SHOP_PRINCIPAL } from '../../lib/handler.ts';
import { sql } from '../../lib/db.ts';
import { replanned } from './replanned.ts';

const instant = (parameter: number): string => `to_timestamp($${parameter}::bigint / 1000.0)`;

/** Parameter: rows at most. */
export const findDue = sql<{ eventId: number }>(
  'queue_find_due',
  `SELECT event_id AS "eventId" FROM queue_rooms
    WHERE mode <> 'off' AND next_tick_at <= now() ORDER BY next_tick_at LIMIT $1`,
);

/** Asked under the lock: another worker may have been here while this one waited. Parameter: event. */
export const isDue = sql<{ due: boolean }>(
  'queue_is_due',
  `SELECT mode <> 'off' AND next_tick_at <= clock_timestamp() AS due FROM queue_rooms
    WHERE event_id = $1`,
);

// By buyer, not by state: see `findPlaces` about "+ 0".
const ofBuyer = `r.principal_id = ${SHOP_PRINCIPAL} AND r.buyer = a.person_id AND r.event_id = a.event_id`;
const holds = `EXISTS (SELECT FROM reservations r
                        WHERE ${ofBuyer} AND r.state + 0 = 0 AND r.expires_at > now())`;
const bought = `EXISTS (SELECT FROM reservations r
                         WHERE ${ofBuyer} AND r.state + 0 = 1 AND r.confirmed_at >= a.admitted_at)`;

export type EndDbRow = { id: string; reason: number };

/**
 * Time is up: what somebody holds lets them stay and shop until the end that comes in any case. It
 * stays theirs afterwards. Parameters: event, rows at most.
 */
export const findExpired = replanned<EndDbRow>(
  `SELECT a.id, CASE WHEN ${bought} THEN 2 ELSE 3 END AS reason FROM queue_admissions a
    WHERE a.event_id = $1 AND a.ended_at IS NULL AND a.expires_at <= now()
      AND (a.ends_at <= now() OR NOT ${holds})
    ORDER BY a.expires_at LIMIT $2`,
);

/** Whoever has bought and holds nothing more is done. Parameters: event, rows at most. */
export const findBought = replanned<EndDbRow>(
  `SELECT a.id, 2 AS reason FROM queue_admissions a
    WHERE a.event_id = $1 AND a.ended_at IS NULL AND ${bought} AND NOT ${holds} LIMIT $2`,
);

/** The same for whom something has just happened to. Parameters: event, reservations, rows at most. */
export const findBoughtBy = replanned<EndDbRow>(
  `SELECT a.id, 2 AS reason FROM queue_admissions a
    WHERE a.event_id + 0 = $1 AND a.ended_at IS NULL
      AND a.person_id IN (SELECT n.buyer FROM reservations n
                           WHERE n.id = ANY ($2::uuid[]) AND n.event_id = $1
                             AND n.principal_id = ${SHOP_PRINCIPAL})
      AND ${bought} AND NOT ${holds} LIMIT $3`,
);

/** People who hold something, for rooms whose buyers nobody counts. Parameters: event, at most. */
export const countHolders = replanned<{ holders: number }>(
  `SELECT count(*)::int AS holders
     FROM (SELECT DISTINCT buyer FROM reservations
            WHERE state = 0 AND expires_at > now() AND event_id = $1
              AND principal_id = ${SHOP_PRINCIPAL} LIMIT $2) h`,
);

export type CalledDbRow = {
  settled: number;
  inGrace: number;
  settledLeft: number;
  inGraceLeft: number;
};

/** How many of two spans of positions came, and left before. Parameters: event, from, to, up to. */
export const countCalled = replanned<CalledDbRow>(
  `SELECT count(*) FILTER (WHERE came AND position <= $3)::int AS settled,
          count(*) FILTER (WHERE came AND position > $3)::int AS "inGrace",
          count(*) FILTER (WHERE NOT came AND position <= $3)::int AS "settledLeft",
          count(*) FILTER (WHERE NOT came AND position > $3)::int AS "inGraceLeft"
     FROM (SELECT position, true AS came FROM queue_admissions
            WHERE event_id = $1 AND position > $2 AND position <= $4
            UNION ALL
           SELECT left_position, false FROM queue_entries
            WHERE event_id = $1 AND left_position > $2 AND left_position <= $4) called`,
);

/** Places without an admission, of a room that stands open again. Parameters: event, now (ms). */
export const endWaiting = replanned(
  `UPDATE queue_entries e SET ended_at = ${instant(2)}
    WHERE e.event_id = $1 AND e.ended_at IS NULL
      AND NOT EXISTS (SELECT FROM queue_admissions a
                       WHERE a.event_id = e.event_id AND a.person_id = e.person_id
                         AND a.ended_at IS NULL)`,
);

/**
 * Parameters: event, active, engaged, closed at (ms or null), size of the cohort or null, servedUpTo,
 * controller (JSON), reason, ticked at, next tick at (ms), whether it is worth a new version.
 */
export const writeTick = sql(
  'queue_write_tick',
  `UPDATE queue_rooms
      SET active = $2, engaged = $3, closed_at = ${instant(4)}, cohort_size = $5,
          served_up_to = $6, controller = $7::json, reason = $8, ticked_at = ${instant(9)},
          next_tick_at = ${instant(10)}, version = version + CASE WHEN $11 THEN 1 ELSE 0 END
    WHERE event_id = $1`,
);

/** Rooms whose events began so long ago (ms) that their people may be forgotten; rows at most. */
export const findForgettable = replanned<{ eventId: number }>(
  `SELECT r.event_id AS "eventId" FROM queue_rooms r JOIN events e ON e.id = r.event_id
    WHERE e.starts_at < now() - $1::bigint * interval '1 ms' AND e.postponed_at IS NULL
      AND (r.forgotten_at IS NULL OR r.next_tick_at <> 'infinity') LIMIT $2`,
);

/** It takes nobody in any more. Parameter: event. */
export const beginForgetting = sql(
  'queue_begin_forgetting',
  `UPDATE queue_rooms SET forgotten_at = coalesce(forgotten_at, now()), mode = 'off', active = 0,
                          version = version + 1
    WHERE event_id = $1`,
);

/** Parameters: event, rows at most. */
export const forgetSlots = replanned<{ gone: number }>(
  `WITH gone AS (
     DELETE FROM queue_admissions WHERE (id, event_id) IN (
       SELECT id, event_id FROM queue_admissions WHERE event_id = $1 LIMIT $2) RETURNING id)
   SELECT count(*)::int AS gone FROM gone`,
);

/** Parameters: event, rows at most. */
export const forgetPlaces = replanned<{ gone: number }>(
  `WITH gone AS (
     DELETE FROM queue_entries WHERE (event_id, number) IN (
       SELECT event_id, number FROM queue_entries WHERE event_id = $1 LIMIT $2) RETURNING number)
   SELECT count(*)::int AS gone FROM gone`,
);

/** Nothing is left to forget. Parameter: event. */
export const endForgetting = sql(
  'queue_end_forgetting',
  `UPDATE queue_rooms SET next_tick_at = 'infinity' WHERE event_id = $1`,
);
