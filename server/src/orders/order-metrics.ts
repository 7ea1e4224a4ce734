/** What operators see of the money: attempts, refunds, where orders go, and whether anything is stuck. */
import type { Metrics } from '../ops/metrics.ts';
import { type PaymentState, paymentStates, type RefundState, refundStates } from './model/facts.ts';
import { type OrderState, orderStates } from './model/order-table.ts';

export type OrderMetrics = {
  payment(state: PaymentState): void;
  refund(state: RefundState): void;
  order(state: OrderState): void;
  /** The provider gave no answer, or a useless one. */
  unreachable(): void;
  webhook(outcome: WebhookOutcome): void;
  /** Told by a worker: how many orders have something under way, and the oldest for how long. */
  unsettled(count: number, oldestMs: number): void;
};

const webhookOutcomes = ['applied', 'repeated', 'no_news', 'unknown', 'refused'] as const;
export type WebhookOutcome = (typeof webhookOutcomes)[number];

export function createOrderMetrics(metrics: Metrics): OrderMetrics {
  const counters = <Key extends string>(
    name: string,
    help: string,
    label: string,
    keys: readonly Key[],
  ) =>
    new Map(keys.map((key) => [key, metrics.counter(name, help, { [label]: key.toLowerCase() })]));
  const payments = counters(
    'payments_total',
    'Changes of payments, by new state.',
    'state',
    paymentStates,
  );
  const refunds = counters(
    'refunds_total',
    'Changes of refunds, by new state.',
    'state',
    refundStates,
  );
  const orders = counters('orders_total', 'Changes of orders, by new state.', 'state', orderStates);
  const webhooks = counters(
    'payment_webhooks_total',
    'Messages of providers.',
    'outcome',
    webhookOutcomes,
  );
  const unreachable = metrics.counter(
    'payment_provider_unreachable_total',
    'Calls to the provider whose outcome is unknown.',
  );
  const state = { count: 0, oldestMs: 0 };
  metrics.gauge('orders_unsettled', 'Orders with something under way.', () => state.count);
  metrics.gauge(
    'orders_unsettled_oldest_seconds',
    'For how long the oldest order with something under way has had it.',
    () => state.oldestMs / 1_000,
  );
  return {
    payment: (one) => payments.get(one)?.add(),
    refund: (one) => refunds.get(one)?.add(),
    order: (one) => orders.get(one)?.add(),
    unreachable: () => unreachable.add(),
    webhook: (outcome) => webhooks.get(outcome)?.add(),
    unsettled: (count, oldestMs) => Object.assign(state, { count, oldestMs }),
  };
}
