/**
 * The business: what is reserved, sold, refused and refunded. The server counts orders by their new
 * state and requests by route; a reservation that nobody ordered ends without being counted.
 */
import type { Board, Panel, Target } from './model.ts';

const inScope = 'namespace=~"$namespace"';
const common = { kind: 'timeseries', datasource: 'prometheus', unit: 'short' } as const;

/** In each step of the graph. */
const increase = (selector: string): string => `sum(increase(${selector}[$__rate_interval]))`;
/** A route that was never called has no series yet, and a sum with it would be empty. */
const answered = (routes: string): string => {
  const calls = 'http_server_request_duration_seconds_count';
  const selector = `${calls}{${inScope},route=~"${routes}",status_class="2xx"}`;
  return `(${increase(selector)} or vector(0))`;
};
const orders = (state: string): string => increase(`orders_total{${inScope},state="${state}"}`);
const today = (selector: string): string => `sum(increase(${selector}[24h]))`;

const reservations: readonly Target[] = [
  { expr: answered('createReservation|partnerCreateReservation'), legend: 'created' },
  {
    expr: `${answered('confirmReservation')} + ${orders('paid')}`,
    legend: 'confirmed, by key or by payment',
  },
  { expr: orders('ended'), legend: 'orders ended: expired, cancelled or refunded' },
];

const sales: readonly Panel[] = [
  {
    ...common,
    kind: 'stat',
    title: 'Tickets issued, 24 h',
    description: 'Tickets that buyers got.',
    width: 6,
    targets: [{ expr: today(`tickets_issued_total{${inScope}}`), legend: 'tickets' }],
  },
  {
    ...common,
    kind: 'stat',
    title: 'Orders complete, 24 h',
    description: 'Paid, confirmed and with tickets.',
    width: 6,
    targets: [{ expr: today(`orders_total{${inScope},state="complete"}`), legend: 'orders' }],
  },
  {
    ...common,
    kind: 'stat',
    title: 'Active users',
    description: 'Open live streams: one for each page that shows an event.',
    width: 6,
    targets: [{ expr: `sum(live_streams{${inScope}})`, legend: 'streams' }],
  },
  {
    ...common,
    kind: 'stat',
    title: 'Oldest unsettled order',
    description:
      'For how long an order has had something under way. Minutes mean that it is stuck.',
    unit: 's',
    limit: 300,
    width: 6,
    targets: [{ expr: `max(orders_unsettled_oldest_seconds{${inScope}})`, legend: 'oldest' }],
  },
  {
    ...common,
    title: 'Reservations',
    description: 'Created, confirmed and ended.',
    width: 12,
    targets: reservations,
  },
  {
    ...common,
    title: 'Ticket sales',
    description: 'Tickets issued and taken back.',
    width: 12,
    targets: [
      { expr: increase(`tickets_issued_total{${inScope}}`), legend: 'issued' },
      { expr: increase(`tickets_revoked_total{${inScope}}`), legend: 'revoked' },
    ],
  },
];

const money: readonly Panel[] = [
  {
    ...common,
    title: 'Payments',
    description: 'Changes of payments by their new state.',
    targets: [
      {
        expr: `sum by (state) (increase(payments_total{${inScope}}[$__rate_interval]))`,
        legend: '{{state}}',
      },
    ],
  },
  {
    ...common,
    title: 'Refunds',
    description: 'Changes of refunds by their new state.',
    targets: [
      {
        expr: `sum by (state) (increase(refunds_total{${inScope}}[$__rate_interval]))`,
        legend: '{{state}}',
      },
    ],
  },
  {
    ...common,
    title: 'Payment provider',
    description: 'Calls whose outcome is unknown, and messages by what became of them.',
    targets: [
      {
        expr: increase(`payment_provider_unreachable_total{${inScope}}`),
        legend: 'unreachable',
      },
      {
        expr: `sum by (outcome) (increase(payment_webhooks_total{${inScope}}[$__rate_interval]))`,
        legend: 'message {{outcome}}',
      },
    ],
  },
];

const refusals = `increase(http_server_refusals_total{${inScope}}[$__rate_interval])`;

const demand: readonly Panel[] = [
  {
    ...common,
    title: 'Refusals',
    description: 'By code: sold out, seats taken, limit reached, sale not open.',
    width: 12,
    targets: [
      {
        expr: `topk(10, sum by (code) (${refusals}))`,
        legend: '{{code}}',
      },
    ],
  },
  {
    ...common,
    title: 'Watchers',
    description: 'Open live streams, and events that they follow.',
    width: 12,
    targets: [
      { expr: `sum(live_streams{${inScope}})`, legend: 'streams' },
      { expr: `sum(live_topics{${inScope}})`, legend: 'events' },
    ],
  },
];

export const businessBoard: Board = {
  uid: 'onsale-business',
  title: 'Onsale: business',
  tags: ['onsale', 'business'],
  variables: [
    { kind: 'datasource', name: 'prometheus' },
    { kind: 'label', name: 'namespace', query: 'label_values(orders_total, namespace)' },
  ],
  rows: [
    { title: 'Sales', panels: sales },
    { title: 'Money', panels: money },
    { title: 'Demand', panels: demand },
  ],
};
