/** Makes a move durable: if the order is still what the move was decided on, and told in the outbox. */
import type { Queryable } from '../lib/db.ts';
import { sqlState } from '../lib/db-errors.ts';
import {
  type OrderFacts,
  type PaymentFacts,
  paymentStates,
  type RefundFacts,
  refundStates,
} from './model/facts.ts';
import type { Move } from './model/moves.ts';
import { lookInMs, type Patience } from './model/next-step.ts';
import { orderStates } from './model/order-table.ts';
import { moveOrder } from './sql/move-order.ts';

/** What the outbox says of an order: ids and its state, nothing about a person. */
export type OrderPayload = {
  readonly v: 1;
  readonly kind: 'order';
  /** The order and its reservation. */
  readonly o: string;
  readonly r: string;
  /** The state it is in now, and the version that this made. */
  readonly s: OrderFacts['state'];
  readonly n: number;
  readonly why?: string;
};

export const orderPayload = (
  order: Pick<OrderFacts, 'id' | 'reservationId' | 'state' | 'endReason'>,
  version: number,
): OrderPayload => ({
  v: 1,
  kind: 'order',
  o: order.id,
  r: order.reservationId,
  s: order.state,
  n: version,
  ...(order.endReason === null ? {} : { why: order.endReason }),
});

/** Thrown when the id chosen for a payment belongs to another order of the event. */
export class PaymentIdTaken extends Error {
  override name = 'PaymentIdTaken';
}

const DIVISION_BY_ZERO = '22012';

/** Answers the facts after it; undefined: the order has moved on, read it again. */
export async function commitMove(
  db: Queryable,
  { next, payment, refund }: Move,
  patience: Patience,
  provider: string,
): Promise<OrderFacts | undefined> {
  const values = [
    next.eventId,
    next.id,
    next.version,
    orderStates.indexOf(next.state),
    next.endReason,
    next.paymentId,
    next.released,
    lookInMs(next, patience),
    ...paymentValues(payment, next.currency, provider),
    ...refundValues(refund),
    JSON.stringify(orderPayload(next, next.version + 1)),
    next.wakes,
  ];
  try {
    const [written] = await db.query(moveOrder, values);
    return written && { ...next, version: written.version };
  } catch (error) {
    if (sqlState(error) === DIVISION_BY_ZERO) throw new PaymentIdTaken();
    throw error;
  }
}

function paymentValues(
  payment: PaymentFacts | undefined,
  currency: string,
  provider: string,
): unknown[] {
  if (payment === undefined) return Array.from({ length: 8 }, () => null);
  return [
    payment.id,
    payment.key,
    provider,
    paymentStates.indexOf(payment.state),
    payment.amountMinor,
    currency,
    payment.ref,
    payment.declineCode,
  ];
}

function refundValues(refund: RefundFacts | undefined): unknown[] {
  if (refund === undefined) return Array.from({ length: 5 }, () => null);
  return [
    refund.paymentId,
    refund.key,
    refundStates.indexOf(refund.state),
    refund.amountMinor,
    refund.attempts,
  ];
}
