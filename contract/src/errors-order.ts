/** Refusals of orders, promo codes and tickets that change hands; part of the table in `errors.ts`. */
import type { ErrorEntry } from './error-entry.ts';

export const orderErrors = {
  payment_in_progress: {
    status: 409,
    message: 'A payment for this order is under way.',
    next: 'Wait for its outcome: read the order again.',
  },
  refund_closed: {
    status: 409,
    message: 'This order can no longer be cancelled by its buyer.',
    next: 'Ask the organizer.',
  },
  ticket_transferred: {
    status: 409,
    message: 'A ticket of this order was given to somebody else.',
    next: 'Ask for it back first; details say how many.',
  },
  event_started: {
    status: 409,
    message: 'The event has started already.',
    next: 'This was possible until then.',
  },
  transfers_refused: {
    status: 409,
    message: 'Tickets of this event may not be given to others.',
    next: 'Ask the organizer.',
  },
  transfer_ended: {
    status: 409,
    message: 'This offer is over.',
    next: 'Ask for a new one; details say what became of it.',
  },
  promo_unknown: {
    status: 422,
    message: 'There is no such promo code for this event.',
    next: 'Check the spelling, or order without it.',
  },
  promo_ended: {
    status: 409,
    message: 'This promo code cannot be used now.',
    next: 'Order without it; details carry its time.',
  },
  promo_used_up: {
    status: 409,
    message: 'This promo code has been used as often as it may be.',
    next: 'Order without it; details carry the scope: all or person.',
  },
  promo_not_for_these: {
    status: 409,
    message: 'This promo code is not for these tickets.',
    next: 'Order without it; details say which and how many it is for.',
  },
} as const satisfies Record<string, ErrorEntry>;
