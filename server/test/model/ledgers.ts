/** Ledgers for tests of the pure part of the inventory: small, explicit, with a clock that stands. */
import type { Owner, Place, Reservation, Wanted } from '../../src/inventory/model/commands.ts';
import { Ledger, type LockedRows, type PoolRow } from '../../src/inventory/model/ledger.ts';
import type { SeatRow } from '../../src/inventory/model/ledger.ts';
import type { Uuid } from '../../src/lib/uuid-v7.ts';

/** The moment at which every ledger stands, in ms since the epoch. */
export const nowMs = 1_800_000_000_000;
export const eventId = 7;

export const uuid = (n: number): Uuid =>
  `01990000-0000-7000-8000-${String(n).padStart(12, '0')}` as Uuid;

export const ownerOf = (buyer: string, principalId = 1): Owner => ({
  organizationId: 1,
  principalId,
  buyer,
});

export const openRules: LockedRows['rules'] = {
  cancelled: false,
  postponed: false,
  listOnly: false,
  saleOpensAtMs: nowMs - 10_000,
  saleClosesAtMs: null,
  perOrderMax: null,
  perPersonMax: null,
  extensionMs: 5_000,
};

export type LedgerParts = Partial<Omit<LockedRows, 'rules'>> & {
  readonly rules?: Partial<LockedRows['rules']>;
};

export function ledgerOf({ rules, ...rows }: LedgerParts): Ledger {
  return new Ledger({
    eventId,
    nowMs,
    reservations: [],
    seats: [],
    pools: [],
    counters: [],
    keys: [],
    ...rows,
    rules: { ...openRules, ...rules },
  });
}

export const freeSeats = (...seats: number[]): SeatRow[] =>
  seats.map((seat) => ({
    seat,
    state: 'AVAILABLE',
    version: 3,
    reservationId: null,
    heldUntilMs: null,
  }));

export const poolOf = (row: Partial<PoolRow>): PoolRow => ({
  pool: 1,
  capacity: 10,
  held: 0,
  sold: 0,
  blocked: 0,
  version: 5,
  ...row,
});

/** A live hold of `wanted`; `changes` make it something else. */
export const holdOf = (
  n: number,
  wanted: Wanted,
  changes: Partial<Reservation> = {},
): Reservation => ({
  id: uuid(n),
  owner: ownerOf('ann'),
  state: 'PENDING',
  wanted,
  extended: false,
  createdAtMs: nowMs - 2_000,
  expiresAtMs: nowMs + 1_000,
  confirmedAtMs: null,
  endedAtMs: null,
  ...changes,
});

/** The seat rows that belong to a hold or a sale. */
export const seatsFor = (row: Reservation): SeatRow[] =>
  ('seats' in row.wanted ? row.wanted.seats : []).map((seat) => ({
    seat,
    state: row.state === 'CONFIRMED' ? 'SOLD' : 'HELD',
    version: 4,
    reservationId: row.id,
    heldUntilMs: row.state === 'CONFIRMED' ? null : row.expiresAtMs,
  }));

export const placeOf = (n: number, wanted: Wanted, changes: Partial<Place> = {}): Place => ({
  kind: 'place',
  id: uuid(n),
  owner: ownerOf('bob'),
  wanted,
  confirm: false,
  holdMs: 60_000,
  ...changes,
});

/** Everything a ledger would write, to compare before and after. */
export const snapshot = (ledger: Ledger): string =>
  JSON.stringify([
    [...ledger.reservations.values()],
    [...ledger.seats.values()],
    [...ledger.pools.values()],
    [...ledger.taken],
    [...ledger.keys],
    ledger.facts,
  ]);
