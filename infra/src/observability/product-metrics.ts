/**
 * What the server counts and offers to Prometheus on port 9464, with the labels of each metric. A
 * test compares this table with the server's source, so that no dashboard asks for what is missing.
 */
type Kind = 'counter' | 'gauge' | 'histogram';

export type ProductMetric = { readonly kind: Kind; readonly labels: readonly string[] };

const counter = (...labels: readonly string[]): ProductMetric => ({ kind: 'counter', labels });
const gauge = (...labels: readonly string[]): ProductMetric => ({ kind: 'gauge', labels });
const histogram = (...labels: readonly string[]): ProductMetric => ({ kind: 'histogram', labels });

export const productMetrics: Readonly<Record<string, ProductMetric>> = {
  cache_requests_total: counter('cache', 'result'),
  db_pool_connections: gauge('state'),
  http_server_refusals_total: counter('code'),
  http_server_request_duration_seconds: histogram('route', 'status_class'),
  http_server_requests_in_flight: gauge(),
  identity_password_hashes: gauge(),
  inventory_batch_commands: histogram('lane'),
  inventory_fallbacks_total: counter('lane'),
  inventory_queue_depth: gauge(),
  inventory_refused_from_memory_total: counter(),
  inventory_wait_seconds: histogram(),
  live_dropped_total: counter(),
  live_opened_total: counter(),
  live_refused_total: counter(),
  live_skipped_total: counter(),
  live_snapshots_total: counter(),
  live_streams: gauge(),
  live_topics: gauge(),
  orders_total: counter('state'),
  orders_unsettled: gauge(),
  orders_unsettled_oldest_seconds: gauge(),
  outbox_lag_seconds: gauge(),
  outbox_waiting_rows: gauge(),
  payment_provider_unreachable_total: counter(),
  payment_webhooks_total: counter('outcome'),
  payments_total: counter('state'),
  process_cpu_seconds_total: counter(),
  process_event_loop_delay_seconds: gauge('quantile'),
  process_event_loop_utilization_ratio: gauge(),
  process_heap_used_bytes: gauge(),
  process_resident_memory_bytes: gauge(),
  process_start_time_seconds: gauge(),
  refunds_total: counter('state'),
  tickets_issued_total: counter(),
  tickets_revoked_total: counter(),
  tickets_waiting_rows: gauge(),
};
