/** Orders in a process: what they work with, their routes, their messages, and what a worker runs. */
import { createPlanShelf } from '../catalog/read-plan.ts';
import type { Loop } from '../ops/loop.ts';
import { type OrderDeps, patienceFor } from '../orders/deps.ts';
import { orderJobs } from '../orders/jobs.ts';
import { createOrderMetrics } from '../orders/order-metrics.ts';
import { createWebhookReceiver, type WebhookReceiver } from '../orders/receive-webhook.ts';
import { createPlaceLabels } from '../tickets/place-labels.ts';
import { jobLoops } from './background.ts';
import type { Context } from './context.ts';
import type { OpenPaymentProvider } from './payments.ts';

export type Orders = { readonly deps: OrderDeps; readonly webhooks: WebhookReceiver };

type Parts = Pick<Context, 'db' | 'inventory' | 'book' | 'clock' | 'ids' | 'log' | 'committed'> &
  Pick<Context, 'metrics'>;

export function openOrders(parts: Parts, { provider }: OpenPaymentProvider): Orders {
  const { metrics, committed, ...rest } = parts;
  const deps: OrderDeps = {
    ...rest,
    provider,
    labels: createPlaceLabels(createPlanShelf(parts.db)),
    metrics: createOrderMetrics(metrics),
    patience: patienceFor(provider),
    onCommit: () => committed.wake(),
  };
  return { deps, webhooks: createWebhookReceiver(deps) };
}

/** The loops of a worker. */
export function orderLoops({ orders, log }: Context): readonly Loop[] {
  const jobs = orderJobs(orders.deps, () => {
    loops.find(({ name }) => name === 'orders look')?.wake();
  });
  const loops = jobLoops(log, jobs);
  return loops;
}
