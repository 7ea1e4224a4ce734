/** Facts for the tests of the model. */
import type { Uuid } from '../../lib/uuid-v7.ts';
import type { OrderFacts, PaymentFacts, RefundFacts } from './facts.ts';
import type { Patience } from './next-step.ts';

export const uuid = (n: number): Uuid =>
  `01890000-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as Uuid;

export const nowMs = 1_900_000_000_000;
export const patience: Patience = {
  chargeUnknownMs: 15_000,
  chargePendingMs: 60_000,
  refundRetryMs: 30_000,
  lookAfterMs: 3_000,
};

export const factsOf = (change: Partial<OrderFacts> = {}): OrderFacts => ({
  eventId: 1,
  id: uuid(1),
  reservationId: uuid(2),
  state: 'OPEN',
  endReason: null,
  version: 1,
  wakes: 0,
  totalMinor: 1_000,
  currency: 'KRW',
  promoCode: null,
  paymentId: null,
  released: false,
  payments: [],
  refunds: [],
  hold: 'PENDING',
  holdEndsAtMs: nowMs + 100_000,
  eventCancelled: false,
  isReturned: false,
  nowMs,
  ...change,
});

export const paymentOf = (change: Partial<PaymentFacts> = {}): PaymentFacts => ({
  id: uuid(10),
  key: uuid(11),
  state: 'STARTED',
  amountMinor: 1_000,
  ref: null,
  declineCode: null,
  createdAtMs: nowMs,
  ...change,
});

export const refundOf = (change: Partial<RefundFacts> = {}): RefundFacts => ({
  paymentId: uuid(10),
  key: uuid(12),
  state: 'REQUESTED',
  amountMinor: 1_000,
  attempts: 1,
  changedAtMs: nowMs,
  ...change,
});
