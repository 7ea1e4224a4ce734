/** What orders keep about a person: handed out to them, and forgotten once the law and the event allow it. */
import { sql } from '../../lib/db.ts';

/** Where nobody is: letters to it are not even written. */
export const NOBODY = 'deleted@deleted.invalid';

const utc = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Newest first. Parameters: principal, buyer, rows at most. */
export const exportOrders = sql<{ order: unknown }>(
  'orders_export',
  `SELECT json_build_object(
            'id', o.id, 'eventId', o.event_id, 'event', e.name, 'reservationId', o.reservation_id,
            'state', (ARRAY['OPEN','PAYING','PAID','COMPLETE','ENDING','ENDED'])[o.state + 1],
            'endReason', o.end_reason, 'email', o.email, 'name', o.name, 'language', o.language,
            'currency', o.currency, 'totalMinor', o.total_minor, 'orderedAt', ${utc('o.created_at')},
            'lines', (SELECT coalesce(json_agg(json_build_object(
                        'seat', l.seat_no, 'area', l.pool_id, 'tier', l.tier_code,
                        'ticketType', l.ticket_type, 'unitMinor', l.unit_minor, 'feeMinor', l.fee_minor,
                        'attendee', l.attendee) ORDER BY l.line), '[]')
                      FROM order_lines l WHERE l.event_id = o.event_id AND l.order_id = o.id),
            'payments', (SELECT coalesce(json_agg(json_build_object(
                           'amountMinor', p.amount_minor, 'refundedMinor', p.refunded_minor,
                           'state', (ARRAY['STARTED','PENDING','SUCCEEDED','DECLINED','CANCELLED'])[p.state + 1],
                           'at', ${utc('p.created_at')}) ORDER BY p.created_at), '[]')
                         FROM payments p WHERE p.event_id = o.event_id AND p.order_id = o.id)) AS "order"
     FROM reservations r
     JOIN orders o ON o.event_id = r.event_id AND o.reservation_id = r.id
     JOIN events e ON e.id = o.event_id
    WHERE r.principal_id = $1 AND r.buyer = $2
    ORDER BY r.id DESC LIMIT $3`,
);

/** Money is on its way, there or back. Parameters: principal, buyer. */
export const findMovingOrder = sql<{ id: string }>(
  'orders_find_moving',
  `SELECT o.id FROM reservations r
     JOIN orders o ON o.event_id = r.event_id AND o.reservation_id = r.id
    WHERE r.principal_id = $1 AND r.buyer = $2 AND o.state IN (1, 2, 4) LIMIT 1`,
);

/**
 * Of orders that are over: ended, or of an event a month ago, so that until then its buyer can still be told
 * that it is cancelled. What was bought and paid stays. Parameters: principal, buyer, address of nobody.
 */
export const forgetContacts = sql(
  'orders_forget_contacts',
  `WITH over AS (
     SELECT o.event_id, o.id FROM reservations r
       JOIN orders o ON o.event_id = r.event_id AND o.reservation_id = r.id
       JOIN events e ON e.id = o.event_id
      WHERE r.principal_id = $1 AND r.buyer = $2 AND o.email <> $3
        AND (o.state = 5 OR e.starts_at < now() - interval '30 days')
   ), names AS (
     UPDATE order_lines l SET attendee = NULL FROM over
      WHERE l.event_id = over.event_id AND l.order_id = over.id AND l.attendee IS NOT NULL)
   UPDATE orders o SET email = $3, name = NULL FROM over
    WHERE o.event_id = over.event_id AND o.id = over.id`,
);

/** Parameters: principal, buyer, address of nobody. */
export const findContact = sql<{ id: string }>(
  'orders_find_contact',
  `SELECT o.id FROM reservations r
     JOIN orders o ON o.event_id = r.event_id AND o.reservation_id = r.id
    WHERE r.principal_id = $1 AND r.buyer = $2 AND o.email <> $3 LIMIT 1`,
);
