/**
 * Every refusal the product can utter, with its HTTP status, in one table. The table *is* the type:
 * a code without a status or a message cannot exist, and a command that returns a code not listed
 * here does not compile.
 */

type ErrorEntry = {
  readonly status: number;
  /** Plain English for a developer reading the response; user interfaces translate by code. */
  readonly message: string;
  /** What the caller should do next. */
  readonly next: string;
};

export const errorTable = {
  // Refusals of a booking: the request was understood, the answer is no.
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

  // The caller is not who they need to be.
  unauthenticated: {
    status: 401,
    message: 'An API key is required.',
    next: 'Send Authorization: Bearer <key>.',
  },
  forbidden: {
    status: 403,
    message: 'This key may not do that.',
    next: 'Use a key with the scope named in details.',
  },

  session_required: {
    status: 401,
    message: 'A session is required.',
    next: 'POST /api/v1/session begins or renews one; then repeat the request.',
  },
  account_required: {
    status: 403,
    message: 'This needs a signed-in account.',
    next: 'Sign in.',
  },
  cross_site: {
    status: 403,
    message: 'A page of another site may not do that.',
    next: 'Send the request from a page of this site.',
  },

  // The waiting room.
  admission_required: {
    status: 403,
    message: 'This event has a waiting room; buying needs a pass.',
    next: 'Join under …/queue/entries; when the turn has come, send the pass as admission-pass.',
  },
  queue_not_open: {
    status: 409,
    message: 'The waiting room is not open yet, or its draw has not been made.',
    next: 'Come back at the time in details.',
  },
  queue_closed: {
    status: 409,
    message: 'There is no waiting room that takes anybody in.',
    next: 'Read …/queue: perhaps nobody has to wait, or the sale is over.',
  },
  entry_not_found: {
    status: 404,
    message: 'This session has no place in this waiting room.',
    next: 'Join under …/queue/entries.',
  },
  not_your_turn: {
    status: 409,
    message: 'It is not your turn yet.',
    next: 'Watch servedUpTo; details carry the position when it is drawn.',
  },
  room_full: {
    status: 409,
    message: 'It is your turn, but as many people as allowed are buying at the moment.',
    next: 'Repeat after the time in Retry-After; you are at the front.',
  },
  challenge_required: {
    status: 403,
    message: 'A proof of work is needed before joining.',
    next: 'POST …/queue/challenge, solve it, and join with the solution.',
  },
  challenge_failed: {
    status: 403,
    message: 'The proof of work is wrong, too old or used already.',
    next: 'Ask for a new one.',
  },
  code_required: {
    status: 403,
    message: 'This waiting room is for holders of a presale code.',
    next: 'Join with a code.',
  },
  code_invalid: {
    status: 403,
    message: 'This code is unknown for this event, or used up.',
    next: 'Check the code.',
  },
  draw_fixed: {
    status: 409,
    message: 'The draw cannot be changed once somebody has joined.',
    next: 'Leave it out of the change.',
  },

  // Rehearsals.
  not_a_rehearsal: {
    status: 409,
    message: 'This event is a real one, not a rehearsal.',
    next: 'Make a rehearsal of it, and name that.',
  },
  is_a_rehearsal: {
    status: 409,
    message: 'This event is itself a rehearsal.',
    next: 'Make the rehearsal of the event that it copies.',
  },
  rehearsal_refused: {
    status: 409,
    message: 'Rehearsals are paid at the payment simulator only, and this server takes real money.',
    next: 'Rehearse on a deployment with the payment simulator.',
  },

  // The request is not one we can act on.
  invalid_signature: {
    status: 400,
    message: 'The signature of this message is not valid.',
    next: 'Sign the exact bytes with the current secret and a current time.',
  },
  invalid_request: {
    status: 400,
    message: 'The request is not valid.',
    next: 'Correct the fields named in details.',
  },
  body_too_large: { status: 413, message: 'The body is too large.', next: 'Send less at once.' },
  unsupported_media_type: {
    status: 415,
    message: 'The body must be JSON.',
    next: 'Send Content-Type: application/json.',
  },
  event_not_found: { status: 404, message: 'There is no such event.', next: 'Check the id.' },
  reservation_not_found: {
    status: 404,
    message: 'There is no such reservation.',
    next: 'Check the id.',
  },
  order_not_found: { status: 404, message: 'There is no such order.', next: 'Check the id.' },
  ticket_not_found: { status: 404, message: 'There is no such ticket.', next: 'Check the id.' },
  seating_plan_not_found: {
    status: 404,
    message: 'There is no such seating plan.',
    next: 'Check the id.',
  },
  not_found: { status: 404, message: 'There is nothing here.', next: 'Check the address.' },
  method_not_allowed: {
    status: 405,
    message: 'This address does not take that method.',
    next: 'See /api/docs.',
  },

  // Not now.
  rate_limited: {
    status: 429,
    message: 'Too many requests.',
    next: 'Wait for the time in Retry-After.',
  },
  busy: {
    status: 503,
    message: 'Too many bookings are waiting for this event.',
    next: 'Repeat after the time in Retry-After; nothing was booked.',
  },
  outcome_unknown: {
    status: 503,
    message: 'The connection to the database was lost while booking.',
    next: 'Repeat the same request with the same id or Idempotency-Key to learn the outcome.',
  },
  unavailable: {
    status: 503,
    message: 'The service cannot do this at the moment.',
    next: 'Repeat after the time in Retry-After.',
  },
  timeout: {
    status: 503,
    message: 'The request took too long.',
    next: 'Repeat the same request with the same id or Idempotency-Key.',
  },
  internal: {
    status: 500,
    message: 'Something went wrong on our side.',
    next: 'Report the trace id.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorTable;

export const errorCodes = Object.keys(errorTable) as readonly ErrorCode[];
