/**
 * From what has happened to an order to the change that it makes: the order's next state by the table,
 * and the payment or refund that goes with it. Pure; `commit-move.ts` writes a move in one statement,
 * and only if the order is still as it was.
 */
import type { EndReason } from '@onsale/contract/order.ts';
import type { Uuid } from '../../lib/uuid-v7.ts';
import type { ChargeState, RefundState as ProviderRefund } from '../../payments/provider.ts';
import {
  isUnderWay,
  type OrderFacts,
  type PaymentFacts,
  type PaymentState,
  type RefundFacts,
  type RefundState,
  rowOf,
} from './facts.ts';
import { type Edge, type OrderEvent, orderTable } from './order-table.ts';

/** The facts after it, and which payment or refund is to be written. */
export type Move = {
  readonly next: OrderFacts;
  readonly payment?: PaymentFacts;
  readonly refund?: RefundFacts;
};

/** What the table says, as the facts that follow; undefined when the order stays as it is. */
function follow(facts: OrderFacts, event: OrderEvent, reason?: EndReason): OrderFacts | undefined {
  const edge: Edge = orderTable[rowOf(facts)][event];
  if (edge === 'keep' || 'refuse' in edge) return undefined;
  const { to } = edge;
  const ends = to === 'ENDING' || to === 'ENDED';
  return {
    ...facts,
    state: to,
    endReason: ends ? (facts.endReason ?? reason ?? 'places_lost') : null,
    paymentId: to === 'OPEN' || to === 'PAYING' ? null : facts.paymentId,
    // What turns up after the end has to be released once more.
    released: to === 'ENDED' ? facts.released : false,
  };
}

/** An event that concerns the order alone. */
export function orderMove(
  facts: OrderFacts,
  event: OrderEvent,
  reason?: EndReason,
): Move | undefined {
  const next = follow(facts, event, reason);
  return next && { next };
}

const put = <Item>(list: readonly Item[], item: Item, is: (one: Item) => boolean): Item[] =>
  list.some(is) ? list.map((one) => (is(one) ? item : one)) : [...list, item];

const withPayment = (facts: OrderFacts, payment: PaymentFacts): OrderFacts => ({
  ...facts,
  payments: put(facts.payments, payment, (one) => one.id === payment.id),
});

const withRefund = (facts: OrderFacts, refund: RefundFacts): OrderFacts => ({
  ...facts,
  refunds: put(facts.refunds, refund, (one) => one.paymentId === refund.paymentId),
});

/** A payment begins. Of an order that costs nothing it succeeds in the same moment. */
export function startMove(facts: OrderFacts, id: Uuid, key: Uuid): Move | undefined {
  const paying = follow(facts, 'pay');
  if (paying === undefined) return undefined;
  const isFree = facts.totalMinor === 0;
  const payment: PaymentFacts = {
    id,
    key,
    state: isFree ? 'SUCCEEDED' : 'STARTED',
    amountMinor: facts.totalMinor,
    ref: null,
    declineCode: null,
    createdAtMs: facts.nowMs,
  };
  const paid = isFree ? follow(paying, 'charge_succeeded') : undefined;
  const next = paid === undefined ? paying : { ...paid, paymentId: id };
  return { next: withPayment(next, payment), payment };
}

/**
 * Its use of a promo code was freed when it lapsed, and may be somebody else's by now: money that comes
 * after all cannot buy at that price, and goes back.
 */
const hasLostItsCode = (facts: OrderFacts): boolean =>
  rowOf(facts) === 'LAPSED' && facts.promoCode !== null;

/** What the provider says of a charge; undefined when it is no news. */
export function chargeMove(
  facts: OrderFacts,
  paymentId: Uuid,
  charge: ChargeState,
): Move | undefined {
  const before = facts.payments.find((one) => one.id === paymentId);
  // Money that has come in stays what it is, whatever message comes late.
  if (before === undefined || before.state === 'SUCCEEDED') return undefined;
  const settle = (state: PaymentState, event: OrderEvent, ref?: string, code?: string): Move => {
    const payment = {
      ...before,
      state,
      ref: ref ?? before.ref,
      declineCode: code ?? null,
    };
    const wasTheOne = isUnderWay(before);
    const isOrderEvent = wasTheOne || event === 'charge_succeeded' || event === 'surplus_succeeded';
    const moved = (isOrderEvent ? follow(facts, event) : undefined) ?? facts;
    const pays = event === 'charge_succeeded' && moved.state === 'PAID' && facts.state !== 'PAID';
    const next = pays ? { ...moved, paymentId } : moved;
    return { next: withPayment(next, payment), payment };
  };
  switch (charge.state) {
    case 'succeeded':
      return settle(
        'SUCCEEDED',
        before.amountMinor === facts.totalMinor && !hasLostItsCode(facts)
          ? 'charge_succeeded'
          : 'surplus_succeeded',
        charge.ref,
      );
    case 'declined':
      if (!isUnderWay(before)) return undefined;
      return settle('DECLINED', 'charge_declined', charge.ref, charge.code);
    case 'cancelled':
      if (!isUnderWay(before)) return undefined;
      return settle('CANCELLED', 'charge_cancelled');
    case 'pending': {
      if (before.state !== 'STARTED') return undefined;
      const payment: PaymentFacts = { ...before, state: 'PENDING', ref: charge.ref };
      return { next: withPayment(facts, payment), payment };
    }
    case 'missing':
      return undefined;
    default:
      return charge satisfies never;
  }
}

/** All of a payment is to be given back; once per payment. */
export function askRefundMove(facts: OrderFacts, paymentId: Uuid, key: Uuid): Move | undefined {
  const payment = facts.payments.find((one) => one.id === paymentId);
  const known = facts.refunds.find((one) => one.paymentId === paymentId);
  if (payment?.state !== 'SUCCEEDED' || payment.amountMinor === 0) return undefined;
  if (known !== undefined && known.state !== 'FAILED') return undefined;
  const refund: RefundFacts = {
    paymentId,
    key,
    state: 'REQUESTED',
    amountMinor: payment.amountMinor,
    attempts: (known?.attempts ?? 0) + 1,
    changedAtMs: facts.nowMs,
  };
  return { next: withRefund(facts, refund), refund };
}

/** What the provider says of a refund; undefined when it is no news. */
export function refundMove(facts: OrderFacts, key: Uuid, answer: ProviderRefund): Move | undefined {
  const before = facts.refunds.find((one) => one.key === key);
  if (before === undefined || before.state === 'SUCCEEDED') return undefined;
  const state = toRefundState(answer);
  if (state === undefined || state === before.state) return undefined;
  // "Pending" after "failed" is an old message; "succeeded" after it is money that went out.
  if (before.state === 'FAILED' && state !== 'SUCCEEDED') return undefined;
  const refund = { ...before, state, changedAtMs: facts.nowMs };
  return { next: withRefund(facts, refund), refund };
}

function toRefundState({ state }: ProviderRefund): RefundState | undefined {
  switch (state) {
    case 'succeeded':
      return 'SUCCEEDED';
    case 'failed':
      return 'FAILED';
    case 'pending':
      return 'PENDING';
    case 'missing':
      return undefined;
    default:
      return state satisfies never;
  }
}

/** Its places are free and its tickets revoked. */
export const releaseMove = (facts: OrderFacts): Move | undefined =>
  facts.state === 'ENDING' && !facts.released ? { next: { ...facts, released: true } } : undefined;
