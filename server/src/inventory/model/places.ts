/**
 * Taking and giving back places within a ledger. Checks come before changes, so a refused command
 * leaves no trace on its neighbours in the batch.
 */
import { assert } from '../../lib/assert.ts';
import { refuse, type Refusal } from '../../lib/result.ts';
import type { Uuid } from '../../lib/uuid-v7.ts';
import { type Reservation, type Wanted, quantityOf } from './commands.ts';
import { type Ledger, LedgerStale, type SeatRow, available } from './ledger.ts';
import { stateByClock } from './reservation-table.ts';

type Holder = {
  readonly id: Uuid;
  readonly state: 'HELD' | 'SOLD';
  readonly untilMs: number | null;
};

/** Why these places cannot be taken, or undefined when they can (after `expireInTheWay`). */
export function whyNot(ledger: Ledger, wanted: Wanted): Refusal | undefined {
  if ('seats' in wanted) return whyNotSeats(ledger, wanted.seats);
  const pool = ledger.pools.get(wanted.pool);
  if (pool === undefined) return refuse('unknown_pool', { pool: wanted.pool });
  const reclaimable = lapsedInPool(ledger, wanted.pool).reduce(
    (sum, r) => sum + quantityOf(r.wanted),
    0,
  );
  if (available(pool) + reclaimable >= wanted.quantity) return undefined;
  return refuse('sold_out', { available: available(pool) + reclaimable, pool: wanted.pool });
}

function whyNotSeats(ledger: Ledger, seats: readonly number[]): Refusal | undefined {
  const unknown = seats.filter((seat) => !ledger.seats.has(seat));
  if (unknown.length > 0) return refuse('unknown_seats', { seats: unknown });
  const taken = seats.filter((seat) => {
    const row = ledger.seats.get(seat);
    return (
      row !== undefined && row.state !== 'AVAILABLE' && lapsedHolder(ledger, row) === undefined
    );
  });
  return taken.length > 0 ? refuse('seats_unavailable', { seats: taken }) : undefined;
}

/** The lapsed hold that has this seat, if that is what stands in the way. */
function lapsedHolder(ledger: Ledger, row: SeatRow): Reservation | undefined {
  if (row.state !== 'HELD' || row.reservationId === null) return undefined;
  if (row.heldUntilMs === null || row.heldUntilMs > ledger.nowMs) return undefined;
  const holder = ledger.reservations.get(row.reservationId);
  if (holder === undefined)
    throw new LedgerStale(`hold ${row.reservationId} lapsed after the locks`);
  return holder;
}

function lapsedInPool(ledger: Ledger, pool: number): Reservation[] {
  return [...ledger.reservations.values()]
    .filter((r) => 'pool' in r.wanted && r.wanted.pool === pool && isLapsed(ledger, r))
    .sort((a, b) => (a.expiresAtMs ?? 0) - (b.expiresAtMs ?? 0));
}

/** Pools with at least `crowd` lapsed holds at hand: as many as a batch is shown, more may be behind. */
export const crowdedPools = (ledger: Ledger, crowd: number): number[] =>
  [...ledger.pools.keys()].filter((pool) => lapsedInPool(ledger, pool).length >= crowd);

/** Expires the lapsed holds at hand of these pools, so that the next batch is shown others. */
export function expireLapsed(ledger: Ledger, pools: readonly number[]): void {
  for (const pool of pools) for (const row of lapsedInPool(ledger, pool)) expire(ledger, row);
}

export const isLapsed = (ledger: Ledger, row: Reservation): boolean =>
  stateByClock(row, ledger.nowMs) === 'LAPSED';

/** Taking any seat of an expired hold expires that whole hold; a short pool reclaims lapsed holds. */
export function expireInTheWay(ledger: Ledger, wanted: Wanted): void {
  if ('seats' in wanted) {
    for (const seat of wanted.seats) {
      const row = ledger.seats.get(seat);
      const holder = row === undefined ? undefined : lapsedHolder(ledger, row);
      if (holder !== undefined) expire(ledger, holder);
    }
    return;
  }
  const pool = ledger.pools.get(wanted.pool);
  assert(pool !== undefined, `pool ${wanted.pool} is not locked`);
  for (const holder of lapsedInPool(ledger, wanted.pool)) {
    if (available(pool) >= wanted.quantity) return;
    expire(ledger, holder);
  }
}

export function expire(ledger: Ledger, row: Reservation): void {
  give(ledger, row);
  ledger.putReservation({ ...row, state: 'EXPIRED', endedAtMs: ledger.nowMs });
  ledger.facts.push({ t: 'expired', r: row.id, q: quantityOf(row.wanted) });
}

/** Takes places that are known to be free. */
export function take(ledger: Ledger, wanted: Wanted, holder: Holder): void {
  if ('seats' in wanted) {
    const event = holder.state === 'HELD' ? 'hold' : 'sell';
    for (const seat of wanted.seats) {
      ledger.moveSeat(seat, event, { reservationId: holder.id, heldUntilMs: holder.untilMs });
    }
  } else {
    const { quantity } = wanted;
    ledger.movePool(wanted.pool, holder.state === 'HELD' ? { held: quantity } : { sold: quantity });
  }
}

/** A hold becomes a sale, or its end moves. */
export function keep(
  ledger: Ledger,
  row: Reservation,
  state: 'HELD' | 'SOLD',
  untilMs: number | null,
): void {
  if ('seats' in row.wanted) {
    for (const seat of row.wanted.seats) {
      const held = ledger.seats.get(seat);
      assert(held?.reservationId === row.id, `seat ${seat} is not held by ${row.id}`);
      if (state === 'SOLD')
        ledger.moveSeat(seat, 'sell', { reservationId: row.id, heldUntilMs: null });
      else ledger.prolongSeat(seat, untilMs);
    }
  } else if (state === 'SOLD') {
    const { pool, quantity } = row.wanted;
    ledger.movePool(pool, { held: -quantity, sold: quantity });
  }
}

/** Gives the places of a hold or a sale back. */
export function give(ledger: Ledger, row: Reservation): void {
  if ('seats' in row.wanted) {
    for (const seat of row.wanted.seats) {
      const held = ledger.seats.get(seat);
      assert(held?.reservationId === row.id, `seat ${seat} does not belong to ${row.id}`);
      ledger.moveSeat(seat, 'free', { reservationId: null, heldUntilMs: null });
    }
  } else {
    const { pool, quantity } = row.wanted;
    ledger.movePool(pool, row.state === 'CONFIRMED' ? { sold: -quantity } : { held: -quantity });
  }
  ledger.count(row.owner, -quantityOf(row.wanted));
}
