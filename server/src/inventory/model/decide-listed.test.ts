/** While only the waiting list is served: who gets places, and how a booking changes hands. */
import { describe, expect, it } from 'vitest';
import {
  freeSeats,
  ledgerOf,
  type LedgerParts,
  nowMs,
  ownerOf,
  placeOf,
  poolOf,
  seatsFor,
  snapshot,
  uuid,
} from '../../../test/model/ledgers.ts';
import type { Place, Reservation } from './commands.ts';
import { decide } from './decide.ts';
import type { Ledger } from './ledger.ts';

const two = { pool: 1, quantity: 2 };
const held = { holdMs: 60_000, confirm: false } as const;
const listed = { ...held, listed: true } as const;
const gate = { rules: { listOnly: true } } satisfies LedgerParts;

const bought = (wanted: Place['wanted'], owner = ownerOf('ann', 0)): Reservation => ({
  id: uuid(50),
  owner,
  state: 'CONFIRMED',
  wanted,
  extended: false,
  createdAtMs: nowMs - 1_000,
  expiresAtMs: null,
  confirmedAtMs: nowMs - 500,
  endedAtMs: null,
});
const offer = (wanted: Place['wanted'], more: Partial<Place> = {}): Place => ({
  ...placeOf(1, wanted),
  ...listed,
  owner: ownerOf('bob', 0),
  ...more,
});

describe('while only the list is served', () => {
  it('the list is, and nobody else', () => {
    const ledger = ledgerOf({ ...gate, pools: [poolOf({})], seats: freeSeats(1) });
    expect(decide(ledger, { ...placeOf(2, two), ...held })).toMatchObject({ code: 'sold_out' });
    expect(decide(ledger, placeOf(3, { seats: [1] }))).toMatchObject({ code: 'sold_out' });
    expect(ledger.changed).toBe(false);
    expect(decide(ledger, offer(two)).ok).toBe(true);
    expect(ledger.reservations.get(uuid(1))).toMatchObject({ expiresAtMs: nowMs + 60_000 });
  });

  it('a request that was granted before is answered as before', () => {
    const row = { ...bought(two), id: uuid(2), owner: ownerOf('ann') };
    const ledger = ledgerOf({ ...gate, pools: [poolOf({ sold: 2 })], reservations: [row] });
    const again: Place = { ...placeOf(2, two), owner: ownerOf('ann') };
    expect(decide(ledger, again)).toMatchObject({ ok: true, value: { repeated: true } });
  });

  it('whoever has paid too late still gets places that nobody was offered', () => {
    const expired: Reservation = {
      ...bought(two),
      state: 'EXPIRED',
      confirmedAtMs: null,
      expiresAtMs: nowMs - 10,
      endedAtMs: nowMs - 5,
    };
    const ledger = ledgerOf({ ...gate, pools: [poolOf({})], reservations: [expired] });
    expect(decide(ledger, { kind: 'confirm', id: uuid(50), principalId: 0 }).ok).toBe(true);
  });
});

describe('taking over', () => {
  const seats = { seats: [1, 2] };
  const sold: LedgerParts = { seats: seatsFor(bought(seats)), reservations: [bought(seats)] };

  it('ends the booking and begins the hold in one', () => {
    const ledger = ledgerOf({ ...sold, ...gate });
    const outcome = decide(ledger, offer(seats, { takesOver: uuid(50) }));
    expect(outcome).toMatchObject({ ok: true, value: { reservation: { state: 'PENDING' } } });
    expect(ledger.reservations.get(uuid(50))).toMatchObject({ state: 'CANCELLED' });
    expect(ledger.seats.get(1)).toMatchObject({ state: 'HELD', reservationId: uuid(1) });
    expect(ledger.facts.map(({ t }) => t)).toEqual(['cancelled', 'held']);
  });

  it('moves units of a pool without letting them go', () => {
    const ledger = ledgerOf({
      pools: [poolOf({ sold: 9, held: 1 })],
      reservations: [bought(two)],
    });
    expect(decide(ledger, offer(two, { takesOver: uuid(50) })).ok).toBe(true);
    expect(ledger.pools.get(1)).toMatchObject({ sold: 7, held: 3 });
  });

  const refused: readonly [string, LedgerParts, Place][] = [
    ['a booking that is gone', { seats: freeSeats(1, 2) }, offer(seats, { takesOver: uuid(50) })],
    ['other places', { ...sold }, offer({ seats: [1] }, { takesOver: uuid(50) })],
    [
      'a booking of another key',
      {
        seats: seatsFor(bought(seats, ownerOf('ann', 5))),
        reservations: [bought(seats, ownerOf('ann', 5))],
      },
      offer(seats, { takesOver: uuid(50) }),
    ],
    [
      'what has been given back meanwhile',
      {
        seats: freeSeats(1, 2),
        reservations: [{ ...bought(seats), state: 'CANCELLED', endedAtMs: nowMs - 1 }],
      },
      offer(seats, { takesOver: uuid(50) }),
    ],
  ];
  it.each(refused)('refuses %s, and changes nothing', (_, rows, command) => {
    const ledger: Ledger = ledgerOf(rows);
    const before = snapshot(ledger);
    expect(decide(ledger, command)).toMatchObject({ code: 'invalid_transition' });
    expect(snapshot(ledger)).toBe(before);
  });
});
