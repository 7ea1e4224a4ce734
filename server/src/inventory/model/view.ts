/**
 * What a process remembers of one event's inventory: enough to answer readers and to refuse at once
 * what is known to be taken. It never sells: a wrong memory costs a refusal for a moment, not a seat.
 * Versions order what it hears, so its own commits, the outbox and a fresh snapshot may come in any order.
 */
import { refuse, type Refusal } from '../../lib/result.ts';
import type { Wanted } from './commands.ts';
import type { InventoryPayload, PoolFact, SeatFact } from './facts.ts';

export type PoolView = {
  readonly pool: number;
  capacity: number;
  held: number;
  sold: number;
  blocked: number;
  version: number;
  /** Until then the database need not be asked for more than `shortAbove` units. */
  shortUntilMs: number;
  shortAbove: number;
};

const AVAILABLE = 0;
const HELD = 1;

export class InventoryView {
  readonly pools = new Map<number, PoolView>();
  /** The price tier of a pool that has one; it never changes. */
  readonly poolTiers = new Map<number, string>();
  #states: Uint8Array;
  #versions: Int32Array;
  #heldUntilMs: Float64Array;
  /** The last sequence number of the outbox that is contained. */
  seq: number;
  /** Grows with every change: lets a reader cache what it derived. */
  revision = 0;

  /** Seats are numbered 0 to `seatCount` - 1. */
  constructor(seatCount: number, seq: number) {
    this.#states = new Uint8Array(seatCount);
    // -1: not heard of yet, so that version 0 of a snapshot is news.
    this.#versions = new Int32Array(seatCount).fill(-1);
    this.#heldUntilMs = new Float64Array(seatCount);
    this.seq = seq;
  }

  get seatCount(): number {
    return this.#states.length;
  }

  /** `seq` is absent for what this process committed itself, before the relay has numbered it. */
  apply(payload: Pick<InventoryPayload, 'pools' | 'seats'>, seq?: number): void {
    for (const pool of payload.pools) this.#applyPool(pool);
    for (const seat of payload.seats) this.#applySeat(seat);
    if (seq !== undefined && seq > this.seq) this.seq = seq;
    this.revision += 1;
  }

  #applyPool([pool, capacity, held, sold, blocked, version]: PoolFact): void {
    const row = this.pools.get(pool);
    if (row !== undefined && row.version >= version) return;
    const counts = { capacity, held, sold, blocked, version };
    this.pools.set(pool, { pool, ...counts, shortUntilMs: 0, shortAbove: 0 });
  }

  #applySeat([seat, state, version, heldUntilMs]: SeatFact): void {
    const known = this.#versions[seat];
    if (known === undefined || known >= version) return;
    this.#versions[seat] = version;
    this.#states[seat] = state;
    this.#heldUntilMs[seat] = heldUntilMs;
  }

  /** The database has just said that `available` is all there is, lapsed holds included. */
  noteShort(pool: number, available: number, untilMs: number): void {
    const row = this.pools.get(pool);
    if (row === undefined) return;
    row.shortUntilMs = untilMs;
    row.shortAbove = available;
  }

  /** Why these places are surely taken, or undefined when the database has to be asked. */
  refusal(wanted: Wanted, nowMs: number): Refusal | undefined {
    if ('pool' in wanted) {
      const row = this.pools.get(wanted.pool);
      if (row === undefined || row.shortUntilMs <= nowMs) return undefined;
      const left = Math.max(row.capacity - row.held - row.sold - row.blocked, row.shortAbove);
      return wanted.quantity > left
        ? refuse('sold_out', { available: left, pool: wanted.pool })
        : undefined;
    }
    let taken: number[] | undefined;
    for (const seat of wanted.seats) {
      // Seats that do not exist are for the database to name.
      if (seat >= this.seatCount) return undefined;
      if (this.stateOf(seat, nowMs) !== AVAILABLE) (taken ??= []).push(seat);
    }
    return taken === undefined ? undefined : refuse('seats_unavailable', { seats: taken });
  }

  /** 0..3 by the clock: a hold whose time is over counts as AVAILABLE. Unknown seats are AVAILABLE here. */
  stateOf(seat: number, nowMs: number): number {
    const state = this.#states[seat] ?? AVAILABLE;
    return state === HELD && (this.#heldUntilMs[seat] ?? 0) <= nowMs ? AVAILABLE : state;
  }

  /** Seats and pool units together, by the clock. */
  totals(nowMs: number): { capacity: number; available: number } {
    let capacity = this.seatCount;
    let available = 0;
    for (let seat = 0; seat < this.seatCount; seat++) {
      if (this.stateOf(seat, nowMs) === AVAILABLE) available += 1;
    }
    for (const pool of this.pools.values()) {
      capacity += pool.capacity;
      available += pool.capacity - pool.held - pool.sold - pool.blocked;
    }
    return { capacity, available };
  }

  /** One byte per seat, 0..3, by the clock. */
  statesAt(nowMs: number): Uint8Array {
    return this.#states.map((_, seat) => this.stateOf(seat, nowMs));
  }
}
