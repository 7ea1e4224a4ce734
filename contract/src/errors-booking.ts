/** Refusals of a booking: the request was understood, the answer is no; part of the table in `errors.ts`. */
import type { ErrorEntry } from './error-entry.ts';

export const bookingErrors = {
  sold_out: {
    status: 409,
    message: 'Not enough tickets are left.',
    next: 'Choose fewer, or another part of the house.',
  },
  seats_unavailable: {
    status: 409,
    message: 'At least one of these seats is taken.',
    next: 'Choose other seats; details name the taken ones.',
  },
  unknown_seats: {
    status: 422,
    message: 'At least one of these seats does not exist for this event.',
    next: 'Reload the seating plan.',
  },
  unknown_pool: {
    status: 422,
    message: 'This general-admission area does not exist for this event.',
    next: 'Reload the event.',
  },
  single_seat_gap: {
    status: 409,
    message: 'This choice would leave a single seat that nobody can use.',
    next: 'Move by one seat; details name the gaps and, where there are some, seats to take instead.',
  },
  limit_reached: {
    status: 409,
    message: 'The limit per order or per person is reached.',
    next: 'Book fewer tickets; details carry the limit and its scope: order, person or holds.',
  },
  sale_not_open: {
    status: 409,
    message: 'The sale has not opened yet.',
    next: 'Come back when it opens; details carry the time.',
  },
  sale_ended: { status: 409, message: 'The sale has ended.', next: 'Look for another date.' },
  event_cancelled: {
    status: 409,
    message: 'The event has been cancelled.',
    next: 'Look for another date.',
  },
  hold_expired: {
    status: 409,
    message: 'The hold has expired and its seats went to somebody else.',
    next: 'Choose again.',
  },
  already_extended: {
    status: 409,
    message: 'A hold can be extended once.',
    next: 'Finish the purchase before it expires.',
  },
  invalid_transition: {
    status: 409,
    message: 'The reservation is in a state that does not allow this.',
    next: 'Read the reservation again; details carry its state.',
  },
  capacity_below_sold: {
    status: 409,
    message: 'The capacity cannot be less than what is already taken.',
    next: 'Choose a larger number; details carry the minimum.',
  },
  id_conflict: { status: 409, message: 'This id is already in use.', next: 'Choose a fresh id.' },
  idempotency_mismatch: {
    status: 422,
    message: 'This idempotency key was used with a different request.',
    next: 'Use a fresh key for a new request.',
  },
} as const satisfies Record<string, ErrorEntry>;
