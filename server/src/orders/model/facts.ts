/**
 * Everything that decides what happens next to an order, read in one statement. Plain data; times are
 * ms since the epoch by the database's clock, amounts in minor units.
 */
import type { EndReason } from '@onsale/contract/order.ts';
import type { Uuid } from '../../lib/uuid-v7.ts';
import type { OrderRow, OrderState } from './order-table.ts';

/** As stored: the index is the value in the database. */
export const paymentStates = ['STARTED', 'PENDING', 'SUCCEEDED', 'DECLINED', 'CANCELLED'] as const;
export type PaymentState = (typeof paymentStates)[number];

export const refundStates = ['REQUESTED', 'PENDING', 'SUCCEEDED', 'FAILED'] as const;
export type RefundState = (typeof refundStates)[number];

export type PaymentFacts = {
  readonly id: Uuid;
  /** Names the charge at the provider. */
  readonly key: Uuid;
  readonly state: PaymentState;
  readonly amountMinor: number;
  readonly ref: string | null;
  readonly declineCode: string | null;
  readonly createdAtMs: number;
};

export type RefundFacts = {
  readonly paymentId: Uuid;
  readonly key: Uuid;
  readonly state: RefundState;
  readonly amountMinor: number;
  readonly attempts: number;
  readonly changedAtMs: number;
};

/** LAPSED: stored as PENDING, but its time is over. GONE: no such row any more. */
export type HoldState = 'PENDING' | 'LAPSED' | 'CONFIRMED' | 'EXPIRED' | 'CANCELLED' | 'GONE';

export type OrderFacts = {
  readonly eventId: number;
  readonly id: Uuid;
  readonly reservationId: Uuid;
  readonly state: OrderState;
  readonly endReason: EndReason | null;
  readonly version: number;
  /** How often something was heard of its reservation. */
  readonly wakes: number;
  readonly totalMinor: number;
  readonly currency: string;
  /** Its promo code, whether it still has a use of it or not. */
  readonly promoCode: string | null;
  /** The payment that pays it. */
  readonly paymentId: Uuid | null;
  /** Its places were given back and its tickets revoked. */
  readonly released: boolean;
  readonly payments: readonly PaymentFacts[];
  readonly refunds: readonly RefundFacts[];
  readonly hold: HoldState;
  /** When the hold ends; null when it is none. */
  readonly holdEndsAtMs: number | null;
  readonly eventCancelled: boolean;
  /** Its buyer gave it to the waiting list, and somebody has taken its places over. */
  readonly isReturned: boolean;
  readonly nowMs: number;
};

export const rowOf = ({ state, endReason }: Pick<OrderFacts, 'state' | 'endReason'>): OrderRow =>
  state === 'ENDED' && endReason === 'expired' ? 'LAPSED' : state;

export const isUnderWay = ({ state }: PaymentFacts): boolean =>
  state === 'STARTED' || state === 'PENDING';

/** Money that is in and has not been given back, in minor units. */
export const netMinor = ({ payments, refunds }: OrderFacts): number =>
  payments.reduce((sum, one) => sum + (one.state === 'SUCCEEDED' ? one.amountMinor : 0), 0) -
  refunds.reduce((sum, one) => sum + (one.state === 'SUCCEEDED' ? one.amountMinor : 0), 0);

/** Payments that succeeded and whose money is not to stay here. */
export const owedBack = (facts: OrderFacts): readonly PaymentFacts[] =>
  facts.payments.filter(
    (one) =>
      one.state === 'SUCCEEDED' &&
      one.amountMinor > 0 &&
      (one.id !== facts.paymentId || facts.state === 'ENDING' || facts.state === 'ENDED'),
  );
