/**
 * The metrics of the process and its HTTP server, in one table for those who build dashboards. The
 * modules register theirs beside the code that counts.
 */
export const metricTable = {
  http_server_request_duration_seconds: {
    kind: 'histogram',
    labels: ['route', 'status_class'],
    help: 'From the first byte of a request to the hand-over of its answer, by route and class.',
    bounds: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  http_server_requests_in_flight: {
    kind: 'gauge',
    labels: [],
    help: 'Requests whose handler has begun and not yet answered.',
  },
  http_server_refusals_total: {
    kind: 'counter',
    labels: ['code'],
    help: 'Refusals by code of the error table.',
  },
  process_event_loop_delay_seconds: {
    kind: 'gauge',
    labels: ['quantile'],
    help: 'How late timers fired since the last scrape.',
  },
  process_event_loop_utilization_ratio: {
    kind: 'gauge',
    labels: [],
    help: 'Share of the time since the last scrape that the event loop was busy.',
  },
  process_resident_memory_bytes: {
    kind: 'gauge',
    labels: [],
    help: 'Memory of the process.',
  },
  process_heap_used_bytes: { kind: 'gauge', labels: [], help: 'Live part of the V8 heap.' },
  process_cpu_seconds_total: {
    kind: 'counter',
    labels: [],
    help: 'Processor time of the process, user and system.',
  },
  process_start_time_seconds: {
    kind: 'gauge',
    labels: [],
    help: 'When the process started, in seconds since the epoch.',
  },
  db_pool_connections: {
    kind: 'gauge',
    labels: ['state'],
    help: 'Connections of the pool by state, and callers waiting for one.',
  },
} as const;
