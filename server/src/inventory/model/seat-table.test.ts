/** Walks every cell of the life of a seat, in the table and as the ledger applies it. */
import { describe, expect, it } from 'vitest';
import { freeSeats, ledgerOf, uuid } from '../../../test/model/ledgers.ts';
import { type SeatEvent, seatEvents, type SeatState, seatStates, seatTable } from './seat-table.ts';

const specification: Record<SeatState, Record<SeatEvent, SeatState | 'no'>> = {
  AVAILABLE: {
    hold: 'HELD',
    sell: 'SOLD',
    free: 'no',
    block: 'BLOCKED',
    unblock: 'AVAILABLE',
  },
  HELD: { hold: 'no', sell: 'SOLD', free: 'AVAILABLE', block: 'no', unblock: 'no' },
  SOLD: { hold: 'no', sell: 'no', free: 'AVAILABLE', block: 'no', unblock: 'no' },
  BLOCKED: { hold: 'no', sell: 'no', free: 'no', block: 'BLOCKED', unblock: 'AVAILABLE' },
};
const cells = seatStates.flatMap((state) =>
  seatEvents.map((event) => [state, event, specification[state][event]] as const),
);

const seatIn = (state: SeatState) => {
  const reservationId = state === 'HELD' || state === 'SOLD' ? uuid(1) : null;
  const heldUntilMs = state === 'HELD' ? 1 : null;
  return freeSeats(4).map((row) => Object.assign(row, { state, reservationId, heldUntilMs }));
};

/** The state and version after the move, or what the ledger throws. */
function moved(state: SeatState, event: SeatEvent): string {
  const ledger = ledgerOf({ seats: seatIn(state) });
  try {
    ledger.moveSeat(4, event, { reservationId: null, heldUntilMs: null });
  } catch (error) {
    return String(error);
  }
  return `${ledger.seats.get(4)?.state} ${ledger.seats.get(4)?.version}`;
}

describe('a seat', () => {
  it.each(cells)('%s, %s: %s', (state, event, to) => {
    expect(seatTable[state][event]).toBe(to);
    const thrown = `AssertionError: seat 4: ${event} in ${state}`;
    expect(moved(state, event)).toBe(to === 'no' ? thrown : `${to} 4`);
  });

  it('is stored as the index of its state', () => {
    expect(seatStates).toEqual(['AVAILABLE', 'HELD', 'SOLD', 'BLOCKED']);
  });

  it('counts one version per batch, however often the batch moves it', () => {
    const ledger = ledgerOf({ seats: freeSeats(4) });
    const nobody = { reservationId: null, heldUntilMs: null };
    ledger.moveSeat(4, 'hold', { reservationId: uuid(1), heldUntilMs: 9 });
    ledger.moveSeat(4, 'free', nobody);
    ledger.moveSeat(4, 'block', nobody);
    expect(ledger.seats.get(4)).toMatchObject({ state: 'BLOCKED', version: 4 });
  });

  it('cannot be moved without being locked', () => {
    const nobody = { reservationId: null, heldUntilMs: null };
    expect(() => ledgerOf({}).moveSeat(4, 'block', nobody)).toThrow('seat 4 is not locked');
  });
});
