/** Reading tickets. Whose they are is looked up in the reservation, never kept twice. */
import { sql } from '../../lib/db.ts';

export type TicketDbRow = {
  id: string;
  eventId: number;
  reservationId: string;
  admission: number;
  of: number;
  seat: number | null;
  pool: number | null;
  /** Of the area, when it is one. */
  poolTier: string | null;
  state: number;
  version: number;
  issuedAtMs: number;
  orderId: string | null;
  /** As ordered; null for bookings without an order. */
  tier: string | null;
  ticketType: string | null;
};

// An order has one line per place: of a seat the line that names it, of an area the one of that number.
const ticket = `
  t.id, t.event_id AS "eventId", t.reservation_id AS "reservationId", t.admission, r.quantity AS "of",
  t.seat_no AS seat, t.pool_id AS pool, p.tier_code AS "poolTier", t.state, t.version,
  floor(extract(epoch FROM t.issued_at) * 1000)::bigint AS "issuedAtMs",
  o.id AS "orderId", l.tier_code AS tier, l.ticket_type AS "ticketType"`;
const surroundings = `
  LEFT JOIN pools p ON p.event_id = t.event_id AND p.pool_id = t.pool_id
  LEFT JOIN orders o ON o.event_id = t.event_id AND o.reservation_id = t.reservation_id
  LEFT JOIN order_lines l
    ON l.event_id = o.event_id AND l.order_id = o.id
   AND (l.seat_no = t.seat_no OR (t.seat_no IS NULL AND l.line = t.admission))`;

/** Parameters: ticket, event, principal, buyer. */
export const readTicket = sql<TicketDbRow>(
  'tickets_read',
  `SELECT ${ticket}
     FROM tickets t JOIN reservations r ON r.id = t.reservation_id AND r.event_id = t.event_id
     ${surroundings}
    WHERE t.id = $1 AND t.event_id = $2 AND r.principal_id = $3 AND r.buyer = $4`,
);

/**
 * Latest reservation first, its admissions in order. Walks the buyer's index of reservations. Parameters:
 * principal, buyer, event or null, reservation or null, after this reservation, event and admission,
 * rows at most.
 */
export const listTickets = sql<TicketDbRow>(
  'tickets_list',
  `SELECT ${ticket}
     FROM reservations r JOIN tickets t ON t.reservation_id = r.id AND t.event_id = r.event_id
     ${surroundings}
    WHERE r.principal_id = $1 AND r.buyer = $2
      AND ($3::bigint IS NULL OR r.event_id = $3) AND ($4::uuid IS NULL OR r.id = $4)
      AND r.id <= $5::uuid
      AND (r.id < $5::uuid OR (r.event_id, t.admission) > ($6::bigint, $7::smallint))
    ORDER BY r.id DESC, r.event_id, t.admission LIMIT $8`,
);

/** One row per reservation, in their order. Parameters: events, reservations. */
export const countTickets = sql<{ tickets: number }>(
  'tickets_count',
  `SELECT (SELECT count(*)::int FROM tickets t
            WHERE t.reservation_id = w.id AND t.event_id = w.event_id AND t.state = 0) AS tickets
     FROM unnest($1::bigint[], $2::uuid[]) WITH ORDINALITY AS w (event_id, id, nth)
    ORDER BY w.nth`,
);

/** By id. Parameters: event, after this ticket, rows at most. */
export const listRefusedCodes = sql<{ id: string; version: number }>(
  'tickets_list_refused_codes',
  `SELECT id, (version - 1)::int AS version FROM tickets
    WHERE event_id = $1 AND version > 1 AND id > $2::uuid
    ORDER BY id LIMIT $3`,
);
