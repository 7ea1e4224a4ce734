/** Refusals of waiting rooms and of the waiting list after sell-out; part of the table in `errors.ts`. */
import type { ErrorEntry } from './error-entry.ts';

export const waitingErrors = {
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

  waiting_list_closed: {
    status: 409,
    message: 'This event has no waiting list, or the list is full.',
    next: 'Look for another date.',
  },
  places_available: {
    status: 409,
    message: 'There are places that fit: nobody has to wait for them.',
    next: 'Hold them under …/reservations.',
  },
  waitlist_entry_not_found: {
    status: 404,
    message: 'This session is not on this waiting list.',
    next: 'Join under …/waiting-list/entries.',
  },
  return_closed: {
    status: 409,
    message: 'This order cannot be given to the waiting list.',
    next: 'While it can be cancelled, cancel it: details say until when.',
  },
} as const satisfies Record<string, ErrorEntry>;
