/**
 * What the server says of itself, where a collector passes it on to CloudWatch: metrics by `role`
 * and the labels that the server gives them.
 */
import type { ProductAlarms } from '../../../config/monitoring-config.ts';
import { type AlarmSpec, single } from '../alarm-spec.ts';
import { metricsOf, type Statistic } from '../metric.ts';

export type MonitoredProduct = {
  /** The namespace that the collectors write to. */
  readonly namespace: string;
};

export const productMetric =
  ({ namespace }: MonitoredProduct, role: 'api' | 'worker') =>
  (name: string, statistic: Statistic, labels: Readonly<Record<string, string>> = {}) =>
    metricsOf(namespace, { role, ...labels })(name, statistic);

export function productAlarms(
  product: MonitoredProduct,
  alarms: ProductAlarms,
): readonly AlarmSpec[] {
  const worker = productMetric(product, 'worker');
  // Silence: the collector is no essential part of a task, and a missing worker has its own alarm.
  const above = { comparison: '>', missing: 'unknown' } as const;
  return [
    {
      ...above,
      name: 'outbox-lag',
      summary: 'Changes wait to be told: pages are stale, tickets come late.',
      measure: single(worker('outbox_lag_seconds', 'Maximum')),
      alarm: alarms.outboxLagSeconds,
      runbook: 'outbox-behind',
    },
    {
      ...above,
      name: 'unsettled-orders',
      summary: 'An order has had something under way for long: its payment is not settled.',
      measure: single(worker('orders_unsettled_oldest_seconds', 'Maximum')),
      alarm: alarms.unsettledOrderSeconds,
      runbook: 'payments-unanswered',
    },
  ];
}
