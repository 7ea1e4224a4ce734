/** What the product says of itself: requests, errors, latency, its loops. */
import type { MonitoringConfig } from '../../config/monitoring-config.ts';
import { minutesOf, type RuleGroup, tierOf } from './rule.ts';

const requests = 'http_server_request_duration_seconds';
const quantile = (share: number): string =>
  `histogram_quantile(${share}, sum by (le) (rate(${requests}_bucket[5m])))`;

export const applicationRules = (config: MonitoringConfig): RuleGroup => {
  const { errorPercent, latencyP99Ms } = config.loadBalancer;
  return {
    name: 'application',
    recordings: [
      {
        record: 'application:http_requests:rate5m',
        expression: `sum by (status_class) (rate(${requests}_count[5m]))`,
      },
      {
        record: 'application:http_errors:ratio5m',
        expression:
          `(sum(rate(${requests}_count{status_class="5xx"}[5m])) or vector(0))` +
          ` / sum(rate(${requests}_count[5m]))`,
      },
      { record: 'application:http_latency_seconds:p50', expression: quantile(0.5) },
      { record: 'application:http_latency_seconds:p95', expression: quantile(0.95) },
      { record: 'application:http_latency_seconds:p99', expression: quantile(0.99) },
    ],
    alerts: [
      {
        alert: 'HttpErrorsHigh',
        expression: `application:http_errors:ratio5m > ${errorPercent.threshold / 100}`,
        forMinutes: minutesOf(errorPercent),
        tier: tierOf(errorPercent),
        summary: `Over ${errorPercent.threshold} % of requests fail with a status of 500 or more.`,
        runbook: 'http-errors',
      },
      {
        alert: 'HttpLatencyHigh',
        expression: `application:http_latency_seconds:p99 > ${latencyP99Ms.threshold / 1_000}`,
        forMinutes: minutesOf(latencyP99Ms),
        tier: tierOf(latencyP99Ms),
        summary: `One request in a hundred takes longer than ${latencyP99Ms.threshold} ms.`,
        runbook: 'slow-responses',
      },
      {
        alert: 'OutboxBehind',
        expression: 'max(outbox_lag_seconds) > 30',
        forMinutes: 5,
        tier: 'warning',
        summary: 'Events wait for {{ $value }} s before they are published.',
        runbook: 'outbox-behind',
      },
      {
        alert: 'OrdersUnsettled',
        expression: 'max(orders_unsettled_oldest_seconds) > 600',
        forMinutes: 5,
        tier: 'critical',
        summary: 'An order has waited for {{ $value }} s to be paid or given up.',
        runbook: 'payments-unanswered',
      },
      {
        alert: 'DatabaseConnectionsWaitedFor',
        expression: 'sum(db_pool_connections{state="waiting"}) > 10',
        forMinutes: 2,
        tier: 'warning',
        summary: '{{ $value }} callers wait for a connection to the database.',
        runbook: 'too-many-connections',
      },
      {
        alert: 'MetricsMissing',
        expression: `absent(${requests}_count)`,
        forMinutes: 10,
        tier: 'critical',
        summary: 'No pod tells of its requests: they are down, or nobody collects.',
        runbook: 'metrics-missing',
      },
    ],
  };
};
