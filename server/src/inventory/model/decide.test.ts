/** House holds, their return, and new capacities; the ledger's own guards. */
import { describe, expect, it } from 'vitest';
import {
  freeSeats,
  holdOf,
  ledgerOf,
  nowMs,
  poolOf,
  seatsFor,
  snapshot,
  uuid,
} from '../../../test/model/ledgers.ts';
import type { Block, Command, Wanted } from './commands.ts';
import { decide } from './decide.ts';
import type { Ledger } from './ledger.ts';

const block = (wanted: Wanted): Block => ({ kind: 'block', wanted });
const resize = (capacity: number, pool = 1): Command => ({ kind: 'resize', pool, capacity });
const unblock = (wanted: Wanted): Block => ({ kind: 'unblock', wanted });
const blocked = (...seats: number[]) =>
  freeSeats(...seats).map((row) => Object.assign(row, { state: 'BLOCKED' as const }));

function expectRefusal(ledger: Ledger, command: Command, refusal: object): void {
  const before = snapshot(ledger);
  expect(decide(ledger, command)).toEqual({ ok: false, ...refusal });
  expect(snapshot(ledger)).toBe(before);
}

describe('blocking seats', () => {
  it('takes them out of the sale and brings them back', () => {
    const ledger = ledgerOf({ seats: freeSeats(1, 2) });
    const seats = [{ seat: 1, version: 4 }];
    const done = { ok: true, value: { seats, repeated: false } };
    expect(decide(ledger, block({ seats: [1] }))).toEqual(done);
    expect(ledger.seats.get(1)?.state).toBe('BLOCKED');
    expect(decide(ledger, unblock({ seats: [1] }))).toEqual(done);
    expect(ledger.seats.get(1)?.state).toBe('AVAILABLE');
    expect(ledger.facts).toEqual([
      { t: 'blocked', q: 1 },
      { t: 'unblocked', q: 1 },
    ]);
  });

  it('changes only what is not blocked yet', () => {
    const ledger = ledgerOf({ seats: [...blocked(1), ...freeSeats(2)] });
    expect(decide(ledger, block({ seats: [1, 2] }))).toMatchObject({ value: { repeated: false } });
    expect(ledger.facts).toEqual([{ t: 'blocked', q: 1 }]);
    expect(decide(ledger, block({ seats: [1, 2] }))).toMatchObject({ value: { repeated: true } });
    expect(ledger.touchedSeats).toEqual(new Set([2]));
  });

  it('refuses seats that are held or sold, all or nothing, and such that do not exist', () => {
    expect.hasAssertions();
    const hold = holdOf(1, { seats: [2] });
    const rows = { reservations: [hold], seats: [...freeSeats(1), ...seatsFor(hold)] };
    const taken = { code: 'seats_unavailable', details: { seats: [2] } };
    expectRefusal(ledgerOf(rows), block({ seats: [1, 2] }), taken);
    expectRefusal(ledgerOf(rows), unblock({ seats: [1, 2] }), taken);
    const unknown = { code: 'unknown_seats', details: { seats: [9] } };
    expectRefusal(ledgerOf(rows), block({ seats: [1, 9] }), unknown);
    expectRefusal(ledgerOf(rows), unblock({ seats: [1, 9] }), unknown);
  });

  it('expires a lapsed hold in the way, whole', () => {
    const lapsed = holdOf(1, { seats: [1, 2] }, { expiresAtMs: nowMs });
    const ledger = ledgerOf({ reservations: [lapsed], seats: seatsFor(lapsed) });
    expect(decide(ledger, block({ seats: [1] })).ok).toBe(true);
    expect([...ledger.seats.values()].map((row) => row.state)).toEqual(['BLOCKED', 'AVAILABLE']);
  });
});

describe('blocking units of a pool', () => {
  it('counts them out and in', () => {
    const ledger = ledgerOf({ pools: [poolOf({ sold: 7 })] });
    expect(decide(ledger, block({ pool: 1, quantity: 3 })).ok).toBe(true);
    expect(decide(ledger, unblock({ pool: 1, quantity: 2 })).ok).toBe(true);
    expect(ledger.pools.get(1)).toMatchObject({ sold: 7, blocked: 1, version: 6 });
  });

  it('refuses more than is free, or than is blocked', () => {
    expect.hasAssertions();
    const ledger = ledgerOf({ pools: [poolOf({ sold: 8, blocked: 1 })] });
    const soldOut = { code: 'sold_out', details: { available: 1, pool: 1 } };
    expectRefusal(ledger, block({ pool: 1, quantity: 2 }), soldOut);
    const few = { code: 'invalid_transition', details: { blocked: 1 } };
    expectRefusal(ledger, unblock({ pool: 1, quantity: 2 }), few);
    const unknown = { code: 'unknown_pool', details: { pool: 8 } };
    expectRefusal(ledger, block({ pool: 8, quantity: 1 }), unknown);
    expectRefusal(ledger, unblock({ pool: 8, quantity: 1 }), unknown);
  });
});

describe('a new capacity', () => {
  const rows = { pools: [poolOf({ held: 2, sold: 3, blocked: 1 })] };

  it('may go down to what is taken, and up', () => {
    const ledger = ledgerOf(rows);
    expect(decide(ledger, resize(6)).ok).toBe(true);
    expect(ledger.pools.get(1)?.capacity).toBe(6);
    expect(decide(ledger, resize(20)).ok).toBe(true);
    expect(ledger.facts).toEqual([
      { t: 'resized', pool: 1, capacity: 6 },
      { t: 'resized', pool: 1, capacity: 20 },
    ]);
  });

  it('refuses less, with the minimum; the same again changes nothing', () => {
    const ledger = ledgerOf(rows);
    const tooFew = { code: 'capacity_below_sold', details: { minimum: 6 } };
    expectRefusal(ledger, resize(5), tooFew);
    expectRefusal(ledger, resize(5, 4), { code: 'unknown_pool', details: { pool: 4 } });
    expect(decide(ledger, resize(10))).toEqual({ ok: true, value: { seats: [], repeated: true } });
    expect(ledger.changed).toBe(false);
  });
});

describe('the ledger guards itself', () => {
  it('never lets a pool go below zero or above its capacity', () => {
    const ledger = ledgerOf({ pools: [poolOf({ held: 1 })] });
    expect(() => ledger.movePool(1, { held: -2 })).toThrow('pool 1 below zero');
    expect(() => ledgerOf({ pools: [poolOf({})] }).movePool(1, { sold: 11 })).toThrow('oversold');
    expect(() => ledger.movePool(3, { sold: 1 })).toThrow('pool 3 is not locked');
  });

  it('writes a reservation that the same batch made and changed as one new row', () => {
    const ledger = ledgerOf({ reservations: [holdOf(2, { pool: 1, quantity: 1 })] });
    ledger.putReservation(holdOf(1, { pool: 1, quantity: 1 }));
    ledger.putReservation(holdOf(1, { pool: 1, quantity: 1 }, { extended: true }));
    ledger.putReservation(holdOf(2, { pool: 1, quantity: 1 }, { extended: true }));
    expect([...ledger.inserted]).toEqual([uuid(1)]);
    expect([...ledger.updated]).toEqual([uuid(2)]);
  });
});
