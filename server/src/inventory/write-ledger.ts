/** Writes what a batch changed, together with its outbox row, in the transaction that locked the rows. */
import { assert } from '../lib/assert.ts';
import type { Tx } from '../lib/db.ts';
import { plainArray, textArray } from '../lib/pg-array.ts';
import { appendOutbox } from '../outbox/append.ts';
import { type Reservation, quantityOf } from './model/commands.ts';
import type { InventoryPayload } from './model/facts.ts';
import type { Ledger, PoolRow, SeatRow } from './model/ledger.ts';
import { storedStates } from './model/reservation-table.ts';
import { seatStates } from './model/seat-table.ts';
import * as write from './sql/write-rows.ts';

export async function writeLedger(tx: Tx, ledger: Ledger): Promise<void> {
  if (!ledger.changed) return;
  const { eventId } = ledger;
  const inserted = [...ledger.inserted].map((id) => known(ledger.reservations.get(id)));
  const updated = [...ledger.updated].map((id) => known(ledger.reservations.get(id)));
  const seats = [...ledger.touchedSeats].map((seat) => known(ledger.seats.get(seat)));
  const pools = [...ledger.touchedPools].map((pool) => known(ledger.pools.get(pool)));
  const counters = [...ledger.takenBy.values()].filter((counter) => counter.delta !== 0);
  // Sent together; the server runs them one after the other.
  const adopted = [...ledger.adopted].map(([id, sold]) => ({
    id,
    sold,
    buyer: known(ledger.reservations.get(id)).owner.buyer,
  }));
  const [, changedReservations, moved, changedSeats, changedPools, changedCounters] =
    await Promise.all([
      inserted.length > 0 && tx.query(write.insertReservations, insertion(eventId, inserted)),
      updated.length > 0 ? tx.query(write.updateReservations, change(eventId, updated)) : [],
      adopted.length > 0 ? tx.query(write.moveReservations, handover(eventId, adopted)) : [],
      seats.length > 0 ? tx.query(write.updateSeats, seatChange(eventId, seats)) : [],
      pools.length > 0 ? tx.query(write.updatePools, poolChange(eventId, pools)) : [],
      counters.length > 0 ? tx.query(write.changeCounters, counterChange(eventId, counters)) : [],
      ledger.remembered.length > 0 && tx.query(write.insertKeys, keyInsertion(ledger)),
      appendOutbox(tx, eventId, payloadOf(ledger, seats, pools)),
    ]);
  assert(changedReservations.length === updated.length, 'a reservation moved under its lock');
  assert(moved.length === adopted.length, 'an adopted reservation moved under its lock');
  assert(changedSeats.length === seats.length, 'a seat moved under its lock');
  assert(changedPools.length === pools.length, 'a pool moved under its lock');
  assert(changedCounters.length === counters.length, 'a buyer counter is missing');
}

export function payloadOf(
  ledger: Ledger,
  seats: readonly SeatRow[],
  pools: readonly PoolRow[],
): InventoryPayload {
  return {
    v: 1,
    kind: 'inventory',
    at: ledger.nowMs,
    pools: pools.map((p) => [p.pool, p.capacity, p.held, p.sold, p.blocked, p.version]),
    seats: seats.map((s) => [s.seat, seatStates.indexOf(s.state), s.version, s.heldUntilMs ?? 0]),
    facts: ledger.facts,
  };
}

function known<T>(value: T | undefined): T {
  assert(value !== undefined, 'a changed row is not in the ledger');
  return value;
}

const stateIndex = (row: Reservation): number => storedStates.indexOf(row.state);

function insertion(eventId: number, list: readonly Reservation[]): unknown[] {
  return [
    eventId,
    plainArray(list.map((r) => r.id)),
    plainArray(list.map((r) => r.owner.organizationId)),
    plainArray(list.map((r) => r.owner.principalId)),
    textArray(list.map((r) => r.owner.buyer)),
    plainArray(list.map(stateIndex)),
    plainArray(list.map((r) => ('pool' in r.wanted ? r.wanted.pool : null))),
    list.map((r) => ('seats' in r.wanted ? plainArray(r.wanted.seats) : null)),
    plainArray(list.map((r) => quantityOf(r.wanted))),
    plainArray(list.map((r) => r.createdAtMs)),
    plainArray(list.map((r) => r.expiresAtMs)),
    plainArray(list.map((r) => r.confirmedAtMs)),
    plainArray(list.map((r) => r.endedAtMs)),
  ];
}

function change(eventId: number, list: readonly Reservation[]): unknown[] {
  return [
    eventId,
    plainArray(list.map((r) => r.id)),
    plainArray(list.map(stateIndex)),
    plainArray(list.map((r) => r.extended)),
    plainArray(list.map((r) => r.expiresAtMs)),
    plainArray(list.map((r) => r.confirmedAtMs)),
    plainArray(list.map((r) => r.endedAtMs)),
  ];
}

function handover(
  eventId: number,
  list: readonly { readonly id: string; readonly buyer: string; readonly sold: boolean }[],
): unknown[] {
  return [
    eventId,
    plainArray(list.map(({ id }) => id)),
    textArray(list.map(({ buyer }) => buyer)),
    plainArray(list.map(({ sold }) => sold)),
  ];
}

function seatChange(eventId: number, list: readonly SeatRow[]): unknown[] {
  return [
    eventId,
    plainArray(list.map((s) => s.seat)),
    plainArray(list.map((s) => seatStates.indexOf(s.state))),
    plainArray(list.map((s) => s.reservationId)),
    plainArray(list.map((s) => s.heldUntilMs)),
    plainArray(list.map((s) => s.version)),
  ];
}

function poolChange(eventId: number, list: readonly PoolRow[]): unknown[] {
  return [
    eventId,
    plainArray(list.map((p) => p.pool)),
    plainArray(list.map((p) => p.capacity)),
    plainArray(list.map((p) => p.held)),
    plainArray(list.map((p) => p.sold)),
    plainArray(list.map((p) => p.blocked)),
    plainArray(list.map((p) => p.version)),
  ];
}

type CounterChange = Ledger['takenBy'] extends Map<string, infer Change> ? Change : never;

function counterChange(eventId: number, list: readonly CounterChange[]): unknown[] {
  return [
    eventId,
    plainArray(list.map((c) => c.owner.principalId)),
    textArray(list.map((c) => c.owner.buyer)),
    plainArray(list.map((c) => c.delta)),
  ];
}

function keyInsertion({ eventId, remembered }: Ledger): unknown[] {
  return [
    eventId,
    plainArray(remembered.map((k) => k.principalId)),
    textArray(remembered.map((k) => k.key.route)),
    textArray(remembered.map((k) => k.key.key)),
    textArray(remembered.map((k) => k.key.requestHash)),
    textArray(remembered.map((k) => k.id)),
  ];
}
