/**
 * Tickets that were given away: whoever holds one has accepted it, and the codes that were shown before
 * open no door. Every hand-over is one transaction, so all of this holds at every moment.
 */
import type { Check } from './check.ts';

const ticket = `t.event_id AS "eventId", t.id AS "ticketId"`;

/** Offers of a ticket that were accepted. */
const accepted = `accepted AS MATERIALIZED (
  SELECT ticket_id, event_id, count(*) AS n, array_agg(receiver) AS receivers
    FROM ticket_transfers WHERE state = 1 GROUP BY 1, 2)`;

export const transferChecks: readonly Check[] = [
  {
    id: 'holder-has-accepted',
    statement: 'Whoever holds a ticket that somebody else bought has accepted an offer of it.',
    severity: 'violation',
    violating: `
      WITH ${accepted}
      SELECT ${ticket}
        FROM tickets t LEFT JOIN accepted a ON a.ticket_id = t.id AND a.event_id = t.event_id
       WHERE t.holder IS NOT NULL AND (t.holder = ANY (a.receivers)) IS NOT TRUE`,
  },
  {
    id: 'given-ticket-has-new-codes',
    statement: 'A ticket has a later version for every time that it changed hands.',
    severity: 'violation',
    violating: `
      WITH ${accepted}
      SELECT ${ticket}, t.version, a.n AS accepted
        FROM tickets t JOIN accepted a ON a.ticket_id = t.id AND a.event_id = t.event_id
       WHERE t.version <= a.n`,
  },
  {
    id: 'offer-is-of-its-ticket',
    statement: 'An offer is of a ticket of its reservation, and one at most is open.',
    severity: 'violation',
    violating: `
      SELECT x.event_id AS "eventId", x.id AS "transferId", x.ticket_id AS "ticketId"
        FROM (SELECT x.*, count(*) FILTER (WHERE x.state = 0)
                            OVER (PARTITION BY x.ticket_id, x.event_id) AS open
                FROM ticket_transfers x) x
        LEFT JOIN tickets t ON t.id = x.ticket_id AND t.event_id = x.event_id
       WHERE t.reservation_id IS DISTINCT FROM x.reservation_id OR x.open > 1`,
  },
  {
    id: 'settled-offer-forgets',
    statement: 'An offer that is settled says when, and no longer where its link was sent.',
    severity: 'violation',
    violating: `
      SELECT x.event_id AS "eventId", x.id AS "transferId", x.state FROM ticket_transfers x
       WHERE (x.state = 0) <> (x.settled_at IS NULL) OR (x.state <> 0 AND x.to_email IS NOT NULL)
          OR (x.state = 1) <> (x.receiver IS NOT NULL)`,
  },
  {
    // By the organizer, or with the event, it ends all the same.
    id: 'given-away-is-not-cancelled',
    statement: 'No buyer has cancelled an order while a friend had a ticket of it.',
    severity: 'violation',
    violating: `
      SELECT o.event_id AS "eventId", o.id AS "orderId", t.id AS "ticketId"
        FROM orders o
        JOIN reservations r ON r.event_id = o.event_id AND r.id = o.reservation_id
        JOIN tickets t ON t.event_id = r.event_id AND t.reservation_id = r.id
       WHERE o.state IN (4, 5) AND o.end_reason = 'cancelled_by_buyer' AND t.holder <> r.buyer`,
  },
];
