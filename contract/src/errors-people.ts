/** Refusals because the caller is not who they need to be; part of the table in `errors.ts`. */
import type { ErrorEntry } from './error-entry.ts';

export const peopleErrors = {
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
  fresh_sign_in_required: {
    status: 403,
    message: 'This needs somebody who signed in just now.',
    next: 'Sign in again, then repeat the request.',
  },
  link_invalid: {
    status: 410,
    message: 'This link was used already, or its time is over.',
    next: 'Ask for a new letter.',
  },
  password_required: {
    status: 403,
    message: 'In another browser, the password of this sign-up is needed as well.',
    next: 'Repeat the request with the password.',
  },
  tickets_upcoming: {
    status: 409,
    message: 'This account has tickets for events to come.',
    next: 'Say that this is known with losesTickets; details say how many there are.',
  },
  zone_unknown: {
    status: 422,
    message: 'There is no such time zone.',
    next: 'Use a name of the IANA database.',
  },
  cross_site: {
    status: 403,
    message: 'A page of another site may not do that.',
    next: 'Send the request from a page of this site.',
  },
} as const satisfies Record<string, ErrorEntry>;
