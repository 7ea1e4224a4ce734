/** What happens to an order, and the change that it makes: news changes, repetitions and old news do not. */
import { describe, expect, it } from 'vitest';
import type { ChargeState } from '../../payments/provider.ts';
import { netMinor } from './facts.ts';
import {
  askRefundMove,
  chargeMove,
  orderMove,
  refundMove,
  releaseMove,
  startMove,
} from './moves.ts';
import { factsOf, paymentOf, refundOf, uuid } from './testing.ts';

const paying = factsOf({ state: 'PAYING', payments: [paymentOf()] });
const succeeded = { state: 'succeeded', ref: 'ch' } as const;
const declined = { state: 'declined', ref: 'ch', code: 'card_declined' } as const;
const charged = (charge: ChargeState, facts = paying) => chargeMove(facts, uuid(10), charge);

describe('starting a payment', () => {
  it('makes an open order PAYING with one payment under way', () => {
    const move = startMove(factsOf(), uuid(20), uuid(21));
    expect(move?.next).toMatchObject({ state: 'PAYING', paymentId: null });
    expect(move?.payment).toMatchObject({ id: uuid(20), key: uuid(21), state: 'STARTED' });
  });
  it('pays at once what costs nothing', () => {
    const move = startMove(factsOf({ totalMinor: 0 }), uuid(20), uuid(21));
    expect(move?.next).toMatchObject({ state: 'PAID', paymentId: uuid(20) });
    expect(move?.payment).toMatchObject({ state: 'SUCCEEDED', amountMinor: 0 });
  });
  it.each(['PAYING', 'PAID', 'COMPLETE', 'ENDING', 'ENDED'] as const)(
    'is no move in %s',
    (state) => {
      expect(startMove(factsOf({ state }), uuid(20), uuid(21))).toBeUndefined();
    },
  );
});

describe('a charge', () => {
  it('that succeeded pays the order', () => {
    expect(charged(succeeded)).toMatchObject({
      next: { state: 'PAID', paymentId: uuid(10) },
      payment: { state: 'SUCCEEDED', ref: 'ch' },
    });
  });
  it('that was declined or called off leaves the order open', () => {
    expect(charged(declined)).toMatchObject({
      next: { state: 'OPEN' },
      payment: { state: 'DECLINED', declineCode: 'card_declined' },
    });
    expect(charged({ state: 'cancelled' })).toMatchObject({
      next: { state: 'OPEN' },
      payment: { state: 'CANCELLED' },
    });
  });
  it('that is pending is noted once', () => {
    const move = charged({ state: 'pending', ref: 'ch' });
    expect(move).toMatchObject({ next: { state: 'PAYING' }, payment: { state: 'PENDING' } });
    expect(charged({ state: 'pending', ref: 'ch' }, move?.next)).toBeUndefined();
  });
  it('that nobody knows is no news', () => {
    expect(charged({ state: 'missing' })).toBeUndefined();
    expect(chargeMove(paying, uuid(99), succeeded)).toBeUndefined();
  });
  it('that succeeded stays so, whatever comes late', () => {
    const paid = charged(succeeded)?.next;
    for (const late of [
      succeeded,
      declined,
      { state: 'cancelled' },
      { state: 'pending', ref: 'x' },
    ]) {
      expect(charged(late as ChargeState, paid)).toBeUndefined();
    }
  });
  it('that had been given up and succeeded all the same counts', () => {
    const open = charged(declined)?.next;
    expect(charged(succeeded, open)).toMatchObject({ next: { state: 'PAID' } });
  });
  it('beyond the one that paid is kept apart, and its order stays as it is', () => {
    const complete = factsOf({
      state: 'COMPLETE',
      paymentId: uuid(30),
      payments: [
        paymentOf({ id: uuid(30), state: 'SUCCEEDED' }),
        paymentOf({ state: 'CANCELLED' }),
      ],
    });
    const move = charged(succeeded, complete);
    expect(move?.next).toMatchObject({ state: 'COMPLETE', paymentId: uuid(30) });
    expect(move?.payment).toMatchObject({ id: uuid(10), state: 'SUCCEEDED' });
  });
  it('of another amount never pays the order', () => {
    const open = factsOf({ payments: [paymentOf({ amountMinor: 999, state: 'DECLINED' })] });
    expect(charged(succeeded, open)?.next).toMatchObject({ state: 'OPEN', paymentId: null });
  });
  it('revives what had expired, and reopens the end of everything else', () => {
    const cancelled = [paymentOf({ state: 'CANCELLED' })];
    const lapsed = factsOf({ state: 'ENDED', endReason: 'expired', payments: cancelled });
    expect(charged(succeeded, lapsed)?.next).toMatchObject({ state: 'PAID', endReason: null });
    const ended = factsOf({ state: 'ENDED', endReason: 'cancelled_by_buyer', payments: cancelled });
    expect(charged(succeeded, ended)?.next).toMatchObject({
      state: 'ENDING',
      endReason: 'cancelled_by_buyer',
      released: false,
    });
  });
});

describe('a refund', () => {
  const ending = factsOf({
    state: 'ENDING',
    endReason: 'cancelled_by_buyer',
    paymentId: uuid(10),
    payments: [paymentOf({ state: 'SUCCEEDED' })],
  });
  it('is asked for once per payment, of all of it', () => {
    const move = askRefundMove(ending, uuid(10), uuid(40));
    expect(move?.refund).toMatchObject({ key: uuid(40), state: 'REQUESTED', amountMinor: 1_000 });
    expect(askRefundMove(move?.next ?? ending, uuid(10), uuid(41))).toBeUndefined();
  });
  it('is not asked for of money that never came', () => {
    const declinedOnly = { ...ending, payments: [paymentOf({ state: 'DECLINED' })] };
    expect(askRefundMove(declinedOnly, uuid(10), uuid(40))).toBeUndefined();
  });
  it('that failed is asked for under a new key, and counted', () => {
    const failed = { ...ending, refunds: [refundOf({ state: 'FAILED' })] };
    expect(askRefundMove(failed, uuid(10), uuid(41))?.refund).toMatchObject({
      key: uuid(41),
      attempts: 2,
    });
  });
  it('that succeeded leaves nothing, and stays so', () => {
    const asked = { ...ending, refunds: [refundOf()] };
    const move = refundMove(asked, uuid(12), { state: 'succeeded', ref: 're' });
    expect(netMinor(move?.next ?? asked)).toBe(0);
    for (const state of ['pending', 'failed', 'succeeded'] as const) {
      expect(refundMove(move?.next ?? asked, uuid(12), { state, ref: 're' })).toBeUndefined();
    }
  });
  it('that failed is not pending again', () => {
    const failed = { ...ending, refunds: [refundOf({ state: 'FAILED' })] };
    expect(refundMove(failed, uuid(12), { state: 'pending', ref: 're' })).toBeUndefined();
    expect(refundMove(failed, uuid(12), { state: 'succeeded', ref: 're' })).toBeDefined();
  });
});

it('a reason to end stays the first one', () => {
  const ending = orderMove(factsOf({ state: 'COMPLETE' }), 'cancel', 'cancelled_by_buyer')?.next;
  expect(ending).toMatchObject({ state: 'ENDING', endReason: 'cancelled_by_buyer' });
  expect(orderMove(ending ?? factsOf(), 'end', 'event_cancelled')).toBeUndefined();
  const ended = orderMove({ ...(ending ?? factsOf()), released: true }, 'given_back')?.next;
  expect(ended).toMatchObject({ state: 'ENDED', endReason: 'cancelled_by_buyer', released: true });
});

it('places are released once, and only while it ends', () => {
  const ending = factsOf({ state: 'ENDING', endReason: 'places_lost' });
  expect(releaseMove(ending)?.next.released).toBe(true);
  expect(releaseMove({ ...ending, released: true })).toBeUndefined();
  expect(releaseMove(factsOf({ state: 'COMPLETE' }))).toBeUndefined();
});
