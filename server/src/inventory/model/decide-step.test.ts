/** Steps of a reservation beyond the table: whose it is, extensions, late confirmations, cancellation. */
import { describe, expect, it } from 'vitest';
import {
  freeSeats,
  holdOf,
  ledgerOf,
  nowMs,
  ownerOf,
  poolOf,
  seatsFor,
  snapshot,
  uuid,
} from '../../../test/model/ledgers.ts';
import type { Step } from './commands.ts';
import { decide } from './decide.ts';

const seats = { seats: [1, 2] };
const two = { pool: 1, quantity: 2 };
const step = (kind: Step['kind'], principalId = 1): Step => ({ kind, id: uuid(1), principalId });
const expired = { state: 'EXPIRED', expiresAtMs: nowMs - 9, endedAtMs: nowMs - 5 } as const;

describe('whose reservation', () => {
  it.each(['extend', 'confirm', 'cancel', 'release'] as const)(
    '%s by another key finds nothing',
    (kind) => {
      const hold = holdOf(1, seats);
      const ledger = ledgerOf({ reservations: [hold], seats: seatsFor(hold) });
      const before = snapshot(ledger);
      expect(decide(ledger, step(kind, 2))).toMatchObject({ code: 'reservation_not_found' });
      expect(snapshot(ledger)).toBe(before);
    },
  );
});

describe('an extension', () => {
  it('moves the end of the hold and of its seats, from where it was', () => {
    const hold = holdOf(1, seats);
    const ledger = ledgerOf({ reservations: [hold], seats: seatsFor(hold) });
    expect(decide(ledger, step('extend'))).toMatchObject({
      ok: true,
      value: { reservation: { extended: true, expiresAtMs: nowMs + 6_000 }, repeated: false },
    });
    expect(ledger.seats.get(1)).toMatchObject({ heldUntilMs: nowMs + 6_000, version: 5 });
    expect(ledger.facts).toEqual([{ t: 'extended', r: uuid(1), q: 2, h: 6_000 }]);
  });

  it('is granted once', () => {
    const hold = holdOf(1, two, { extended: true });
    const ledger = ledgerOf({ reservations: [hold], pools: [poolOf({ held: 2 })] });
    expect(decide(ledger, step('extend'))).toMatchObject({ ok: false, code: 'already_extended' });
    expect(ledger.changed).toBe(false);
  });

  it('counts as done when our own earlier attempt may have done it', () => {
    const hold = holdOf(1, two, { extended: true });
    const ledger = ledgerOf({ reservations: [hold], pools: [poolOf({ held: 2 })] });
    const outcome = decide(ledger, { ...step('extend'), lost: true });
    expect(outcome).toMatchObject({ ok: true, value: { repeated: true } });
  });
});

describe('a late confirmation', () => {
  const late = holdOf(1, seats, expired);

  it('reclaims the same seats when nobody has them', () => {
    const ledger = ledgerOf({ reservations: [late], seats: freeSeats(1, 2) });
    const reservation = { state: 'CONFIRMED', expiresAtMs: null, endedAtMs: null };
    expect(decide(ledger, step('confirm'))).toMatchObject({ ok: true, value: { reservation } });
    expect(ledger.facts).toEqual([{ t: 'late', r: uuid(1), q: 2 }]);
  });

  it('takes over a hold that has itself lapsed', () => {
    const other = holdOf(2, { seats: [2, 3] }, { expiresAtMs: nowMs - 1 });
    const ledger = ledgerOf({
      reservations: [late, other],
      seats: [...freeSeats(1), ...seatsFor(other)],
    });
    expect(decide(ledger, step('confirm')).ok).toBe(true);
    expect(ledger.reservations.get(uuid(2))?.state).toBe('EXPIRED');
    expect(ledger.seats.get(3)?.state).toBe('AVAILABLE');
  });

  it('gets none of its seats when one of them is taken', () => {
    const other = holdOf(2, { seats: [2] });
    const rows = { reservations: [late, other], seats: [...freeSeats(1), ...seatsFor(other)] };
    const ledger = ledgerOf(rows);
    const before = snapshot(ledger);
    const outcome = decide(ledger, step('confirm'));
    expect(outcome).toEqual({ ok: false, code: 'hold_expired', details: { seats: [2] } });
    expect(snapshot(ledger)).toBe(before);
  });

  it('gets nothing of a pool that is full by now', () => {
    const gone = holdOf(1, two, expired);
    const ledger = ledgerOf({ reservations: [gone], pools: [poolOf({ sold: 9 })] });
    expect(decide(ledger, step('confirm'))).toMatchObject({ code: 'hold_expired' });
    expect(ledger.changed).toBe(false);
  });

  it('stays within the limit of the buyer', () => {
    const ledger = ledgerOf({
      rules: { perPersonMax: 3 },
      reservations: [late],
      seats: freeSeats(1, 2),
      counters: [{ owner: '1:ann', taken: 2 }],
    });
    expect(decide(ledger, step('confirm'))).toMatchObject({ ok: false, code: 'limit_reached' });
    expect(ledger.changed).toBe(false);
  });

  it('is refused when the event is cancelled; so is a timely one', () => {
    const rules = { cancelled: true };
    const lateOne = ledgerOf({ rules, reservations: [late], seats: freeSeats(1, 2) });
    expect(decide(lateOne, step('confirm'))).toMatchObject({ code: 'event_cancelled' });
    const hold = holdOf(1, seats);
    const timely = ledgerOf({ rules, reservations: [hold], seats: seatsFor(hold) });
    expect(decide(timely, step('confirm'))).toMatchObject({ code: 'event_cancelled' });
  });
});

describe('giving back', () => {
  const rules = { perPersonMax: 5 };
  const counters = [{ owner: '1:ann', taken: 2 }];

  it.each([
    ['a hold', { held: 2 }, holdOf(1, two), 0],
    ['a sale', { sold: 2 }, holdOf(1, two, { state: 'CONFIRMED', confirmedAtMs: nowMs }), 1],
  ])('%s returns the places, once, and the buyer may take as many again', (_, pool, row, was) => {
    const ledger = ledgerOf({ rules, counters, reservations: [row], pools: [poolOf(pool)] });
    expect(decide(ledger, step('cancel'))).toMatchObject({ ok: true, value: { repeated: false } });
    expect(decide(ledger, step('cancel'))).toMatchObject({ ok: true, value: { repeated: true } });
    expect(ledger.pools.get(1)).toMatchObject({ held: 0, sold: 0 });
    expect(ledger.taken.get('1:ann')).toBe(0);
    expect(ledger.facts).toEqual([{ t: 'cancelled', r: uuid(1), q: 2, was }]);
  });

  it('releasing is for holds: once confirmed, whoever was first, nothing is given back', () => {
    const ledger = ledgerOf({ reservations: [holdOf(1, two)], pools: [poolOf({ held: 2 })] });
    decide(ledger, step('confirm'));
    const before = snapshot(ledger);
    for (const lost of [{}, { lost: true }] as const) {
      const outcome = decide(ledger, { ...step('release'), ...lost });
      expect(outcome).toMatchObject({
        code: 'invalid_transition',
        details: { status: 'CONFIRMED' },
      });
    }
    expect(snapshot(ledger)).toBe(before);
    const other = ledgerOf({ reservations: [holdOf(1, two)], pools: [poolOf({ held: 2 })] });
    decide(other, step('release'));
    expect(decide(other, step('confirm'))).toMatchObject({ code: 'invalid_transition' });
    expect(other.pools.get(1)).toMatchObject({ held: 0, sold: 0 });
  });

  it('an expired hold is not given back twice', () => {
    const row = holdOf(1, two, { expiresAtMs: nowMs - 1 });
    const ledger = ledgerOf({ reservations: [row], pools: [poolOf({ held: 2 })] });
    decide(ledger, { kind: 'expire', id: uuid(1) });
    decide(ledger, step('cancel'));
    decide(ledger, { kind: 'expire', id: uuid(1) });
    expect(ledger.pools.get(1)).toMatchObject({ held: 0, sold: 0, version: 6 });
    expect(ledger.reservations.get(uuid(1))?.state).toBe('EXPIRED');
    expect(ledger.facts).toHaveLength(1);
  });

  it('the seats of somebody else are never freed: that would be a bug, and it throws', () => {
    const row = holdOf(1, seats);
    const other = holdOf(2, seats, { owner: ownerOf('eve') });
    const ledger = ledgerOf({ reservations: [row, other], seats: seatsFor(other) });
    expect(() => decide(ledger, step('cancel'))).toThrow('does not belong to');
  });
});
