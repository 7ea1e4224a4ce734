/**
 * Orders, payments and refunds: no money without places or refund, no places of the shop without money.
 * Every change of an order is one commit, so most of this holds at every moment. What follows from a
 * reservation that ended takes a moment to be heard: an order is in flight while the outbox of its event
 * has rows that orders have not heard, or while somebody is still to look at it.
 */
import type { Check } from './check.ts';
import { complete } from './told.ts';

const order = `o.event_id AS "eventId", o.id AS "orderId"`;

/** Events with news that orders have not heard. */
const unheard = `unheard AS MATERIALIZED (
  SELECT DISTINCT x.event_id FROM outbox x
   WHERE x.position IS NULL
      OR x.position > coalesce((SELECT position FROM outbox_cursors WHERE consumer = 'orders'), 0))`;

/** At rest: nobody has to look, and everything there is to hear of its reservation was heard. */
const settled = `o.next_look_at IS NULL AND NOT EXISTS (SELECT FROM unheard u WHERE u.event_id = o.event_id)`;

/** Nobody is about to look. An open order is looked at after its hold, which is another matter. */
const unattended = `(o.next_look_at IS NULL OR (o.state = 0 AND o.next_look_at > now() + interval '2 min'))`;

const joinReservation = `LEFT JOIN reservations r ON r.id = o.reservation_id AND r.event_id = o.event_id`;

/** Money that came in and stayed, by order. */
const money = `money AS MATERIALIZED (
  SELECT p.event_id, p.order_id,
         coalesce(sum(p.amount_minor) FILTER (WHERE p.state = 2), 0) AS paid,
         coalesce(sum(p.refunded_minor) FILTER (WHERE p.state = 2), 0) AS refunded,
         count(*) FILTER (WHERE p.state IN (0, 1)) AS under_way
    FROM payments p GROUP BY p.event_id, p.order_id)`;

const joinMoney = `LEFT JOIN money m ON m.event_id = o.event_id AND m.order_id = o.id`;

const shape: readonly Check[] = [
  {
    id: 'order-total-is-its-lines',
    statement:
      'The amounts of an order are the sums of its lines, discounts included; they are numbered from 1.',
    severity: 'violation',
    violating: `
      WITH line AS MATERIALIZED (
        SELECT event_id, order_id, sum(unit_minor) AS units, sum(fee_minor) AS fees,
               sum(discount_minor) AS discounts, count(*) AS n, max(line) AS last
          FROM order_lines GROUP BY event_id, order_id)
      SELECT ${order}, o.total_minor AS "totalMinor",
             l.units - l.discounts + l.fees AS "linesMinor"
        FROM orders o LEFT JOIN line l ON l.event_id = o.event_id AND l.order_id = o.id
       WHERE l.n IS NULL OR l.n <> l.last OR o.subtotal_minor <> l.units OR o.fees_minor <> l.fees
          OR o.discount_minor <> l.discounts OR o.total_minor <> l.units - l.discounts + l.fees`,
  },
  {
    // A hold that came to nothing is removed after a while, the order of it is not.
    id: 'order-has-its-reservation',
    statement: 'An order is of a reservation of the shop, of the same organization.',
    severity: 'violation',
    violating: `
      SELECT ${order}, o.reservation_id AS "reservationId" FROM orders o ${joinReservation}
       WHERE CASE WHEN r.id IS NULL THEN o.state <> 5
                  ELSE r.principal_id <> 0 OR r.organization_id <> o.organization_id END`,
  },
  {
    id: 'order-lines-are-its-places',
    statement: 'The lines of an order are the places of its reservation, one line each.',
    severity: 'violation',
    violating: `
      WITH line AS MATERIALIZED (
        SELECT event_id, order_id, count(*) AS n, array_agg(seat_no ORDER BY seat_no) AS seats,
               min(pool_id) AS pool, max(pool_id) AS last_pool, count(pool_id) AS in_pool
          FROM order_lines GROUP BY event_id, order_id)
      SELECT ${order}, o.reservation_id AS "reservationId"
        FROM orders o
        JOIN reservations r ON r.id = o.reservation_id AND r.event_id = o.event_id
        JOIN line l ON l.event_id = o.event_id AND l.order_id = o.id
       WHERE l.n <> r.quantity
          OR CASE WHEN r.pool_id IS NULL
                  THEN l.in_pool <> 0
                       OR l.seats IS DISTINCT FROM (SELECT array_agg(s ORDER BY s) FROM unnest(r.seat_nos) s)
                  ELSE l.in_pool <> l.n OR l.pool <> r.pool_id OR l.last_pool <> r.pool_id END`,
  },
];

const amounts: readonly Check[] = [
  {
    id: 'bought-order-is-paid',
    statement: 'A PAID or COMPLETE order has one payment of exactly its total, not given back.',
    severity: 'violation',
    violating: `
      SELECT ${order}, o.state, o.total_minor AS "totalMinor", p.amount_minor AS "paidMinor"
        FROM orders o
        LEFT JOIN payments p ON p.event_id = o.event_id AND p.id = o.payment_id AND p.order_id = o.id
       WHERE o.state IN (2, 3)
         AND (p.state = 2 AND p.amount_minor = o.total_minor AND p.refunded_minor = 0
              AND p.currency = o.currency) IS NOT TRUE`,
  },
  {
    id: 'ended-order-owes-nothing',
    statement: 'An ENDED order has given back what it was paid, and has no payment under way.',
    severity: 'violation',
    violating: `
      WITH ${money}
      SELECT ${order}, m.paid AS "paidMinor", m.refunded AS "refundedMinor"
        FROM orders o ${joinMoney}
       WHERE o.state = 5 AND (m.paid <> m.refunded OR m.under_way > 0)`,
  },
  {
    id: 'surplus-is-given-back',
    statement: 'Money beyond the total of an order is given back (at once, or somebody is at it).',
    severity: 'violation',
    violating: `
      SELECT ${order}, p.id AS "paymentId", p.amount_minor AS "amountMinor"
        FROM orders o JOIN payments p ON p.event_id = o.event_id AND p.order_id = o.id
       WHERE p.state = 2 AND p.amount_minor > 0 AND p.id IS DISTINCT FROM o.payment_id
         AND p.refunded_minor <> p.amount_minor AND ${unattended}`,
  },
  {
    id: 'payment-under-way-fits',
    statement: 'An order is PAYING while one payment is under way, and at most one ever is.',
    severity: 'violation',
    violating: `
      WITH ${money}
      SELECT ${order}, o.state, coalesce(m.under_way, 0) AS "underWay"
        FROM orders o ${joinMoney}
       WHERE coalesce(m.under_way, 0) > 1 OR (o.state = 1 AND coalesce(m.under_way, 0) = 0)
          OR (o.state = 0 AND m.under_way > 0)`,
  },
  {
    id: 'refund-fits-its-payment',
    statement: 'A refund is of all of a payment that succeeded, and is counted when it succeeded.',
    severity: 'violation',
    violating: `
      SELECT p.event_id AS "eventId", p.order_id AS "orderId", p.id AS "paymentId",
             p.amount_minor AS "amountMinor", p.refunded_minor AS "refundedMinor"
        FROM payments p
        LEFT JOIN refunds f ON f.event_id = p.event_id AND f.payment_id = p.id
       WHERE p.refunded_minor <> CASE WHEN f.state = 2 THEN f.amount_minor ELSE 0 END
          OR (f.payment_id IS NOT NULL
              AND (p.state <> 2 OR f.amount_minor <> p.amount_minor OR f.order_id <> p.order_id))`,
  },
];

const places: readonly Check[] = [
  {
    id: 'complete-order-has-its-places',
    statement: 'A COMPLETE order that is at rest has its reservation CONFIRMED.',
    severity: 'violation',
    violating: `
      WITH ${unheard}
      SELECT ${order}, o.reservation_id AS "reservationId", r.state AS "reservationState"
        FROM orders o ${joinReservation}
       WHERE o.state = 3 AND r.state IS DISTINCT FROM 1 AND ${settled}`,
  },
  {
    id: 'ended-order-has-no-places',
    statement: 'An ENDED order that is at rest has no places.',
    severity: 'violation',
    violating: `
      WITH ${unheard}
      SELECT ${order}, o.reservation_id AS "reservationId", r.state AS "reservationState"
        FROM orders o ${joinReservation}
       WHERE o.state = 5 AND r.state IN (0, 1) AND ${settled}`,
  },
  {
    id: 'sold-places-have-their-order',
    statement:
      'Places that the shop has sold belong to an order that is bought or being given back.',
    severity: 'violation',
    violating: `
      WITH ${unheard}
      SELECT r.event_id AS "eventId", r.id AS "reservationId", o.state AS "orderState"
        FROM reservations r
        LEFT JOIN orders o ON o.event_id = r.event_id AND o.reservation_id = r.id
       WHERE r.principal_id = 0 AND r.state = 1
         AND (o.state IS NULL OR o.state IN (0, 1) OR (o.state = 5 AND ${settled}))`,
  },
  {
    id: 'cancelled-event-has-no-orders',
    statement: 'No order of a cancelled event stays bought: it has ended, or is on the way there.',
    severity: 'violation',
    violating: `
      WITH ${unheard}
      SELECT ${order}, o.state FROM orders o JOIN events e ON e.id = o.event_id
       WHERE e.cancelled_at IS NOT NULL AND o.state IN (1, 2, 3) AND ${settled}
         AND NOT EXISTS (SELECT FROM order_walks w WHERE w.event_id = o.event_id)`,
  },
];

const work: readonly Check[] = [
  {
    id: 'order-is-told',
    statement: 'Every version of an order was told once, the last with its state.',
    severity: 'violation',
    violating: `
      WITH ${complete}, told AS MATERIALIZED (
        SELECT x.event_id, p.o, p.s, p.n::int AS n, x.id
          FROM outbox x CROSS JOIN json_to_record(x.payload) AS p (kind text, o text, s text, n text)
         WHERE p.kind = 'order'
      ), sum AS MATERIALIZED (
        SELECT event_id, o, count(*) AS n, count(DISTINCT n) AS versions, max(n) AS last
          FROM told GROUP BY event_id, o
      )
      SELECT ${order}, o.version, s.n AS told, t.s AS "lastState"
        FROM orders o JOIN complete USING (event_id)
        LEFT JOIN sum s ON s.event_id = o.event_id AND s.o = o.id::text
        LEFT JOIN told t ON t.event_id = s.event_id AND t.o = s.o AND t.n = s.last
       WHERE (s.n = o.version AND s.versions = o.version AND s.last = o.version
              AND t.s = (ARRAY['OPEN', 'PAYING', 'PAID', 'COMPLETE', 'ENDING', 'ENDED'])[o.state + 1])
             IS NOT TRUE`,
  },
  {
    id: 'orders-are-worked-on',
    statement: 'Orders with something under way are looked at in time (a worker is running).',
    severity: 'warning',
    violating: `
      SELECT ${order}, o.state, o.next_look_at AS "nextLookAt" FROM orders o
       WHERE o.next_look_at < now() - $1::bigint * interval '1 ms'
          OR (o.state IN (1, 2, 4) AND o.next_look_at IS NULL)`,
    parameters: ['relayLateMs'],
  },
];

export const moneyChecks: readonly Check[] = [...shape, ...amounts, ...places, ...work];
