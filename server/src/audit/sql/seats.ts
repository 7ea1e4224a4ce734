/** Named seats: a seat and the reservation that has it name each other, and nobody else does. */
import type { Check } from './check.ts';

const seat = `s.event_id AS "eventId", s.seat_no AS "seatNo"`;

/** One row per seat that an active reservation lists. */
const listed = `listed AS (
  SELECT r.event_id, r.id, r.state, r.expires_at, l.seat_no
    FROM reservations r, unnest(r.seat_nos) AS l (seat_no)
   WHERE r.state IN (0, 1) AND r.seat_nos IS NOT NULL)`;

/** Seats in a state without a reservation in the matching state that lists them. */
const withoutReservation = (seatState: 1 | 2, reservationState: 0 | 1): string => `
  SELECT ${seat}, s.reservation_id AS "reservationId", r.state AS "reservationState"
    FROM seats s LEFT JOIN reservations r ON r.id = s.reservation_id AND r.event_id = s.event_id
   WHERE s.state = ${seatState}
     AND (r.state = ${reservationState} AND s.seat_no = ANY (r.seat_nos)) IS NOT TRUE`;

const ownership: readonly Check[] = [
  {
    id: 'held-seat-has-its-hold',
    statement: 'Every HELD seat belongs to a PENDING reservation that lists it.',
    severity: 'violation',
    violating: withoutReservation(1, 0),
  },
  {
    id: 'sold-seat-has-its-booking',
    statement: 'Every SOLD seat belongs to a CONFIRMED reservation that lists it.',
    severity: 'violation',
    violating: withoutReservation(2, 1),
  },
  {
    id: 'reservation-has-its-seats',
    statement: 'Every seat of an active reservation belongs to it: HELD if PENDING, else SOLD.',
    severity: 'violation',
    violating: `
      WITH ${listed}
      SELECT l.event_id AS "eventId", l.id AS "reservationId", l.seat_no AS "seatNo",
             s.state AS "seatState", s.reservation_id AS "belongsTo"
        FROM listed l JOIN seats s USING (event_id, seat_no)
       WHERE s.reservation_id IS DISTINCT FROM l.id OR s.state <> l.state + 1`,
  },
  {
    id: 'seat-taken-once',
    statement: 'No seat is in two active reservations.',
    severity: 'violation',
    violating: `
      WITH ${listed}
      SELECT l.event_id AS "eventId", l.seat_no AS "seatNo", array_agg(DISTINCT l.id) AS "reservationIds"
        FROM listed l GROUP BY l.event_id, l.seat_no HAVING count(DISTINCT l.id) > 1`,
  },
  {
    id: 'free-seat-has-no-owner',
    statement: 'AVAILABLE and BLOCKED seats belong to nobody, and only HELD seats have an end.',
    severity: 'violation',
    violating: `
      SELECT ${seat}, s.state, s.reservation_id AS "reservationId" FROM seats s
       WHERE (s.state IN (0, 3) AND s.reservation_id IS NOT NULL)
          OR (s.state <> 1 AND s.held_until IS NOT NULL)`,
  },
  {
    id: 'held-until-is-expiry',
    statement: 'A HELD seat is held until the moment at which its reservation expires.',
    severity: 'violation',
    violating: `
      SELECT ${seat}, r.id AS "reservationId", s.held_until AS "heldUntil", r.expires_at AS "expiresAt"
        FROM seats s JOIN reservations r ON r.id = s.reservation_id AND r.event_id = s.event_id
       WHERE s.state = 1 AND s.held_until IS DISTINCT FROM r.expires_at`,
  },
];

const existence: readonly Check[] = [
  {
    id: 'seat-state-known',
    statement: 'A seat is AVAILABLE, HELD, SOLD or BLOCKED: together they are the capacity.',
    severity: 'violation',
    violating: `SELECT ${seat}, s.state FROM seats s WHERE s.state NOT BETWEEN 0 AND 3`,
  },
  {
    id: 'reservation-seats-exist',
    statement: 'Every seat that a reservation lists is a seat of its event.',
    severity: 'violation',
    violating: `
      SELECT r.event_id AS "eventId", r.id AS "reservationId", l.seat_no AS "seatNo"
        FROM reservations r CROSS JOIN unnest(r.seat_nos) AS l (seat_no)
        LEFT JOIN seats s ON s.event_id = r.event_id AND s.seat_no = l.seat_no
       WHERE s.event_id IS NULL`,
  },
  {
    id: 'seat-listed-once',
    statement: 'No reservation lists a seat twice.',
    severity: 'violation',
    violating: `
      SELECT r.event_id AS "eventId", r.id AS "reservationId" FROM reservations r
       WHERE cardinality(r.seat_nos) > 1
         AND (SELECT count(DISTINCT n) FROM unnest(r.seat_nos) n) < cardinality(r.seat_nos)`,
  },
  {
    id: 'seat-numbers-dense',
    statement: 'The seats of an event are numbered from 0 without gaps.',
    severity: 'violation',
    violating: `
      SELECT s.event_id AS "eventId", count(*) AS seats, min(s.seat_no) AS first, max(s.seat_no) AS last
        FROM seats s GROUP BY s.event_id
      HAVING min(s.seat_no) <> 0 OR max(s.seat_no) <> count(*) - 1
          OR count(DISTINCT s.seat_no) <> count(*)`,
  },
  {
    id: 'seat-count-matches-plan',
    statement: 'An event has as many seats as its seating plan.',
    severity: 'violation',
    violating: `
      SELECT e.id AS "eventId", p.id AS "planId", p.seat_count AS planned, coalesce(s.n, 0) AS seats
        FROM events e JOIN seating_plans p ON p.id = e.seating_plan_id
        LEFT JOIN (SELECT event_id, count(*) AS n FROM seats GROUP BY event_id) s ON s.event_id = e.id
       WHERE coalesce(s.n, 0) <> p.seat_count`,
  },
];

export const seatChecks: readonly Check[] = [...ownership, ...existence];
