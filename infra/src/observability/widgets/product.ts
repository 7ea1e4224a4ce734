/** Sales, as the server counts them, where a collector passes that on to CloudWatch. */
import type { ProductAlarms } from '../../config/monitoring-config.ts';
import { type MonitoredProduct, productMetric } from '../../constructs/alarms/catalogue/product.ts';
import { line, type Widget } from '../../constructs/dashboards/widget.ts';

/** States of orders, in the order in which one goes through them. */
const orderStates = ['open', 'paying', 'paid', 'complete', 'ending', 'ended'] as const;
/** Refusals that say something about demand. */
const refusals = [
  'sold_out',
  'seats_unavailable',
  'limit_reached',
  'sale_not_open',
  'busy',
] as const;

export function productWidgets(
  product: MonitoredProduct,
  alarms: ProductAlarms,
): readonly Widget[] {
  const api = productMetric(product, 'api');
  const worker = productMetric(product, 'worker');
  return [
    { kind: 'heading', text: 'Sales' },
    {
      kind: 'graph',
      title: 'Orders and tickets',
      lines: [
        line(worker('tickets_issued_total', 'Sum'), 'tickets issued'),
        // Both roles move orders.
        ...orderStates.flatMap((state) => [
          line(api('orders_total', 'Sum', { state }), `${state}, by a buyer`),
          line(worker('orders_total', 'Sum', { state }), `${state}, by a worker`),
        ]),
      ],
    },
    {
      kind: 'graph',
      title: 'Refusals',
      lines: refusals.map((code) => line(api('http_server_refusals_total', 'Sum', { code }), code)),
    },
    {
      kind: 'graph',
      title: 'Active users',
      lines: [
        line(api('live_streams', 'Sum'), 'live streams'),
        line(api('http_server_requests_in_flight', 'Maximum'), 'requests in flight'),
        line(api('inventory_queue_depth', 'Maximum'), 'bookings waiting'),
      ],
    },
    {
      kind: 'graph',
      title: 'Oldest unsettled order',
      unit: 'seconds',
      lines: [line(worker('orders_unsettled_oldest_seconds', 'Maximum'), 'oldest')],
      marks: [{ label: 'Alarm', value: alarms.unsettledOrderSeconds.threshold }],
    },
    {
      kind: 'graph',
      title: 'Outbox',
      unit: 'seconds',
      lines: [
        line(worker('outbox_lag_seconds', 'Maximum'), 'lag'),
        { ...line(worker('outbox_waiting_rows', 'Maximum'), 'rows waiting'), axis: 'right' },
      ],
      marks: [{ label: 'Alarm', value: alarms.outboxLagSeconds.threshold }],
    },
    {
      kind: 'graph',
      title: 'Database pools',
      lines: (['busy', 'idle', 'waiting'] as const).map((state) =>
        line(api('db_pool_connections', 'Sum', { state }), state),
      ),
    },
  ];
}
