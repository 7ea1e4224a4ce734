/**
 * Which of the server's metrics CloudWatch gets. Each combination of labels is billed as a metric
 * of its own, so these are the ones that somebody looks at, by role and these labels.
 */
export const collectedMetrics: Readonly<Record<string, readonly string[]>> = {
  db_pool_connections: ['state'],
  http_server_refusals_total: ['code'],
  http_server_requests_in_flight: [],
  inventory_queue_depth: [],
  live_streams: [],
  orders_total: ['state'],
  orders_unsettled_oldest_seconds: [],
  outbox_lag_seconds: [],
  outbox_waiting_rows: [],
  payment_provider_unreachable_total: [],
  process_event_loop_utilization_ratio: [],
  tickets_issued_total: [],
};

/** Tells the api from the worker. */
export const roleLabel = 'role';
