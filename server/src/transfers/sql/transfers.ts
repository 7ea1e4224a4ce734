/**
 * Offers of tickets. Every command locks the ticket's order first, then the ticket, then the offer: so no
 * two of them meet about one ticket, and none meets a cancellation of its order.
 */
import { sql } from '../../lib/db.ts';

const ms = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;

export type TransferDbRow = {
  eventId: number;
  id: string;
  ticketId: string;
  reservationId: string;
  state: number;
  tokenHash: Buffer;
  fromName: string;
  toEmail: string | null;
  language: 'ko' | 'en';
  offeredAtMs: number;
  endsAtMs: number;
  receiver: string | null;
  nowMs: number;
};

const transfer = `
  x.event_id AS "eventId", x.id, x.ticket_id AS "ticketId", x.reservation_id AS "reservationId",
  x.state, x.token_hash AS "tokenHash", x.from_name AS "fromName", x.to_email AS "toEmail", x.language,
  ${ms('x.offered_at')} AS "offeredAtMs", ${ms('x.ends_at')} AS "endsAtMs", x.receiver,
  ${ms('clock_timestamp()')} AS "nowMs"`;

/** Parameters: event, offer. */
export const readTransfer = sql<TransferDbRow>(
  'transfers_read',
  `SELECT ${transfer} FROM ticket_transfers x WHERE x.event_id = $1 AND x.id = $2`,
);

/** Parameter: SHA-256 of the token. */
export const readByToken = sql<TransferDbRow>(
  'transfers_read_by_token',
  `SELECT ${transfer} FROM ticket_transfers x WHERE x.token_hash = $1`,
);

export type TicketDbRow = {
  reservationId: string;
  state: number;
  seat: number | null;
  pool: number | null;
  poolTier: string | null;
  /** Who bought it, and whose it is now. */
  buyer: string;
  owner: string;
  orderState: number;
  /** Its buyer would give the order to the waiting list. */
  isReturning: boolean;
  /** Where its owner is told; null: nowhere. */
  ownerEmail: string | null;
  ownerLanguage: 'ko' | 'en' | null;
  nowMs: number;
};

const ticket = `
  SELECT t.reservation_id AS "reservationId", t.state, t.seat_no AS seat, t.pool_id AS pool,
         p.tier_code AS "poolTier", r.buyer, coalesce(t.holder, r.buyer) AS owner,
         o.state AS "orderState", o.return_asked_at IS NOT NULL AS "isReturning",
         CASE WHEN t.holder IS NULL OR t.holder = r.buyer THEN o.email ELSE x.receiver_email END
           AS "ownerEmail",
         CASE WHEN t.holder IS NULL OR t.holder = r.buyer THEN o.language ELSE x.receiver_language END
           AS "ownerLanguage",
         ${ms('clock_timestamp()')} AS "nowMs"
    FROM tickets t
    JOIN reservations r ON r.id = t.reservation_id AND r.event_id = t.event_id
    JOIN orders o ON o.event_id = t.event_id AND o.reservation_id = t.reservation_id
    LEFT JOIN pools p ON p.event_id = t.event_id AND p.pool_id = t.pool_id
    LEFT JOIN LATERAL (
      SELECT a.receiver_email, a.receiver_language FROM ticket_transfers a
       WHERE a.ticket_id = t.id AND a.event_id = t.event_id AND a.state = 1
       ORDER BY a.settled_at DESC LIMIT 1) x ON true
   WHERE t.id = $1 AND t.event_id = $2`;

/** Parameters: ticket, event. */
export const readTicket = sql<TicketDbRow>('transfers_read_ticket', ticket);

/** The same, kept from others until the commit. Its order is locked already. Parameters: ticket, event. */
export const lockTicket = sql<TicketDbRow>('transfers_lock_ticket', `${ticket} FOR UPDATE OF t`);

/** Whatever state it is in. Parameters: event, reservation. */
export const lockOrder = sql<{ state: number }>(
  'transfers_lock_order',
  `SELECT state FROM orders WHERE event_id = $1 AND reservation_id = $2 FOR NO KEY UPDATE`,
);

/**
 * A ticket of it has another owner: a change of the order that was decided before this does not count.
 * Parameters: event, reservation.
 */
export const wakeOrder = sql(
  'transfers_wake_order',
  `UPDATE orders SET wakes = wakes + 1 WHERE event_id = $1 AND reservation_id = $2`,
);

/** Offers of a ticket whose time is over. Parameters: ticket, event. */
export const lapseOffers = sql(
  'transfers_lapse',
  `UPDATE ticket_transfers SET state = 3, settled_at = clock_timestamp(), to_email = NULL
    WHERE ticket_id = $1 AND event_id = $2 AND state = 0 AND ends_at <= clock_timestamp()`,
);

/** Those that nobody has settled though their time is over, longest first. Parameters: rows at most. */
export const findLapsed = sql<{ eventId: number; id: string }>(
  'transfers_find_lapsed',
  `SELECT event_id AS "eventId", id FROM ticket_transfers
    WHERE state = 0 AND ends_at <= clock_timestamp() ORDER BY ends_at, id LIMIT $1`,
);

/** The one that nobody has settled. The ticket is locked. Parameters: ticket, event. */
export const readOpen = sql<TransferDbRow>(
  'transfers_read_open',
  `SELECT ${transfer} FROM ticket_transfers x
    WHERE x.ticket_id = $1 AND x.event_id = $2 AND x.state = 0`,
);

/** Parameters: ticket, event. */
export const countOffers = sql<{ offers: number; open: number }>(
  'transfers_count',
  `SELECT count(*)::int AS offers, (count(*) FILTER (WHERE state = 0))::int AS open
     FROM ticket_transfers WHERE ticket_id = $1 AND event_id = $2`,
);

/**
 * No row: the id or the token is taken. Parameters: event, offer, ticket, reservation, SHA-256 of the
 * token, name of the giver, e-mail or null, language, lasts (ms), not beyond (ms or null).
 */
export const insertTransfer = sql<TransferDbRow>(
  'transfers_insert',
  `INSERT INTO ticket_transfers AS x (event_id, id, ticket_id, reservation_id, token_hash, from_name,
                                      to_email, language, ends_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8,
           least(clock_timestamp() + $9::bigint * interval '1 ms',
                 to_timestamp($10::bigint / 1000.0)))
   ON CONFLICT DO NOTHING
   RETURNING ${transfer}`,
);

/** The ticket is locked. Parameters: ticket, event. */
export const withdrawOffers = sql<TransferDbRow>(
  'transfers_withdraw',
  `UPDATE ticket_transfers x SET state = 2, settled_at = clock_timestamp(), to_email = NULL
    WHERE x.ticket_id = $1 AND x.event_id = $2 AND x.state = 0
   RETURNING ${transfer}`,
);

/** No row: it is over. Parameters: event, offer, receiver, e-mail or null, language. */
export const acceptOffer = sql<{ id: string }>(
  'transfers_accept',
  `UPDATE ticket_transfers
      SET state = 1, settled_at = clock_timestamp(), to_email = NULL, receiver = $3,
          receiver_email = $4, receiver_language = $5
    WHERE event_id = $1 AND id = $2 AND state = 0 AND ends_at > clock_timestamp()
   RETURNING id`,
);

/**
 * The codes of the ticket die with its version. Only a valid one changes hands. Parameters: ticket, event,
 * new holder or null (its buyer), name or null.
 */
export const handOver = sql<{ version: number }>(
  'transfers_hand_over',
  `UPDATE tickets SET holder = $3, holder_name = $4, version = version + 1
    WHERE id = $1 AND event_id = $2 AND state = 0
   RETURNING version`,
);

/** Parameters: from, to (persons). Locked in the order of their keys. */
export const adoptTickets = sql<{ id: string }>(
  'transfers_adopt_tickets',
  `WITH own AS (
     SELECT id, event_id FROM tickets WHERE holder = $1 ORDER BY id, event_id FOR UPDATE)
   UPDATE tickets t SET holder = $2 FROM own o WHERE t.id = o.id AND t.event_id = o.event_id
   RETURNING t.id`,
);

/** Parameters: from, to (persons). */
export const adoptReceived = sql(
  'transfers_adopt_received',
  `UPDATE ticket_transfers SET receiver = $2 WHERE receiver = $1`,
);
