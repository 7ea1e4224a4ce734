/**
 * Tickets: each admission of a confirmed reservation has one, and nobody else has any. A worker issues and
 * revokes them from the outbox, so what it has not read yet is in flight and breaks nothing.
 */
import type { Check } from './check.ts';
import { fact } from './told.ts';

/** Reservations about which the worker has yet to read one of these facts: flight (event_id, r). */
const flight = (facts: string): string => `${fact}, flight AS MATERIALIZED (
  SELECT DISTINCT f.event_id, f.r FROM fact f JOIN outbox o ON o.id = f.outbox_id
   WHERE f.t IN (${facts})
     AND (o.position IS NULL
          OR o.position > coalesce((SELECT position FROM outbox_cursors WHERE consumer = 'tickets'), 0)))`;

const ticket = `t.event_id AS "eventId", t.id AS "ticketId"`;

export const ticketChecks: readonly Check[] = [
  {
    id: 'confirmed-has-its-tickets',
    statement:
      'A confirmed reservation has one valid ticket per place (or the worker has yet to hear of it).',
    severity: 'violation',
    violating: `
      WITH ${flight(`'booked', 'confirmed', 'late'`)}, had AS (
        SELECT event_id, reservation_id, count(*) AS n FROM tickets WHERE state = 0 GROUP BY 1, 2)
      SELECT r.event_id AS "eventId", r.id AS "reservationId", r.quantity, coalesce(h.n, 0) AS tickets
        FROM reservations r
        LEFT JOIN had h ON h.event_id = r.event_id AND h.reservation_id = r.id
        LEFT JOIN flight f ON f.event_id = r.event_id AND f.r = r.id::text
       WHERE r.state = 1 AND f.r IS NULL AND coalesce(h.n, 0) <> r.quantity`,
  },
  {
    id: 'valid-ticket-is-confirmed',
    statement:
      'A valid ticket is of a confirmed reservation (or the worker has yet to hear of the end).',
    severity: 'violation',
    violating: `
      WITH ${flight(`'cancelled'`)}
      SELECT ${ticket}, t.reservation_id AS "reservationId", r.state
        FROM tickets t
        LEFT JOIN reservations r ON r.event_id = t.event_id AND r.id = t.reservation_id
        LEFT JOIN flight f ON f.event_id = t.event_id AND f.r = t.reservation_id::text
       WHERE t.state = 0 AND r.state IS DISTINCT FROM 1 AND f.r IS NULL`,
  },
  {
    id: 'ticket-place-is-reserved',
    statement: 'The nth ticket of a reservation is for its nth seat, or for its area.',
    severity: 'violation',
    violating: `
      SELECT ${ticket}, t.admission, t.seat_no AS "seatNo", t.pool_id AS "poolId"
        FROM tickets t JOIN reservations r ON r.event_id = t.event_id AND r.id = t.reservation_id
       WHERE t.admission NOT BETWEEN 1 AND r.quantity
          OR t.seat_no IS DISTINCT FROM r.seat_nos[t.admission] OR t.pool_id IS DISTINCT FROM r.pool_id`,
  },
  {
    id: 'admissions-numbered',
    statement: 'The tickets of a reservation are numbered from 1 without gaps, each number once.',
    severity: 'violation',
    violating: `
      SELECT event_id AS "eventId", reservation_id AS "reservationId", count(*) AS tickets,
             max(admission) AS last
        FROM tickets GROUP BY event_id, reservation_id
      HAVING min(admission) <> 1 OR max(admission) <> count(*) OR count(DISTINCT admission) <> count(*)`,
  },
  {
    // Of the present: a seat that was given back and sold again has tickets of both, one of them valid.
    id: 'seat-has-one-valid-ticket',
    statement: 'No seat has two valid tickets (of which the worker has heard everything).',
    severity: 'violation',
    violating: `
      WITH ${flight(`'cancelled'`)}
      SELECT t.event_id AS "eventId", t.seat_no AS "seatNo", count(*) AS tickets
        FROM tickets t LEFT JOIN flight f ON f.event_id = t.event_id AND f.r = t.reservation_id::text
       WHERE t.state = 0 AND t.seat_no IS NOT NULL AND f.r IS NULL
       GROUP BY t.event_id, t.seat_no HAVING count(*) > 1`,
  },
  {
    id: 'ticket-times-fit-state',
    statement: 'A ticket was revoked when it says so, and then has a later version.',
    severity: 'violation',
    violating: `
      SELECT ${ticket}, t.state, t.version, t.revoked_at AS "revokedAt" FROM tickets t
       WHERE t.state NOT IN (0, 1) OR (t.state = 1) <> (t.revoked_at IS NOT NULL) OR t.version < 1
          OR (t.state = 1 AND t.version < 2)`,
  },
  {
    id: 'tickets-keep-up',
    statement: 'Tickets are issued soon after the booking (a worker is running).',
    severity: 'warning',
    violating: `
      SELECT o.id AS "outboxId", o.event_id AS "eventId", o.created_at AS "createdAt"
        FROM outbox o
       WHERE o.created_at < now() - $1::bigint * interval '1 ms'
         AND o.position > coalesce((SELECT position FROM outbox_cursors WHERE consumer = 'tickets'), 0)`,
    parameters: ['relayLateMs'],
  },
];
