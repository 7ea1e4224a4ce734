/** Whose a reservation is after its buyer has signed in, and what their limits say about it. */
import { describe, expect, it } from 'vitest';
import {
  holdOf,
  ledgerOf,
  nowMs,
  ownerOf,
  poolOf,
  seatsFor,
  snapshot,
  uuid,
} from '../../../test/model/ledgers.ts';
import type { Adopt, Reservation } from './commands.ts';
import { decide } from './decide.ts';

const two = { pool: 1, quantity: 2 };
const adopt = (changes: Partial<Adopt> = {}): Adopt => ({
  kind: 'adopt',
  id: uuid(1),
  principalId: 1,
  from: 'ann',
  to: 'bea',
  ...changes,
});
const counters = (ann: number, bea: number) => [
  { owner: '1:ann', taken: ann },
  { owner: '1:bea', taken: bea },
];
const sold = (n: number): Reservation =>
  holdOf(n, two, { state: 'CONFIRMED', expiresAtMs: null, confirmedAtMs: nowMs });

describe('adopting', () => {
  it('moves a hold with its count; its seats and their versions stay as they are', () => {
    const row = holdOf(1, { seats: [4, 5] });
    const ledger = ledgerOf({
      rules: { perPersonMax: 4 },
      counters: counters(2, 2),
      reservations: [row],
      seats: seatsFor(row),
    });
    expect(decide(ledger, adopt())).toMatchObject({ ok: true, value: { repeated: false } });
    expect(ledger.reservations.get(uuid(1))).toEqual({ ...row, owner: ownerOf('bea') });
    expect(Object.fromEntries(ledger.taken)).toEqual({ '1:ann': 0, '1:bea': 4 });
    expect(ledger.touchedSeats.size).toBe(0);
    expect([...ledger.adopted]).toEqual([[uuid(1), false]]);
    expect(ledger.facts).toEqual([{ t: 'adopted', r: uuid(1), q: 2 }]);
    expect(decide(ledger, adopt())).toMatchObject({ ok: true, value: { repeated: true } });
    expect(ledger.facts).toHaveLength(1);
  });

  it('refuses a hold above the limit of its new buyer, and changes nothing', () => {
    const ledger = ledgerOf({
      rules: { perPersonMax: 3 },
      counters: counters(2, 2),
      reservations: [holdOf(1, two)],
      pools: [poolOf({ held: 2 })],
    });
    const before = snapshot(ledger);
    const details = { scope: 'person', limit: 3, taken: 2 };
    expect(decide(ledger, adopt())).toMatchObject({ code: 'limit_reached', details });
    expect(snapshot(ledger)).toBe(before);
  });

  it('does not count lapsed holds of the new buyer, and ends them', () => {
    const lapsed = holdOf(2, two, { owner: ownerOf('bea'), expiresAtMs: nowMs });
    const ledger = ledgerOf({
      rules: { perPersonMax: 2 },
      counters: counters(2, 2),
      reservations: [holdOf(1, two), lapsed],
      pools: [poolOf({ held: 4 })],
    });
    expect(decide(ledger, adopt()).ok).toBe(true);
    expect(ledger.reservations.get(uuid(2))?.state).toBe('EXPIRED');
    expect(Object.fromEntries(ledger.taken)).toEqual({ '1:ann': 0, '1:bea': 2 });
  });

  it('moves what is sold whatever the limit says, and marks it', () => {
    const ledger = ledgerOf({
      rules: { perPersonMax: 2 },
      counters: counters(2, 2),
      reservations: [sold(1)],
      pools: [poolOf({ sold: 2 })],
    });
    expect(decide(ledger, adopt()).ok).toBe(true);
    expect(ledger.taken.get('1:bea')).toBe(4);
    expect([...ledger.adopted]).toEqual([[uuid(1), true]]);
  });

  it('ends a lapsed hold, which then belongs to its new buyer', () => {
    const ledger = ledgerOf({
      reservations: [holdOf(1, two, { expiresAtMs: nowMs })],
      pools: [poolOf({ held: 2 })],
    });
    expect(decide(ledger, adopt()).ok).toBe(true);
    const row = ledger.reservations.get(uuid(1));
    expect(row).toMatchObject({ state: 'EXPIRED', owner: { buyer: 'bea' } });
    expect(ledger.facts.map(({ t }) => t)).toEqual(['expired', 'adopted']);
  });

  it.each([
    ['another guest', adopt({ from: 'eve' })],
    ['a key', adopt({ principalId: 2 })],
    ['nobody', adopt({ id: uuid(9) })],
  ])('finds nothing that belongs to %s', (_, command) => {
    const ledger = ledgerOf({ reservations: [sold(1)], pools: [poolOf({ sold: 2 })] });
    expect(decide(ledger, command)).toMatchObject({ code: 'reservation_not_found' });
    expect(ledger.changed).toBe(false);
  });
});

describe('a step of one buyer', () => {
  it.each(['extend', 'confirm', 'cancel'] as const)('%s finds only their own', (kind) => {
    const row = holdOf(1, two);
    const ledger = ledgerOf({ reservations: [row], pools: [poolOf({ held: 2 })] });
    const which = { kind, id: uuid(1), principalId: 1 };
    const refused = decide(ledger, { ...which, buyer: 'bea' });
    expect(refused).toMatchObject({ code: 'reservation_not_found' });
    expect(ledger.changed).toBe(false);
    expect(decide(ledger, { ...which, buyer: 'ann' }).ok).toBe(true);
  });
});

const secure = (forMs: number) => ({ kind: 'secure', id: uuid(1), principalId: 1, forMs }) as const;

describe('securing', () => {
  it('moves the end of the hold and of its seats, as often as it takes', () => {
    const row = holdOf(1, { seats: [4] });
    const ledger = ledgerOf({ reservations: [row], seats: seatsFor(row) });
    expect(decide(ledger, secure(90_000))).toMatchObject({ ok: true, value: { repeated: false } });
    const end = { expiresAtMs: nowMs + 90_000, extended: false };
    expect(ledger.reservations.get(uuid(1))).toMatchObject(end);
    expect(ledger.seats.get(4)).toMatchObject({ heldUntilMs: nowMs + 90_000, version: 5 });
    expect(ledger.facts).toEqual([{ t: 'secured', r: uuid(1), q: 1, h: 90_000 }]);
    expect(decide(ledger, secure(90_000))).toMatchObject({ ok: true, value: { repeated: true } });
    expect(decide(ledger, secure(90_001))).toMatchObject({ ok: true, value: { repeated: false } });
  });

  it('is refused for a cancelled event', () => {
    const row = holdOf(1, { seats: [4] });
    const rules = { cancelled: true };
    const ledger = ledgerOf({ rules, reservations: [row], seats: seatsFor(row) });
    expect(decide(ledger, secure(90_000))).toMatchObject({ code: 'event_cancelled' });
    expect(ledger.changed).toBe(false);
  });
});
