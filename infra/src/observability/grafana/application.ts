/** The application: requests, errors, latency, and whether its own machinery keeps up. */
import type { Board, Panel } from './model.ts';

const duration = 'http_server_request_duration_seconds';
const inScope = 'namespace=~"$namespace"';
const common = { kind: 'timeseries', datasource: 'prometheus' } as const;

const rateOf = (status: string): string =>
  `sum(rate(${duration}_count{${inScope},status_class="${status}"}[$__rate_interval]))`;
const allRequests = `sum(rate(${duration}_count{${inScope}}[$__rate_interval]))`;

const bucketRate = `rate(${duration}_bucket{${inScope}}[$__rate_interval])`;
const quantile = (share: number, by = ''): string =>
  `histogram_quantile(${share}, sum by (le${by}) (${bucketRate}))`;

const requests: readonly Panel[] = [
  {
    ...common,
    title: 'Request rate',
    description: 'Requests a second, by class of their status.',
    unit: 'reqps',
    targets: ['2xx', '3xx', '4xx', '5xx'].map((status) => ({
      expr: rateOf(status),
      legend: status,
    })),
  },
  {
    ...common,
    title: 'Error rate',
    description: 'Share of answers by class. From 5 % of 5xx on an alarm rings.',
    unit: 'percentunit',
    limit: 0.05,
    targets: ['4xx', '5xx'].map((status) => ({
      expr: `${rateOf(status)} / ${allRequests}`,
      legend: status,
    })),
  },
  {
    ...common,
    title: 'Latency',
    description: 'From the first byte of a request to its answer. The goal is a p99 below 300 ms.',
    unit: 's',
    limit: 0.3,
    targets: [
      { expr: quantile(0.5), legend: 'p50' },
      { expr: quantile(0.95), legend: 'p95' },
      { expr: quantile(0.99), legend: 'p99' },
    ],
  },
  {
    ...common,
    title: 'Throughput by route',
    description: 'The ten busiest routes.',
    unit: 'reqps',
    width: 12,
    targets: [
      {
        expr: `topk(10, sum by (route) (rate(${duration}_count{${inScope}}[$__rate_interval])))`,
        legend: '{{route}}',
      },
    ],
  },
  {
    ...common,
    title: 'p99 by route',
    description: 'The ten slowest routes.',
    unit: 's',
    width: 12,
    targets: [{ expr: `topk(10, ${quantile(0.99, ', route')})`, legend: '{{route}}' }],
  },
];

const machinery: readonly Panel[] = [
  {
    ...common,
    title: 'Bookings waiting',
    description: 'Commands that wait for a batch or are in one.',
    unit: 'short',
    targets: [{ expr: `sum by (pod) (inventory_queue_depth{${inScope}})`, legend: '{{pod}}' }],
  },
  {
    ...common,
    title: 'Outbox lag',
    description: 'Age of the oldest change that nobody has heard of yet.',
    unit: 's',
    limit: 5,
    targets: [{ expr: `max(outbox_lag_seconds{${inScope}})`, legend: 'lag' }],
  },
  {
    ...common,
    title: 'Database connections',
    description: 'Of all pools. Waiting callers mean that the pools are too small or queries slow.',
    unit: 'short',
    targets: [{ expr: `sum by (state) (db_pool_connections{${inScope}})`, legend: '{{state}}' }],
  },
  {
    ...common,
    title: 'Event loop',
    description: 'How late timers fire, p99. Above 100 ms everything waits for something.',
    unit: 's',
    limit: 0.1,
    targets: [
      {
        expr: `max by (pod) (process_event_loop_delay_seconds{${inScope},quantile="0.99"})`,
        legend: '{{pod}}',
      },
    ],
  },
  {
    ...common,
    title: 'Memory',
    description: 'Resident memory of each process.',
    unit: 'bytes',
    targets: [
      { expr: `sum by (pod) (process_resident_memory_bytes{${inScope}})`, legend: '{{pod}}' },
    ],
  },
  {
    ...common,
    title: 'Cache hit rate',
    description: 'Look-ups of events that needed no database. Below 80 % an alarm rings.',
    unit: 'percentunit',
    targets: [
      {
        expr:
          `sum(rate(cache_requests_total{${inScope},result="hit"}[$__rate_interval])) / ` +
          `sum(rate(cache_requests_total{${inScope}}[$__rate_interval]))`,
        legend: 'hits',
      },
    ],
  },
];

export const applicationBoard: Board = {
  uid: 'onsale-application',
  title: 'Onsale: application',
  tags: ['onsale', 'application'],
  variables: [
    { kind: 'datasource', name: 'prometheus' },
    { kind: 'label', name: 'namespace', query: 'label_values(live_streams, namespace)' },
  ],
  rows: [
    { title: 'Requests', panels: requests },
    { title: 'Machinery', panels: machinery },
  ],
};
