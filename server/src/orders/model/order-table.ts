/**
 * The life of an order as one total table: every state times every event has an answer. SPEC.md
 * explains it; `order-table.test.ts` walks every cell.
 */
import type { ErrorCode } from '@onsale/contract/errors.ts';

/** As stored: the index is the value in the database. */
export const orderStates = ['OPEN', 'PAYING', 'PAID', 'COMPLETE', 'ENDING', 'ENDED'] as const;
export type OrderState = (typeof orderStates)[number];

/** LAPSED: ENDED because its hold ran out; what a payment that comes after all can still revive. */
export const orderRows = [...orderStates, 'LAPSED'] as const;
export type OrderRow = (typeof orderRows)[number];

export const orderEvents = [
  /** The buyer begins a payment. */
  'pay',
  /** Money came in that pays for this order. */
  'charge_succeeded',
  /** Money came in although the order has been paid, or of another amount. */
  'surplus_succeeded',
  'charge_declined',
  'charge_cancelled',
  /** The reservation is CONFIRMED. */
  'confirmed',
  /** The places are gone, or may not be had any more. */
  'not_confirmed',
  /** The buyer gives the order back. */
  'cancel',
  /** The organizer ends it, or its event was cancelled. */
  'end',
  /** The reservation has expired or was cancelled, by whomever. */
  'reservation_ended',
  /** Places are free, tickets revoked, all money back. */
  'given_back',
] as const;
export type OrderEvent = (typeof orderEvents)[number];

export type Edge =
  | { readonly to: OrderState }
  /** Already so, or none of its business: the order stays as it is. */
  | 'keep'
  | { readonly refuse: ErrorCode };

const to = (state: OrderState) => ({ to: state }) as const;
const inProgress = { refuse: 'payment_in_progress' } as const;
const invalid = { refuse: 'invalid_transition' } as const;

export const orderTable = {
  OPEN: {
    pay: to('PAYING'),
    charge_succeeded: to('PAID'),
    surplus_succeeded: 'keep',
    charge_declined: 'keep',
    charge_cancelled: 'keep',
    confirmed: 'keep',
    not_confirmed: 'keep',
    cancel: to('ENDING'),
    end: to('ENDING'),
    // No money is in it and none is under way: nothing has to be given back.
    reservation_ended: to('ENDED'),
    given_back: 'keep',
  },
  PAYING: {
    pay: inProgress,
    charge_succeeded: to('PAID'),
    surplus_succeeded: 'keep',
    charge_declined: to('OPEN'),
    charge_cancelled: to('OPEN'),
    confirmed: 'keep',
    not_confirmed: 'keep',
    cancel: inProgress,
    // The charge is called off at the provider; should it have succeeded, it is refunded.
    end: to('ENDING'),
    // The outcome of the payment decides: the places may still be had.
    reservation_ended: 'keep',
    given_back: 'keep',
  },
  PAID: {
    pay: inProgress,
    charge_succeeded: 'keep',
    surplus_succeeded: 'keep',
    charge_declined: 'keep',
    charge_cancelled: 'keep',
    confirmed: to('COMPLETE'),
    not_confirmed: to('ENDING'),
    cancel: inProgress,
    end: to('ENDING'),
    // Confirming takes the places back if they are free, and says so if not.
    reservation_ended: 'keep',
    given_back: 'keep',
  },
  COMPLETE: {
    pay: invalid,
    charge_succeeded: 'keep',
    surplus_succeeded: 'keep',
    charge_declined: 'keep',
    charge_cancelled: 'keep',
    confirmed: 'keep',
    not_confirmed: 'keep',
    cancel: to('ENDING'),
    end: to('ENDING'),
    // Money without places: back with it.
    reservation_ended: to('ENDING'),
    given_back: 'keep',
  },
  ENDING: {
    pay: invalid,
    charge_succeeded: 'keep',
    surplus_succeeded: 'keep',
    charge_declined: 'keep',
    charge_cancelled: 'keep',
    confirmed: 'keep',
    not_confirmed: 'keep',
    cancel: 'keep',
    end: 'keep',
    reservation_ended: 'keep',
    given_back: to('ENDED'),
  },
  // Money or places that turn up afterwards (a message that took its time) are given back, too.
  ENDED: {
    pay: invalid,
    charge_succeeded: to('ENDING'),
    surplus_succeeded: to('ENDING'),
    charge_declined: 'keep',
    charge_cancelled: 'keep',
    confirmed: to('ENDING'),
    not_confirmed: 'keep',
    cancel: 'keep',
    end: 'keep',
    reservation_ended: 'keep',
    given_back: 'keep',
  },
  LAPSED: {
    pay: { refuse: 'hold_expired' },
    charge_succeeded: to('PAID'),
    surplus_succeeded: to('ENDING'),
    charge_declined: 'keep',
    charge_cancelled: 'keep',
    confirmed: to('ENDING'),
    not_confirmed: 'keep',
    cancel: 'keep',
    end: 'keep',
    reservation_ended: 'keep',
    given_back: 'keep',
  },
} as const satisfies Record<OrderRow, Record<OrderEvent, Edge>>;
