/**
 * Reading tickets. Whose they are: whoever was given one, else the buyer of its reservation, which is looked
 * up there and never kept twice.
 */
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
  /** Who comes. */
  attendee: string | null;
  /** Given by somebody else. */
  received: boolean;
  /** Of an offer that nobody has accepted and that still runs. */
  offerId: string | null;
  offerEndsAtMs: number | null;
  offerTo: string | null;
};

// An order has one line per place: of a seat the line that names it, of an area the one of that number.
const ticket = `
  t.id, t.event_id AS "eventId", t.reservation_id AS "reservationId", t.admission, r.quantity AS "of",
  t.seat_no AS seat, t.pool_id AS pool, p.tier_code AS "poolTier", t.state, t.version,
  floor(extract(epoch FROM t.issued_at) * 1000)::bigint AS "issuedAtMs",
  o.id AS "orderId", l.tier_code AS tier, l.ticket_type AS "ticketType",
  coalesce(t.holder_name, l.attendee) AS attendee,
  (t.holder IS NOT NULL AND t.holder <> r.buyer) AS received, x.id AS "offerId",
  floor(extract(epoch FROM x.ends_at) * 1000)::bigint AS "offerEndsAtMs", x.to_email AS "offerTo"`;
const surroundings = `
  LEFT JOIN pools p ON p.event_id = t.event_id AND p.pool_id = t.pool_id
  LEFT JOIN orders o ON o.event_id = t.event_id AND o.reservation_id = t.reservation_id
  LEFT JOIN order_lines l
    ON l.event_id = o.event_id AND l.order_id = o.id
   AND (l.seat_no = t.seat_no OR (t.seat_no IS NULL AND l.line = t.admission))
  LEFT JOIN ticket_transfers x
    ON x.ticket_id = t.id AND x.event_id = t.event_id AND x.state = 0 AND x.ends_at > clock_timestamp()
   AND t.state = 0`;

// Of one event or reservation if asked for, and behind the cursor.
const inPage = `($3::bigint IS NULL OR r.event_id = $3) AND ($4::uuid IS NULL OR r.id = $4)
        AND r.id <= $5::uuid
        AND (r.id < $5::uuid OR (r.event_id, t.admission) > ($6::bigint, $7::smallint))`;

/** Parameters: ticket, event, principal, owner. */
export const readTicket = sql<TicketDbRow>(
  'tickets_read',
  `SELECT ${ticket}
     FROM tickets t JOIN reservations r ON r.id = t.reservation_id AND r.event_id = t.event_id
     ${surroundings}
    WHERE t.id = $1 AND t.event_id = $2 AND r.principal_id = $3
      AND coalesce(t.holder, r.buyer) = $4`,
);

/**
 * Latest reservation first, its admissions in order. Walks the buyer's index of reservations, and that of
 * tickets which were given to somebody; each is cut off where the page ends. Parameters: principal, buyer, event or null, reservation or null, after this reservation, event and admission,
 * rows at most.
 */
export const listTickets = sql<TicketDbRow>(
  'tickets_list',
  `WITH bought AS MATERIALIZED (
     SELECT t.id, t.event_id, t.reservation_id, t.admission
       FROM reservations r JOIN tickets t ON t.reservation_id = r.id AND t.event_id = r.event_id
      WHERE r.principal_id = $1 AND r.buyer = $2 AND (t.holder IS NULL OR t.holder = $2) AND ${inPage}
      ORDER BY r.id DESC, r.event_id, t.admission LIMIT $8
   ), received AS MATERIALIZED (
     SELECT t.id, t.event_id, t.reservation_id, t.admission
       FROM tickets t JOIN reservations r ON r.id = t.reservation_id AND r.event_id = t.event_id
      WHERE t.holder = $2 AND r.principal_id = $1 AND r.buyer <> $2 AND ${inPage}
      ORDER BY r.id DESC, r.event_id, t.admission LIMIT $8
   ), own AS (SELECT id, event_id FROM bought UNION ALL SELECT id, event_id FROM received)
   SELECT ${ticket}
     FROM own w JOIN tickets t ON t.id = w.id AND t.event_id = w.event_id
     JOIN reservations r ON r.id = t.reservation_id AND r.event_id = t.event_id
     ${surroundings}
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
