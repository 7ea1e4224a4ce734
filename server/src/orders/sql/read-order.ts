/**
 * One order with everything that decides about it, in one statement and so of one moment. The
 * reservation is joined by its key; its buyer is the owner of the order.
 */
import { sql } from '../../lib/db.ts';

const ms = (column: string): string => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;

export type PaymentDbRow = {
  id: string;
  key: string;
  state: number;
  amountMinor: number;
  ref: string | null;
  declineCode: string | null;
  createdAtMs: number;
};

export type RefundDbRow = {
  paymentId: string;
  key: string;
  state: number;
  amountMinor: number;
  attempts: number;
  changedAtMs: number;
};

export type OrderDbRow = {
  eventId: number;
  id: string;
  reservationId: string;
  organizationId: number;
  state: number;
  endReason: string | null;
  version: number;
  wakes: number;
  email: string;
  name: string | null;
  language: 'ko' | 'en';
  currency: string;
  subtotalMinor: number;
  discountMinor: number;
  promoCode: string | null;
  promoUsed: boolean;
  feesMinor: number;
  totalMinor: number;
  paymentId: string | null;
  createdAtMs: number;
  completedAtMs: number | null;
  releasedAtMs: number | null;
  endedAtMs: number | null;
  principalId: number | null;
  buyer: string | null;
  hold: number | null;
  holdEndsAtMs: number | null;
  eventCancelled: boolean;
  isReturned: boolean;
  returnAskedAtMs: number | null;
  /** Valid tickets that were given to somebody else. */
  given: number;
  nowMs: number;
  payments: PaymentDbRow[] | null;
  refunds: RefundDbRow[] | null;
};

export const orderColumns = `
  o.event_id AS "eventId", o.id, o.reservation_id AS "reservationId",
  o.organization_id AS "organizationId", o.state, o.end_reason AS "endReason", o.version, o.wakes,
  o.email, o.name, o.language, o.currency, o.subtotal_minor AS "subtotalMinor", o.fees_minor AS "feesMinor",
  o.discount_minor AS "discountMinor", o.promo_code AS "promoCode", o.promo_used AS "promoUsed",
  o.total_minor AS "totalMinor", o.payment_id AS "paymentId", ${ms('o.created_at')} AS "createdAtMs",
  ${ms('o.completed_at')} AS "completedAtMs", ${ms('o.released_at')} AS "releasedAtMs",
  ${ms('o.ended_at')} AS "endedAtMs",
  r.principal_id AS "principalId", r.buyer, r.state AS hold, ${ms('r.expires_at')} AS "holdEndsAtMs",
  e.cancelled_at IS NOT NULL AS "eventCancelled", o.returned_to IS NOT NULL AS "isReturned",
  ${ms('o.return_asked_at')} AS "returnAskedAtMs", ${ms('clock_timestamp()')} AS "nowMs",
  (SELECT count(*)::int FROM tickets t
    WHERE t.reservation_id = o.reservation_id AND t.event_id = o.event_id AND t.state = 0
      AND t.holder <> r.buyer) AS given,
  (SELECT json_agg(json_build_object('id', p.id, 'key', p.key, 'state', p.state,
            'amountMinor', p.amount_minor, 'ref', p.provider_ref, 'declineCode', p.decline_code,
            'createdAtMs', ${ms('p.created_at')}) ORDER BY p.created_at, p.id)
     FROM payments p WHERE p.event_id = o.event_id AND p.order_id = o.id) AS payments,
  (SELECT json_agg(json_build_object('paymentId', f.payment_id, 'key', f.key, 'state', f.state,
            'amountMinor', f.amount_minor, 'attempts', f.attempts,
            'changedAtMs', ${ms('f.changed_at')}))
     FROM refunds f WHERE f.event_id = o.event_id AND f.order_id = o.id) AS refunds`;

const joined = `
  JOIN events e ON e.id = o.event_id
  LEFT JOIN reservations r ON r.id = o.reservation_id AND r.event_id = o.event_id`;

/** Parameters: event, order. */
export const readOrder = sql<OrderDbRow>(
  'orders_read',
  `SELECT ${orderColumns} FROM orders o ${joined} WHERE o.event_id = $1 AND o.id = $2`,
);

/** The order of a reservation. Parameters: event, reservation. */
export const readOrderOf = sql<OrderDbRow>(
  'orders_read_of_reservation',
  `SELECT ${orderColumns} FROM orders o ${joined} WHERE o.event_id = $1 AND o.reservation_id = $2`,
);

/**
 * Of one buyer, latest reservation first: the index of a buyer's reservations is walked from its end.
 * Parameters: principal, buyer, before this reservation, rows at most.
 */
export const listOrders = sql<OrderDbRow>(
  'orders_list',
  `SELECT ${orderColumns}
     FROM reservations r
     JOIN orders o ON o.event_id = r.event_id AND o.reservation_id = r.id
     JOIN events e ON e.id = r.event_id
    WHERE r.principal_id = $1 AND r.buyer = $2 AND r.id < $3
    ORDER BY r.id DESC LIMIT $4`,
);

export type LineDbRow = {
  orderId: string;
  line: number;
  seatNo: number | null;
  poolId: number | null;
  tierCode: string | null;
  ticketType: string | null;
  unitMinor: number;
  discountMinor: number;
  feeMinor: number;
  attendee: string | null;
  given: boolean;
};

/** Lines of several orders. Parameters: events, orders. */
export const readLines = sql<LineDbRow>(
  'orders_read_lines',
  `SELECT l.order_id AS "orderId", l.line, l.seat_no AS "seatNo", l.pool_id AS "poolId",
          l.tier_code AS "tierCode", l.ticket_type AS "ticketType", l.unit_minor AS "unitMinor",
          l.discount_minor AS "discountMinor", l.fee_minor AS "feeMinor", l.attendee,
          EXISTS (SELECT FROM orders o
                    JOIN reservations r ON r.id = o.reservation_id AND r.event_id = o.event_id
                    JOIN tickets t ON t.reservation_id = r.id AND t.event_id = r.event_id
                   WHERE o.event_id = l.event_id AND o.id = l.order_id AND t.state = 0
                     AND t.holder <> r.buyer
                     AND (t.seat_no = l.seat_no OR (t.seat_no IS NULL AND t.admission = l.line)))
            AS given
     FROM unnest($1::bigint[], $2::uuid[]) AS w (event_id, id)
     JOIN order_lines l ON l.event_id = w.event_id AND l.order_id = w.id
    ORDER BY l.order_id, l.line`,
);

/** By what a provider calls it: a charge. Parameter: key. */
export const findByChargeKey = sql<{ eventId: number; orderId: string; paymentId: string }>(
  'orders_find_by_charge',
  `SELECT event_id AS "eventId", order_id AS "orderId", id AS "paymentId" FROM payments
    WHERE key = $1`,
);

/** Likewise a refund. Parameter: key. */
export const findByRefundKey = sql<{ eventId: number; orderId: string }>(
  'orders_find_by_refund',
  `SELECT event_id AS "eventId", order_id AS "orderId" FROM refunds WHERE key = $1`,
);

/** Parameters: event, payment. */
export const findPayment = sql<{ orderId: string }>(
  'orders_find_payment',
  `SELECT order_id AS "orderId" FROM payments WHERE event_id = $1 AND id = $2`,
);
