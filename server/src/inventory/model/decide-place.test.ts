/** The verdict on a new hold or booking: every refusal, lapsed holds in the way, limits, repetition. */
import { describe, expect, it } from 'vitest';
import {
  eventId,
  freeSeats,
  holdOf,
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
import type { Place } from './commands.ts';
import { decide } from './decide.ts';
import type { Ledger } from './ledger.ts';

const two = { pool: 1, quantity: 2 };
const key = { route: 'book', key: 'k1', requestHash: 'aa' };
const open = { pools: [poolOf({})], seats: freeSeats(1, 2, 3) };

/** Refused, and nothing in the ledger has changed: neither for neighbours nor for the database. */
function expectRefusal(ledger: Ledger, command: Place, code: string, details?: object): void {
  const before = snapshot(ledger);
  const outcome = decide(ledger, command);
  expect(outcome).toMatchObject({ ok: false, code, ...(details && { details }) });
  expect(snapshot(ledger)).toBe(before);
  expect(ledger.changed).toBe(false);
}

describe('refuses', () => {
  const opensAtMs = nowMs + 1;
  const cases: readonly [string, LedgerParts, Place, object?][] = [
    ['event_cancelled', { ...open, rules: { cancelled: true } }, placeOf(1, two)],
    ['sale_not_open', { ...open, rules: { saleOpensAtMs: opensAtMs } }, placeOf(1, two)],
    ['sale_ended', { ...open, rules: { saleClosesAtMs: nowMs } }, placeOf(1, two)],
    [
      'limit_reached',
      { ...open, rules: { perOrderMax: 1 } },
      placeOf(1, two),
      { scope: 'order', limit: 1 },
    ],
    [
      'limit_reached',
      { ...open, rules: { perPersonMax: 3 }, counters: [{ owner: '1:bob', taken: 2 }] },
      placeOf(1, two),
      { scope: 'person', limit: 3, taken: 2 },
    ],
    [
      'sold_out',
      { ...open, rules: { listOnly: true } },
      placeOf(1, two),
      { available: 0, waitingList: true },
    ],
    ['unknown_pool', open, placeOf(1, { pool: 9, quantity: 1 }), { pool: 9 }],
    ['sold_out', { pools: [poolOf({ sold: 9 })] }, placeOf(1, two), { available: 1 }],
    ['sold_out', { pools: [poolOf({ blocked: 5, held: 4 })] }, placeOf(1, two), { available: 1 }],
    ['unknown_seats', open, placeOf(1, { seats: [2, 8, 9] }), { seats: [8, 9] }],
  ];
  it.each(cases)('%s', (code, rows, command, details) => {
    expect.hasAssertions();
    expectRefusal(ledgerOf(rows), command, code, details);
  });

  it('seats_unavailable, naming the taken ones: held, sold, blocked', () => {
    expect.hasAssertions();
    const held = holdOf(5, { seats: [1] });
    const sold = holdOf(6, { seats: [2] }, { state: 'CONFIRMED', expiresAtMs: null });
    const blocked = freeSeats(3).map((row) => Object.assign(row, { state: 'BLOCKED' as const }));
    const seats = [...seatsFor(held), ...seatsFor(sold), ...blocked, ...freeSeats(4)];
    const ledger = ledgerOf({ reservations: [held, sold], seats });
    expectRefusal(ledger, placeOf(1, { seats: [1, 2, 3, 4] }), 'seats_unavailable', {
      seats: [1, 2, 3],
    });
  });

  it('the first moment of the sale is open, and so is the last before its end', () => {
    const rules = { saleOpensAtMs: nowMs, saleClosesAtMs: nowMs + 1 };
    expect(decide(ledgerOf({ ...open, rules }), placeOf(1, two)).ok).toBe(true);
  });

  it('does not tidy up for a command that is refused anyway', () => {
    expect.hasAssertions();
    const lapsed = holdOf(5, two, { owner: ownerOf('bob'), expiresAtMs: nowMs - 1 });
    const ledger = ledgerOf({
      rules: { perPersonMax: 9 },
      reservations: [lapsed],
      pools: [poolOf({ held: 2, sold: 8 })],
      counters: [{ owner: '1:bob', taken: 2 }],
    });
    expectRefusal(ledger, placeOf(1, { pool: 1, quantity: 3 }), 'sold_out', { available: 2 });
  });
});

const lapsedBy = (n: number, ms: number) => holdOf(n, two, { expiresAtMs: nowMs - ms });

describe('a lapsed hold', () => {
  it('is expired whole when one of its seats is taken', () => {
    const lapsed = holdOf(5, { seats: [1, 2] }, { expiresAtMs: nowMs });
    const ledger = ledgerOf({ reservations: [lapsed], seats: seatsFor(lapsed) });
    expect(decide(ledger, placeOf(1, { seats: [2] })).ok).toBe(true);
    expect(ledger.reservations.get(uuid(5))).toMatchObject({ state: 'EXPIRED', endedAtMs: nowMs });
    expect(ledger.seats.get(1)).toMatchObject({ state: 'AVAILABLE', reservationId: null });
    expect(ledger.seats.get(2)).toMatchObject({ state: 'HELD', reservationId: uuid(1) });
    expect(ledger.facts.map((fact) => fact.t)).toEqual(['expired', 'held']);
  });

  it('gives way in a pool, the oldest first and no more than needed', () => {
    const ledger = ledgerOf({
      reservations: [lapsedBy(5, 10), lapsedBy(6, 30), lapsedBy(7, 20)],
      pools: [poolOf({ capacity: 7, held: 6 })],
    });
    expect(decide(ledger, placeOf(1, { pool: 1, quantity: 5 })).ok).toBe(true);
    const states = [5, 6, 7].map((n) => ledger.reservations.get(uuid(n))?.state);
    expect(states).toEqual(['PENDING', 'EXPIRED', 'EXPIRED']);
    expect(ledger.pools.get(1)).toMatchObject({ held: 7, version: 6 });
  });

  it('asks for other locks when the locked rows do not contain it', () => {
    const lapsed = holdOf(5, { seats: [1] }, { expiresAtMs: nowMs });
    const ledger = ledgerOf({ seats: seatsFor(lapsed) });
    expect(() => decide(ledger, placeOf(1, { seats: [1] }))).toThrow('lapsed after the locks');
  });
});

describe('the limit per person', () => {
  const rules = { perPersonMax: 4 };
  const counters = [{ owner: '1:bob', taken: 3 }];

  it('counts up to the limit and not beyond, also within one batch', () => {
    const ledger = ledgerOf({ ...open, rules, counters });
    expect(decide(ledger, placeOf(1, { pool: 1, quantity: 1 })).ok).toBe(true);
    expectSame(decide(ledger, placeOf(2, { seats: [1] })), 'limit_reached');
    expect(ledger.takenBy.get('1:bob')?.delta).toBe(1);
  });

  it('is of this buyer only, and of this key only', () => {
    const ledger = ledgerOf({ ...open, rules, counters });
    expect(decide(ledger, placeOf(1, two, { owner: ownerOf('bob', 2) })).ok).toBe(true);
    expect(decide(ledger, placeOf(2, two, { owner: ownerOf('eve') })).ok).toBe(true);
  });

  it('does not count lapsed holds of the buyer, and expires them', () => {
    const lapsed = holdOf(5, two, { owner: ownerOf('bob'), expiresAtMs: nowMs - 1 });
    const pools = [poolOf({ held: 2 })];
    const ledger = ledgerOf({ rules, counters, reservations: [lapsed], pools });
    expect(decide(ledger, placeOf(1, { pool: 1, quantity: 3 })).ok).toBe(true);
    expect(ledger.reservations.get(uuid(5))?.state).toBe('EXPIRED');
    expect(ledger.taken.get('1:bob')).toBe(4);
    expect(ledger.pools.get(1)).toMatchObject({ held: 3 });
  });
});

describe('a repeated request', () => {
  const existing = holdOf(1, two, { owner: ownerOf('bob') });
  const rows = { reservations: [existing], pools: [poolOf({ held: 2, sold: 8 })] };

  it('with the same id finds its reservation, however full the house is', () => {
    const outcome = decide(ledgerOf(rows), placeOf(1, two));
    expect(outcome).toMatchObject({ ok: true, value: { repeated: true, reservation: existing } });
  });

  it('with the same id and other places is an error', () => {
    expect.hasAssertions();
    expectRefusal(ledgerOf(rows), placeOf(1, { pool: 1, quantity: 3 }), 'idempotency_mismatch');
    expectRefusal(ledgerOf(rows), placeOf(1, { seats: [1, 2] }), 'idempotency_mismatch');
  });

  it.each([ownerOf('eve'), ownerOf('bob', 2)])('never shows it to %o', (owner) => {
    const ledger = ledgerOf(rows);
    const before = snapshot(ledger);
    const outcome = decide(ledger, placeOf(1, two, { owner }));
    expect(outcome).toEqual({ ok: false, code: 'id_conflict', details: { id: uuid(1) } });
    expect(snapshot(ledger)).toBe(before);
  });

  const remembered = { name: '1:book:k1', eventId, requestHash: 'aa', id: uuid(1) };

  it('with the same key answers with the first id', () => {
    const ledger = ledgerOf({ ...rows, keys: [remembered] });
    const outcome = decide(ledger, placeOf(2, two, { key }));
    expect(outcome).toMatchObject({ ok: true, value: { repeated: true, reservation: existing } });
    expect(ledger.changed).toBe(false);
  });

  it('with the same key within one batch answers the same', () => {
    const ledger = ledgerOf(open);
    const first = decide(ledger, placeOf(1, two, { key }));
    const second = decide(ledger, placeOf(2, two, { key }));
    expect(first).toMatchObject({ ok: true, value: { repeated: false } });
    expect(second).toMatchObject({
      ok: true,
      value: { repeated: true, reservation: { id: uuid(1) } },
    });
    expect(ledger.remembered).toHaveLength(1);
  });

  it.each([
    ['another body', { ...remembered, requestHash: 'bb' }],
    ['another event', { ...remembered, eventId: eventId + 1 }],
  ])('with the key of %s is an error', (_what, other) => {
    expect.hasAssertions();
    const ledger = ledgerOf({ ...rows, keys: [other] });
    expectRefusal(ledger, placeOf(2, two, { key }), 'idempotency_mismatch');
  });

  it('keys of another principal do not matter', () => {
    const ledger = ledgerOf({ ...open, keys: [remembered] });
    const owner = ownerOf('bob', 2);
    const outcome = decide(ledger, placeOf(2, two, { key, owner }));
    expect(outcome).toMatchObject({ ok: true, value: { repeated: false } });
  });

  it('refusals are not remembered', () => {
    const ledger = ledgerOf({ pools: [poolOf({ sold: 10 })] });
    expectRefusal(ledger, placeOf(1, two, { key }), 'sold_out');
    ledger.movePool(1, { sold: -2 });
    expect(decide(ledger, placeOf(1, two, { key })).ok).toBe(true);
  });
});

function expectSame(outcome: { readonly ok: boolean; readonly code?: string }, code: string): void {
  expect(outcome).toMatchObject({ ok: false, code });
}
