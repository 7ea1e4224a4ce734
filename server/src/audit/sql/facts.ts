/** Reservations against their history: everything was told, nothing that was told is lost. */
import type { Check } from './check.ts';
import { complete, fact } from './told.ts';

/** The last fact of each reservation, and whether it was ever sold. */
const last = `last AS MATERIALIZED (
  SELECT DISTINCT ON (f.event_id, f.r) f.event_id, f.r, f.t, f.created_at,
         bool_or(f.t IN ('booked', 'confirmed', 'late')) OVER (PARTITION BY f.event_id, f.r) AS was_sold
    FROM fact f ORDER BY f.event_id, f.r, f.outbox_id DESC, f.nth DESC)`;

/** Which fact may follow which; the edges of the table of states. */
const edges = `edge (before, t) AS (VALUES
  ('held', 'extended'), ('held', 'confirmed'), ('held', 'cancelled'), ('held', 'expired'),
  ('extended', 'confirmed'), ('extended', 'cancelled'), ('extended', 'expired'),
  ('held', 'secured'), ('extended', 'secured'), ('secured', 'secured'), ('secured', 'extended'),
  ('secured', 'confirmed'), ('secured', 'cancelled'), ('secured', 'expired'),
  ('booked', 'cancelled'), ('confirmed', 'cancelled'), ('late', 'cancelled'), ('expired', 'late'))`;

export const factChecks: readonly Check[] = [
  {
    id: 'reservation-is-told',
    statement: 'Every reservation was told when it was made (events with their whole outbox).',
    severity: 'violation',
    violating: `
      WITH ${complete}, ${fact}, made AS (
        SELECT DISTINCT event_id, r FROM fact WHERE t IN ('held', 'booked'))
      SELECT r.event_id AS "eventId", r.id AS "reservationId"
        FROM reservations r JOIN complete USING (event_id)
        LEFT JOIN made m ON m.event_id = r.event_id AND m.r = r.id::text
       WHERE m.r IS NULL`,
  },
  {
    id: 'reservation-state-is-told',
    statement: 'The state of a reservation is the one that its last fact led to.',
    severity: 'violation',
    violating: `
      WITH ${fact}, ${last}
      SELECT r.event_id AS "eventId", r.id AS "reservationId", r.state, l.t AS "lastFact"
        FROM last l JOIN reservations r ON r.id::text = l.r AND r.event_id = l.event_id
       WHERE r.state IS DISTINCT FROM CASE l.t WHEN 'held' THEN 0 WHEN 'extended' THEN 0 WHEN 'secured' THEN 0
               WHEN 'booked' THEN 1 WHEN 'confirmed' THEN 1 WHEN 'late' THEN 1
               WHEN 'expired' THEN 2 WHEN 'cancelled' THEN 3 END`,
  },
  {
    // Only holds that ended unsold are ever removed, and not before their time.
    id: 'told-reservation-exists',
    statement: 'Every reservation that was told is there: no acknowledged booking is lost.',
    severity: 'violation',
    violating: `
      WITH ${fact}, ${last}
      SELECT l.event_id AS "eventId", l.r AS "reservationId", l.t AS "lastFact"
        FROM last l LEFT JOIN reservations r ON r.id::text = l.r AND r.event_id = l.event_id
       WHERE r.id IS NULL
         AND (l.was_sold OR l.t NOT IN ('expired', 'cancelled')
              OR l.created_at > now() - $1::bigint * interval '1 ms' + interval '1 hour')`,
    parameters: ['finishedHoldsRetentionMs'],
  },
  {
    id: 'facts-in-legal-order',
    statement:
      'The facts of a reservation follow the table of states; it is sold at most once at a time.',
    severity: 'violation',
    violating: `
      WITH ${complete}, ${fact}, ${edges}, step AS (
        SELECT f.event_id, f.r, f.t, f.outbox_id,
               lag(f.t) OVER (PARTITION BY f.event_id, f.r ORDER BY f.outbox_id, f.nth) AS before
          FROM fact f)
      SELECT s.event_id AS "eventId", s.r AS "reservationId", s.before, s.t AS "then",
             s.outbox_id AS "outboxId"
        FROM step s
       WHERE CASE WHEN s.before IS NOT NULL
                  THEN NOT EXISTS (SELECT FROM edge e WHERE e.before = s.before AND e.t = s.t)
                  ELSE s.t NOT IN ('held', 'booked') AND s.event_id IN (SELECT event_id FROM complete)
             END`,
  },
  {
    id: 'fact-quantity',
    statement: 'Facts are about as many places as their reservation has.',
    severity: 'violation',
    violating: `
      WITH ${fact}
      SELECT r.event_id AS "eventId", r.id AS "reservationId", r.quantity, f.q AS told
        FROM fact f JOIN reservations r ON r.id::text = f.r AND r.event_id = f.event_id
       WHERE f.q IS DISTINCT FROM r.quantity::text`,
  },
  {
    // From the facts, so it also finds a seat that was sold twice in the past.
    id: 'seat-sold-once-at-a-time',
    statement: 'No seat was ever taken again before it had been given back.',
    severity: 'violation',
    violating: `
      WITH ${fact}, turn AS (
        SELECT f.event_id, l.seat_no, f.r, f.t IN ('held', 'booked', 'late') AS takes, f.outbox_id, f.nth
          FROM fact f
          JOIN reservations r ON r.id::text = f.r AND r.event_id = f.event_id
          CROSS JOIN unnest(r.seat_nos) AS l (seat_no)
         WHERE f.t IN ('held', 'booked', 'late', 'expired', 'cancelled')
      ), follows AS (
        SELECT event_id, seat_no, r, takes, outbox_id, lag(takes) OVER w AS took, lag(r) OVER w AS taker
          FROM turn WINDOW w AS (PARTITION BY event_id, seat_no ORDER BY outbox_id, nth)
      )
      SELECT event_id AS "eventId", seat_no AS "seatNo", taker AS "first", r AS "then",
             outbox_id AS "outboxId"
        FROM follows WHERE took AND (takes OR taker <> r)`,
  },
];
