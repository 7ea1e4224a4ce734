/** The place of a ticket, for letters about tickets on their way to somebody else. */
import { sql } from '../../lib/db.ts';

export type TicketPlaceDbRow = {
  seat: number | null;
  pool: number | null;
  poolTier: string | null;
  isValid: boolean;
};

/** Parameters: ticket, event. */
export const readTicketPlace = sql<TicketPlaceDbRow>(
  'letters_read_ticket_place',
  `SELECT t.seat_no AS seat, t.pool_id AS pool, p.tier_code AS "poolTier", t.state = 0 AS "isValid"
     FROM tickets t LEFT JOIN pools p ON p.event_id = t.event_id AND p.pool_id = t.pool_id
    WHERE t.id = $1 AND t.event_id = $2`,
);

/** Parameters: ticket, event. */
export const readOrderOfTicket = sql<{ id: string; email: string }>(
  'letters_read_order_of_ticket',
  `SELECT o.id, o.email
     FROM tickets t JOIN orders o ON o.event_id = t.event_id AND o.reservation_id = t.reservation_id
    WHERE t.id = $1 AND t.event_id = $2`,
);
