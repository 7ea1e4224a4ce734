/**
 * Promo codes: a use is had by one order, counted with it in one transaction, and freed with its end. All
 * of this holds at every moment.
 */
import { buyerHash, type Check } from './check.ts';

const order = `o.event_id AS "eventId", o.id AS "orderId", o.promo_code AS code`;

export const promoChecks: readonly Check[] = [
  {
    id: 'promo-uses-are-orders',
    statement: 'A promo code has as many uses as orders have them, and not more than it may.',
    severity: 'violation',
    violating: `
      WITH had AS MATERIALIZED (
        SELECT event_id, promo_code, count(*) AS n FROM orders WHERE promo_used GROUP BY 1, 2)
      SELECT c.event_id AS "eventId", c.code, c.used, coalesce(h.n, 0) AS orders, c.uses_max AS "usesMax"
        FROM promo_codes c LEFT JOIN had h ON h.event_id = c.event_id AND h.promo_code = c.code
       WHERE c.used <> coalesce(h.n, 0) OR c.used > c.uses_max`,
  },
  {
    id: 'promo-use-fits-its-order',
    statement: 'An order with a code has a use of it until it ends, of a code of its event.',
    severity: 'violation',
    violating: `
      SELECT ${order}, o.state, o.promo_used AS used
        FROM orders o LEFT JOIN promo_codes c ON c.event_id = o.event_id AND c.code = o.promo_code
       WHERE CASE WHEN o.promo_code IS NULL THEN o.promo_used
                  ELSE c.code IS NULL OR (o.state < 4 AND NOT o.promo_used)
                       OR (o.state = 5 AND o.promo_used) END`,
  },
  {
    id: 'promo-pays-for-discounts',
    statement: 'Only an order with a code has a discount, and none of more than a ticket costs.',
    severity: 'violation',
    violating: `
      SELECT ${order}, l.line, l.unit_minor AS "unitMinor", l.discount_minor AS "discountMinor"
        FROM orders o JOIN order_lines l ON l.event_id = o.event_id AND l.order_id = o.id
       WHERE l.discount_minor < 0 OR l.discount_minor > l.unit_minor
          OR (l.discount_minor > 0 AND o.promo_code IS NULL)`,
  },
  {
    // What a guest brings into an account counts without having been measured by its limit.
    id: 'promo-limit-per-person',
    statement: 'Nobody has more uses of a code than one person may, signing in aside.',
    severity: 'violation',
    violating: `
      SELECT c.event_id AS "eventId", c.code, count(*) AS uses, c.per_person_max AS "perPersonMax",
             ${buyerHash('r.buyer')}
        FROM promo_codes c
        JOIN orders o ON o.event_id = c.event_id AND o.promo_code = c.code AND o.promo_used
        JOIN reservations r ON r.event_id = o.event_id AND r.id = o.reservation_id
       WHERE c.per_person_max IS NOT NULL AND NOT r.adopted
       GROUP BY c.event_id, c.code, c.per_person_max, r.buyer
      HAVING count(*) > c.per_person_max`,
  },
];
