/**
 * Every refusal the product can utter, with its HTTP status, in one table. The table *is* the type:
 * a code without a status or a message cannot exist, and a command that returns a code not listed
 * here does not compile.
 */

import type { ErrorEntry } from './error-entry.ts';
import { bookingErrors } from './errors-booking.ts';
import { orderErrors } from './errors-order.ts';
import { peopleErrors } from './errors-people.ts';
import { waitingErrors } from './errors-waiting.ts';

export const errorTable = {
  ...bookingErrors,
  ...orderErrors,
  ...peopleErrors,
  ...waitingErrors,

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
  transfer_not_found: {
    status: 404,
    message: 'There is no such offer of a ticket.',
    next: 'Check the link.',
  },
  seating_plan_not_found: {
    status: 404,
    message: 'There is no such seating plan.',
    next: 'Check the id.',
  },
  push_service_unknown: {
    status: 422,
    message: 'The endpoint is not one of a push service that is known here.',
    next: 'Subscribe with the browser’s own push service.',
  },
  reminder_too_late: {
    status: 409,
    message: 'That moment is over already.',
    next: 'Choose a shorter time before the sale opens, if there is one.',
  },
  reminder_limit: {
    status: 409,
    message: 'There are too many reminders already.',
    next: 'End another one first; details carry the limit and whose it is: person or address.',
  },
  reminder_unavailable: {
    status: 409,
    message: 'Reminders cannot be sent this way here.',
    next: 'Choose another channel: see /api/v1/features, or allow notifications first.',
  },
  picture_invalid: {
    status: 422,
    message: 'This is not a picture that can be shown.',
    next: 'Send PNG, JPEG, WebP or AVIF within the limits; details say what is wrong.',
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
