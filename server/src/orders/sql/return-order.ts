/** Orders whose buyers would give them to the waiting list: asked for, withdrawn, taken over. */
import { sql } from '../../lib/db.ts';

/**
 * Asked again it stays as it was. No row: the order has moved on since it was read. Parameters: event,
 * order, version, wakes.
 */
export const askReturn = sql<{ id: string }>(
  'orders_ask_return',
  `UPDATE orders SET return_asked_at = coalesce(return_asked_at, clock_timestamp())
    WHERE event_id = $1 AND id = $2 AND version = $3 AND wakes = $4 AND state = 3
   RETURNING id`,
);

/** No row: there is nothing to withdraw, or somebody has it already. Parameters: event, order. */
export const withdrawReturn = sql<{ id: string }>(
  'orders_withdraw_return',
  `UPDATE orders SET return_asked_at = NULL
    WHERE event_id = $1 AND id = $2 AND state = 3 AND return_asked_at IS NOT NULL
      AND returned_to IS NULL
   RETURNING id`,
);

/** Orders that may be taken over, the first asked first. Parameters: event, rows at most. */
export const listReturns = sql<{ orderId: string; reservationId: string; buyer: string }>(
  'orders_list_returns',
  `SELECT o.id AS "orderId", o.reservation_id AS "reservationId", r.buyer
     FROM orders o JOIN reservations r ON r.id = o.reservation_id AND r.event_id = o.event_id
    WHERE o.event_id = $1 AND o.state = 3 AND o.return_asked_at IS NOT NULL
      AND o.returned_to IS NULL AND r.state = 1
    ORDER BY o.return_asked_at, o.id LIMIT $2`,
);

/**
 * Somebody is to take it over: it cannot be withdrawn any more. No row: it was, or the order has moved
 * on since it was read. Parameters: event, order, version, wakes, reservation that takes it over.
 */
export const claimReturn = sql<{ id: string }>(
  'orders_claim_return',
  `UPDATE orders SET returned_to = $5
    WHERE event_id = $1 AND id = $2 AND version = $3 AND wakes = $4 AND state = 3
      AND return_asked_at IS NOT NULL AND returned_to IS NULL
   RETURNING id`,
);

/** They did not take it over after all. Parameters: event, order, reservation that did not. */
export const unclaimReturn = sql(
  'orders_unclaim_return',
  `UPDATE orders SET returned_to = NULL
    WHERE event_id = $1 AND id = $2 AND returned_to = $3 AND state = 3`,
);
