/**
 * The life of a reservation as one total table: every state times every event has an answer. SPEC.md
 * explains it; `reservation-table.test.ts` walks every cell.
 */
import type { ErrorCode } from '@onsale/contract/errors.ts';

/** As stored: the index is the value in the database. */
export const storedStates = ['PENDING', 'CONFIRMED', 'EXPIRED', 'CANCELLED'] as const;
export type StoredState = (typeof storedStates)[number];

/** NONE: no such reservation. LAPSED: stored as PENDING, but its time is over by the database's clock. */
export type ReservationState = 'NONE' | 'LAPSED' | StoredState;

export const reservationStates = [
  'NONE',
  'PENDING',
  'LAPSED',
  'CONFIRMED',
  'EXPIRED',
  'CANCELLED',
] as const satisfies readonly ReservationState[];

export const reservationEvents = [
  'hold',
  'book',
  'extend',
  'secure',
  'confirm',
  'cancel',
  /** A person gives back what is not sold yet: what is sold goes back through its order, or not at all. */
  'release',
  'expire',
  'adopt',
] as const;
export type ReservationEvent = (typeof reservationEvents)[number];

/**
 * What happens to the places (seats or general-admission units) when the edge is taken. `keep`: the
 * end of their hold moves; `stay`: nothing at all.
 */
export type PlacesEffect = 'hold' | 'sell' | 'keep' | 'free' | 'reclaim' | 'stay';

export type Edge =
  | { readonly to: StoredState; readonly places: PlacesEffect }
  /** The wish is already fulfilled (or moot): answer with the reservation as it is, change nothing. */
  | 'repeat'
  | { readonly refuse: ErrorCode };

const unknown = { refuse: 'reservation_not_found' } as const;
const expired = { refuse: 'hold_expired' } as const;
const invalid = { refuse: 'invalid_transition' } as const;

export const reservationTable = {
  NONE: {
    hold: { to: 'PENDING', places: 'hold' },
    book: { to: 'CONFIRMED', places: 'sell' },
    extend: unknown,
    secure: unknown,
    confirm: unknown,
    cancel: unknown,
    release: unknown,
    expire: unknown,
    adopt: unknown,
  },
  PENDING: {
    hold: 'repeat',
    book: 'repeat',
    extend: { to: 'PENDING', places: 'keep' },
    secure: { to: 'PENDING', places: 'keep' },
    confirm: { to: 'CONFIRMED', places: 'sell' },
    cancel: { to: 'CANCELLED', places: 'free' },
    release: { to: 'CANCELLED', places: 'free' },
    expire: 'repeat',
    adopt: { to: 'PENDING', places: 'stay' },
  },
  // Nobody has taken the places yet (taking one expires the whole hold), so a confirmation still works.
  LAPSED: {
    hold: 'repeat',
    book: 'repeat',
    extend: expired,
    secure: expired,
    confirm: { to: 'CONFIRMED', places: 'sell' },
    cancel: { to: 'EXPIRED', places: 'free' },
    release: { to: 'EXPIRED', places: 'free' },
    expire: { to: 'EXPIRED', places: 'free' },
    // Its time is over whoever has it; a late payment may still bring it back for its new buyer.
    adopt: { to: 'EXPIRED', places: 'free' },
  },
  CONFIRMED: {
    hold: 'repeat',
    book: 'repeat',
    extend: invalid,
    secure: invalid,
    confirm: 'repeat',
    cancel: { to: 'CANCELLED', places: 'free' },
    release: invalid,
    expire: 'repeat',
    adopt: { to: 'CONFIRMED', places: 'stay' },
  },
  // A late payment: the same places, atomically, or none.
  EXPIRED: {
    hold: 'repeat',
    book: 'repeat',
    extend: expired,
    secure: expired,
    confirm: { to: 'CONFIRMED', places: 'reclaim' },
    cancel: 'repeat',
    release: 'repeat',
    expire: 'repeat',
    adopt: { to: 'EXPIRED', places: 'stay' },
  },
  CANCELLED: {
    hold: 'repeat',
    book: 'repeat',
    extend: invalid,
    secure: invalid,
    confirm: invalid,
    cancel: 'repeat',
    release: 'repeat',
    expire: 'repeat',
    adopt: { to: 'CANCELLED', places: 'stay' },
  },
} as const satisfies Record<ReservationState, Record<ReservationEvent, Edge>>;

/** The state by the clock: a PENDING reservation whose time is over has LAPSED. Times in ms. */
export function stateByClock(
  row: { readonly state: StoredState; readonly expiresAtMs: number | null } | undefined,
  nowMs: number,
): ReservationState {
  if (row === undefined) return 'NONE';
  const lapsed = row.state === 'PENDING' && row.expiresAtMs !== null && row.expiresAtMs <= nowMs;
  return lapsed ? 'LAPSED' : row.state;
}
