/**
 * The locked rows of one event as a batch sees them, and the changes it makes to them. Pure: the rows
 * come from `lock-ledger.ts`, the changes leave through `write-ledger.ts`.
 */
import { assert } from '../../lib/assert.ts';
import type { Uuid } from '../../lib/uuid-v7.ts';
import type { IdempotencyKey, Owner, Reservation } from './commands.ts';
import type { Fact } from './facts.ts';
import { type SeatEvent, type SeatState, seatTable } from './seat-table.ts';

export type SeatRow = {
  readonly seat: number;
  state: SeatState;
  version: number;
  reservationId: Uuid | null;
  heldUntilMs: number | null;
};

export type PoolRow = {
  readonly pool: number;
  capacity: number;
  held: number;
  sold: number;
  blocked: number;
  version: number;
};

/** Rules of the event as the database has them now. Times in ms; null means no limit. */
export type EventRules = {
  readonly cancelled: boolean;
  /** The sale pauses until there is a new date. */
  readonly postponed: boolean;
  /** Sold out, and somebody waits: what comes free is for the waiting list. */
  readonly listOnly: boolean;
  readonly saleOpensAtMs: number;
  readonly saleClosesAtMs: number | null;
  readonly perOrderMax: number | null;
  readonly perPersonMax: number | null;
  readonly extensionMs: number;
};

export type RememberedKey = {
  readonly eventId: number;
  readonly requestHash: string;
  readonly id: Uuid;
};

export type LockedRows = {
  readonly eventId: number;
  /** The database's clock, read after the locks were taken. */
  readonly nowMs: number;
  readonly rules: EventRules;
  readonly reservations: readonly Reservation[];
  readonly seats: readonly SeatRow[];
  readonly pools: readonly PoolRow[];
  readonly counters: readonly { readonly owner: string; readonly taken: number }[];
  readonly keys: readonly (RememberedKey & { readonly name: string })[];
};

export const ownerName = (owner: Pick<Owner, 'principalId' | 'buyer'>): string =>
  `${owner.principalId}:${owner.buyer}`;
export const keyName = (principalId: number, key: IdempotencyKey): string =>
  `${principalId}:${key.route}:${key.key}`;

/** A lapsed hold that the locks did not cover: the batch has to be read and locked again. */
export class LedgerStale extends Error {
  override name = 'LedgerStale';
}

export class Ledger {
  readonly eventId: number;
  readonly nowMs: number;
  readonly rules: EventRules;
  readonly reservations = new Map<Uuid, Reservation>();
  readonly seats = new Map<number, SeatRow>();
  readonly pools = new Map<number, PoolRow>();
  readonly taken = new Map<string, number>();
  readonly keys = new Map<string, RememberedKey>();

  readonly inserted = new Set<Uuid>();
  readonly updated = new Set<Uuid>();
  /** Reservations that changed hands. True: sold already, so the limit per person was not asked. */
  readonly adopted = new Map<Uuid, boolean>();
  readonly touchedSeats = new Set<number>();
  readonly touchedPools = new Set<number>();
  /** Change of `taken` per owner name, with the owner itself. */
  readonly takenBy = new Map<string, { readonly owner: Owner; delta: number }>();
  readonly remembered: { principalId: number; key: IdempotencyKey; id: Uuid }[] = [];
  readonly facts: Fact[] = [];

  constructor(rows: LockedRows) {
    this.eventId = rows.eventId;
    this.nowMs = rows.nowMs;
    this.rules = rows.rules;
    for (const row of rows.reservations) this.reservations.set(row.id, row);
    for (const row of rows.seats) this.seats.set(row.seat, { ...row });
    for (const row of rows.pools) this.pools.set(row.pool, { ...row });
    for (const row of rows.counters) this.taken.set(row.owner, row.taken);
    for (const row of rows.keys) {
      // The same key may have been used for another event: this event's own use says more.
      if (!this.keys.has(row.name) || row.eventId === rows.eventId) this.keys.set(row.name, row);
    }
  }

  get changed(): boolean {
    return this.facts.length > 0;
  }

  putReservation(row: Reservation): void {
    if (!this.reservations.has(row.id)) this.inserted.add(row.id);
    else if (!this.inserted.has(row.id)) this.updated.add(row.id);
    this.reservations.set(row.id, row);
  }

  moveSeat(
    seat: number,
    event: SeatEvent,
    holder: { reservationId: Uuid | null; heldUntilMs: number | null },
  ): void {
    const row = this.seats.get(seat);
    assert(row !== undefined, `seat ${seat} is not locked`);
    const to = seatTable[row.state][event];
    assert(to !== 'no', `seat ${seat}: ${event} in ${row.state}`);
    // A row already changed by this batch keeps its one new version: the database sees one change.
    if (!this.touchedSeats.has(seat)) row.version += 1;
    row.state = to;
    row.reservationId = holder.reservationId;
    row.heldUntilMs = holder.heldUntilMs;
    this.touchedSeats.add(seat);
  }

  /** A hold's end moves: the state stays, the version counts it. */
  prolongSeat(seat: number, untilMs: number | null): void {
    const row = this.seats.get(seat);
    assert(row?.state === 'HELD', `seat ${seat} is not held`);
    if (!this.touchedSeats.has(seat)) row.version += 1;
    row.heldUntilMs = untilMs;
    this.touchedSeats.add(seat);
  }

  movePool(
    pool: number,
    change: Partial<Pick<PoolRow, 'held' | 'sold' | 'blocked' | 'capacity'>>,
  ): void {
    const row = this.pools.get(pool);
    assert(row !== undefined, `pool ${pool} is not locked`);
    row.held += change.held ?? 0;
    row.sold += change.sold ?? 0;
    row.blocked += change.blocked ?? 0;
    row.capacity += change.capacity ?? 0;
    assert(row.held >= 0 && row.sold >= 0 && row.blocked >= 0, `pool ${pool} below zero`);
    assert(available(row) >= 0, `pool ${pool} oversold`);
    if (!this.touchedPools.has(pool)) row.version += 1;
    this.touchedPools.add(pool);
  }

  count(owner: Owner, delta: number): void {
    if (this.rules.perPersonMax === null) return;
    const name = ownerName(owner);
    this.taken.set(name, (this.taken.get(name) ?? 0) + delta);
    const entry = this.takenBy.get(name);
    if (entry === undefined) this.takenBy.set(name, { owner, delta });
    else entry.delta += delta;
  }

  remember(principalId: number, key: IdempotencyKey, id: Uuid): void {
    const entry = { eventId: this.eventId, requestHash: key.requestHash, id };
    this.keys.set(keyName(principalId, key), entry);
    this.remembered.push({ principalId, key, id });
  }
}

export const available = (row: PoolRow): number => row.capacity - row.held - row.sold - row.blocked;
