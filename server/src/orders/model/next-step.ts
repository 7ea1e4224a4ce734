/**
 * What is to be done next for an order, from nothing but its facts: so whoever looks at it (the buyer's
 * request, a message of the provider, the outbox, the worker after a crash) goes on in the same way.
 */
import type { EndReason } from '@onsale/contract/order.ts';
import type { Uuid } from '../../lib/uuid-v7.ts';
import {
  isUnderWay,
  type OrderFacts,
  owedBack,
  type PaymentFacts,
  type RefundFacts,
} from './facts.ts';
import type { OrderEvent } from './order-table.ts';

/** How long is waited for whom, in ms. */
export type Patience = {
  /** After this a charge that the provider does not know is called off. */
  readonly chargeUnknownMs: number;
  /** After this a charge that is still pending is called off: while the hold still lasts. */
  readonly chargePendingMs: number;
  /** Before a failed refund is asked for again; doubles with each attempt up to a day. */
  readonly refundRetryMs: number;
  /** Before a worker looks at what a request or a message should have finished. */
  readonly lookAfterMs: number;
};

export type NextStep =
  | { readonly do: 'nothing' }
  /** Ask the provider what became of it. */
  | { readonly do: 'find_charge'; readonly payment: PaymentFacts }
  | { readonly do: 'cancel_charge'; readonly payment: PaymentFacts }
  | { readonly do: 'confirm_hold' }
  | { readonly do: 'cancel_hold' }
  /** Revoke the tickets of places that are no longer its own. */
  | { readonly do: 'release' }
  | { readonly do: 'ask_refund'; readonly paymentId: Uuid }
  | { readonly do: 'send_refund'; readonly refund: RefundFacts; readonly payment: PaymentFacts }
  | { readonly do: 'find_refund'; readonly refund: RefundFacts }
  | { readonly do: 'move'; readonly event: OrderEvent; readonly reason?: EndReason };

const DAY_MS = 86_400_000;

export const refundRetryMs = ({ attempts }: RefundFacts, patience: Patience): number =>
  Math.min(DAY_MS, patience.refundRetryMs * 2 ** Math.min(attempts - 1, 20));

const hasPlaces = ({ hold }: OrderFacts): boolean =>
  hold === 'PENDING' || hold === 'LAPSED' || hold === 'CONFIRMED';

export function nextStep(facts: OrderFacts, patience: Patience): NextStep {
  return (
    cancelledEventStep(facts) ??
    chargeStep(facts, patience) ??
    placesStep(facts) ??
    refundStep(facts, patience) ??
    endStep(facts)
  );
}

/** Whatever is not ending already ends with its event. */
function cancelledEventStep({ state, eventCancelled }: OrderFacts): NextStep | undefined {
  if (!eventCancelled || state === 'ENDING' || state === 'ENDED') return undefined;
  return { do: 'move', event: 'end', reason: 'event_cancelled' };
}

function chargeStep(facts: OrderFacts, patience: Patience): NextStep | undefined {
  const payment = facts.payments.find(isUnderWay);
  if (payment === undefined) return undefined;
  const ageMs = facts.nowMs - payment.createdAtMs;
  const patienceMs =
    payment.state === 'STARTED' ? patience.chargeUnknownMs : patience.chargePendingMs;
  // Nobody wants it any more, or it took too long.
  const isUnwanted = facts.state !== 'PAYING' || ageMs >= patienceMs;
  return { do: isUnwanted ? 'cancel_charge' : 'find_charge', payment };
}

function placesStep(facts: OrderFacts): NextStep | undefined {
  const { state, hold, isReturned } = facts;
  switch (state) {
    case 'OPEN':
      // A lapsed hold is left to the sweeper: then the outbox says so, once and to everybody.
      return hold === 'PENDING' || hold === 'LAPSED' || hold === 'CONFIRMED'
        ? undefined
        : { do: 'move', event: 'reservation_ended', reason: 'expired' };
    case 'PAID':
      return { do: 'confirm_hold' };
    case 'COMPLETE':
      return hold === 'CONFIRMED'
        ? undefined
        : {
            do: 'move',
            event: 'reservation_ended',
            reason: isReturned ? 'returned' : 'cancelled_by_buyer',
          };
    case 'ENDING':
      if (hasPlaces(facts)) return { do: 'cancel_hold' };
      return facts.released ? undefined : { do: 'release' };
    case 'ENDED':
      return hold === 'CONFIRMED' ? { do: 'move', event: 'confirmed' } : undefined;
    case 'PAYING':
      return undefined;
    default:
      return state satisfies never;
  }
}

function refundStep(facts: OrderFacts, patience: Patience): NextStep | undefined {
  for (const payment of owedBack(facts)) {
    const refund = facts.refunds.find((one) => one.paymentId === payment.id);
    if (refund === undefined) return { do: 'ask_refund', paymentId: payment.id };
    if (refund.state === 'REQUESTED') return { do: 'send_refund', refund, payment };
    if (refund.state === 'PENDING') return { do: 'find_refund', refund };
    const isDue = facts.nowMs - refund.changedAtMs >= refundRetryMs(refund, patience);
    if (refund.state === 'FAILED' && isDue) return { do: 'ask_refund', paymentId: payment.id };
  }
  return undefined;
}

function endStep(facts: OrderFacts): NextStep {
  if (facts.state !== 'ENDING') return { do: 'nothing' };
  const isOwing = owedBack(facts).some(
    ({ id }) => !facts.refunds.some((one) => one.paymentId === id && one.state === 'SUCCEEDED'),
  );
  return isOwing ? { do: 'nothing' } : { do: 'move', event: 'given_back' };
}

/** Is anything under way that a worker has to look at again? */
export const isAtRest = (facts: OrderFacts): boolean =>
  (facts.state === 'OPEN' || facts.state === 'COMPLETE' || facts.state === 'ENDED') &&
  !facts.payments.some(isUnderWay) &&
  owedBack(facts).every(({ id }) =>
    facts.refunds.some((one) => one.paymentId === id && one.state === 'SUCCEEDED'),
  );

/**
 * In how many ms a worker should look at the order, should nobody else finish it; null when it is at
 * rest. An open order is looked at when its hold must be over, in case nobody told of its end.
 */
export function lookInMs(facts: OrderFacts, patience: Patience): number | null {
  const { nowMs, holdEndsAtMs } = facts;
  if (isAtRest(facts)) {
    if (facts.state !== 'OPEN') return null;
    return Math.max(patience.lookAfterMs, (holdEndsAtMs ?? nowMs) - nowMs) + OVERDUE_MS;
  }
  const started = facts.payments.some(({ state }) => state === 'STARTED');
  if (started) return patience.chargeUnknownMs;
  const failed = facts.refunds.find(({ state }) => state === 'FAILED');
  const isWaiting =
    failed !== undefined && facts.refunds.every(({ state }) => state !== 'REQUESTED');
  return isWaiting ? refundRetryMs(failed, patience) : patience.lookAfterMs;
}

/** A hold that is over by so much has been swept, and told. */
const OVERDUE_MS = 60_000;
