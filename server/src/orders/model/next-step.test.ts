/** What is done next, from the facts alone. */
import { describe, expect, it } from 'vitest';
import type { HoldState, OrderFacts } from './facts.ts';
import { lookInMs, nextStep } from './next-step.ts';
import { factsOf, nowMs, patience, paymentOf, refundOf, uuid } from './testing.ts';

const next = (change: Partial<OrderFacts>) => nextStep(factsOf(change), patience);
const agedBy = (ms: number) => ({ createdAtMs: nowMs - ms });
const paid = { paymentId: uuid(10), payments: [paymentOf({ state: 'SUCCEEDED' })] };
const ending = { state: 'ENDING', endReason: 'cancelled_by_buyer', hold: 'CANCELLED' } as const;
const ended = { state: 'ENDED', endReason: 'places_lost', hold: 'EXPIRED' } as const;

const paying = (change: Parameters<typeof paymentOf>[0], more: Partial<OrderFacts> = {}) =>
  next({ state: 'PAYING', payments: [paymentOf(change)], ...more });
const failed = (attempts: number, agoMs: number) =>
  next({
    ...ending,
    ...paid,
    released: true,
    refunds: [refundOf({ state: 'FAILED', attempts, changedAtMs: nowMs - agoMs })],
  });
const look = (change: Partial<OrderFacts>) => lookInMs(factsOf(change), patience);

describe('an open order', () => {
  it.each(['PENDING', 'LAPSED'] as const)('rests while its hold is %s', (hold) => {
    expect(next({ hold })).toEqual({ do: 'nothing' });
  });
  it.each(['EXPIRED', 'CANCELLED', 'GONE'] as const)('ends when its hold is %s', (hold) => {
    expect(next({ hold })).toMatchObject({ do: 'move', event: 'reservation_ended' });
  });
});

describe('a payment under way', () => {
  it('is asked about while there is patience, and called off afterwards', () => {
    expect(paying({ ...agedBy(14_999) }).do).toBe('find_charge');
    expect(paying({ ...agedBy(15_000) }).do).toBe('cancel_charge');
    expect(paying({ state: 'PENDING', ...agedBy(59_999) }).do).toBe('find_charge');
    expect(paying({ state: 'PENDING', ...agedBy(60_000) }).do).toBe('cancel_charge');
  });
  it.each(['PAID', 'COMPLETE', 'ENDING', 'ENDED'] as const)('is called off in %s', (state) => {
    expect(paying({}, { state, hold: 'CONFIRMED', endReason: null }).do).toBe('cancel_charge');
  });
  it('decides before the end of its hold does', () => {
    expect(paying({}, { hold: 'EXPIRED' }).do).toBe('find_charge');
  });
});

it('paid places are confirmed, whatever their hold is', () => {
  for (const hold of ['PENDING', 'LAPSED', 'EXPIRED', 'CANCELLED', 'GONE'] as HoldState[]) {
    expect(next({ state: 'PAID', hold, ...paid })).toEqual({ do: 'confirm_hold' });
  }
});

it('a complete order rests while it has its places', () => {
  const complete = { state: 'COMPLETE', ...paid } as const;
  expect(next({ ...complete, hold: 'CONFIRMED' })).toEqual({ do: 'nothing' });
  const over = { event: 'reservation_ended', reason: 'cancelled_by_buyer' };
  expect(next({ ...complete, hold: 'CANCELLED' })).toMatchObject(over);
  const passedOn = next({ ...complete, hold: 'CANCELLED', isReturned: true });
  expect(passedOn).toMatchObject({ ...over, reason: 'returned' });
});

it('money beyond the total goes back from a complete order', () => {
  const surplus = paymentOf({ id: uuid(50), state: 'SUCCEEDED' });
  const twice = { state: 'COMPLETE', hold: 'CONFIRMED', paymentId: uuid(10) } as const;
  const payments = [...paid.payments, surplus];
  expect(next({ ...twice, payments })).toEqual({ do: 'ask_refund', paymentId: uuid(50) });
});

describe('an order that is being given back', () => {
  it.each(['PENDING', 'LAPSED', 'CONFIRMED'] as const)('gives back its %s places', (hold) => {
    expect(next({ ...ending, ...paid, hold })).toEqual({ do: 'cancel_hold' });
  });
  it('then revokes its tickets, then its money, then it has ended', () => {
    expect(next({ ...ending, ...paid })).toEqual({ do: 'release' });
    const released = { ...ending, ...paid, released: true };
    expect(next(released)).toEqual({ do: 'ask_refund', paymentId: uuid(10) });
    expect(next({ ...released, refunds: [refundOf()] }).do).toBe('send_refund');
    expect(next({ ...released, refunds: [refundOf({ state: 'PENDING' })] }).do).toBe('find_refund');
    expect(next({ ...released, refunds: [refundOf({ state: 'SUCCEEDED' })] })).toMatchObject({
      event: 'given_back',
    });
  });
  it('without money ends as soon as its places are back', () => {
    expect(next({ ...ending, released: true })).toMatchObject({ event: 'given_back' });
  });
  it('asks for a failed refund again after a while that grows', () => {
    expect(failed(1, 29_999).do).toBe('nothing');
    expect(failed(1, 30_000).do).toBe('ask_refund');
    expect(failed(3, 119_999).do).toBe('nothing');
    expect(failed(3, 120_000).do).toBe('ask_refund');
  });
});

describe('an order that has ended', () => {
  it('rests', () => {
    expect(next(ended)).toEqual({ do: 'nothing' });
    expect(lookInMs(factsOf(ended), patience)).toBeNull();
  });
  it('gives back places that somebody confirmed too late', () => {
    expect(next({ ...ended, hold: 'CONFIRMED' })).toMatchObject({ event: 'confirmed' });
  });
});

it.each(['OPEN', 'PAYING', 'PAID', 'COMPLETE'] as const)('%s ends with its event', (state) => {
  const step = next({ state, eventCancelled: true, hold: 'CONFIRMED', ...paid });
  expect(step).toEqual({ do: 'move', event: 'end', reason: 'event_cancelled' });
});

it('somebody looks again at whatever is under way, and at an open order after its hold', () => {
  expect(look({})).toBe(100_000 + 60_000);
  expect(look({ state: 'PAYING', payments: [paymentOf()] })).toBe(15_000);
  expect(look({ state: 'PAYING', payments: [paymentOf({ state: 'PENDING' })] })).toBe(3_000);
  expect(look({ state: 'PAID', ...paid })).toBe(3_000);
  expect(look({ state: 'COMPLETE', hold: 'CONFIRMED', ...paid })).toBeNull();
  expect(look({ ...ending, ...paid, refunds: [refundOf({ state: 'FAILED' })] })).toBe(30_000);
});
