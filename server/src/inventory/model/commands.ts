/** What can be asked of the inventory of one event, and what it answers. Plain data, no behaviour. */
import type { Result } from '../../lib/result.ts';
import type { Uuid } from '../../lib/uuid-v7.ts';
import type { StoredState } from './reservation-table.ts';

/** Who asks. `principalId` is the API key; `buyer` is unique within it. */
export type Owner = {
  readonly organizationId: number;
  readonly principalId: number;
  readonly buyer: string;
};

/** Named seats (all or nothing) or a number of general-admission units of one pool. */
export type Wanted =
  | { readonly seats: readonly number[] }
  | { readonly pool: number; readonly quantity: number };

export type IdempotencyKey = {
  readonly route: string;
  readonly key: string;
  /** Hex SHA-256 of the request: the same key with another body is an error. */
  readonly requestHash: string;
};

export type Place = {
  readonly kind: 'place';
  readonly id: Uuid;
  readonly owner: Owner;
  readonly wanted: Wanted;
  /** True: sold at once (partner booking). False: a hold of `holdMs`. */
  readonly confirm: boolean;
  /** Length of the hold in ms; 0 when `confirm`. */
  readonly holdMs: number;
  readonly key?: IdempotencyKey;
  /** The id was made for this very call: nobody can send it again. */
  readonly once?: true;
  /** The house chose these seats: a repetition may bring others and means the same. */
  readonly chosen?: true;
  /** For somebody of the waiting list: also while the event serves nobody else. */
  readonly listed?: true;
  /** A booking of the same principal that ends, and whose very places are taken. */
  readonly takesOver?: Uuid;
  readonly lost?: true;
};

/** A step in the life of a reservation that exists. */
export type Step = {
  /** `release` gives back a hold, `cancel` also what is sold. */
  readonly kind: 'extend' | 'confirm' | 'cancel' | 'release';
  readonly id: Uuid;
  readonly principalId: number;
  /** When given, the reservation has to be this buyer's: all people of the shop share a principal. */
  readonly buyer?: string;
  readonly lost?: true;
};

/** Guarantees a running hold until at least so many ms from now; never shortens it. */
export type Secure = Omit<Step, 'kind'> & { readonly kind: 'secure'; readonly forMs: number };

/** A guest has signed in: the reservation of buyer `from` becomes that of buyer `to`. */
export type Adopt = {
  readonly kind: 'adopt';
  readonly id: Uuid;
  readonly principalId: number;
  readonly from: string;
  readonly to: string;
  readonly lost?: true;
};

/** The sweeper's command; no principal. */
export type Expire = { readonly kind: 'expire'; readonly id: Uuid; readonly lost?: true };

/** House holds and kills, and their return to sale. */
export type Block = {
  readonly kind: 'block' | 'unblock';
  readonly wanted: Wanted;
  readonly lost?: true;
};

export type Resize = {
  readonly kind: 'resize';
  readonly pool: number;
  readonly capacity: number;
  readonly lost?: true;
};

/**
 * `lost` on any of them: it has been run before and its outcome is unknown, so it may be done already.
 * It is never answered with a refusal that says that nothing happened.
 */
export type Command = Place | Step | Secure | Adopt | Expire | Block | Resize;

/** Times are ms since the epoch by the database's clock. */
export type Reservation = {
  readonly id: Uuid;
  readonly owner: Owner;
  readonly state: StoredState;
  readonly wanted: Wanted;
  readonly extended: boolean;
  readonly createdAtMs: number;
  readonly expiresAtMs: number | null;
  readonly confirmedAtMs: number | null;
  readonly endedAtMs: number | null;
};

export type SeatVersion = { readonly seat: number; readonly version: number };

export type Settled = {
  /** Absent for block, unblock and resize. */
  readonly reservation?: Reservation;
  /** The seats touched, with their versions after the change. */
  readonly seats: readonly SeatVersion[];
  /** True when the effect had been committed before: a repeated request. */
  readonly repeated: boolean;
};

export type Outcome = Result<Settled>;

export const quantityOf = (wanted: Wanted): number =>
  'seats' in wanted ? wanted.seats.length : wanted.quantity;

export function sameWanted(a: Wanted, b: Wanted): boolean {
  if ('seats' in a) {
    return (
      'seats' in b && a.seats.length === b.seats.length && a.seats.every((s, i) => s === b.seats[i])
    );
  }
  return 'pool' in b && a.pool === b.pool && a.quantity === b.quantity;
}
