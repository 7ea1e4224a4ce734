/** Web push in a process: its keys, its routes, and what a worker runs for it. */
import type { Config } from '../config/config.ts';
import type { Loop } from '../ops/loop.ts';
import { hearingOrders } from '../push/hear-orders.ts';
import { sendDue, tidyPush } from '../push/jobs.ts';
import { createPushMetrics, type PushMetrics } from '../push/push-metrics.ts';
import { pushRoutes, type PushRoutes } from '../push/routes.ts';
import { openVapid, type Vapid } from '../push/vapid.ts';
import { looping } from './background.ts';
import type { Context } from './context.ts';

export type Push = { readonly vapid: Vapid; readonly metrics: PushMetrics };

const HEAR_REST_MS = 500;
const SEND_REST_MS = 1_000;
const TIDY_REST_MS = 60_000;
/** Below the first pause between two attempts, which is the lease of a message. */
const SEND_TIMEOUT_MS = 10_000;

export const openPush = async (
  { push }: Config,
  { db, metrics }: Pick<Context, 'db' | 'metrics'>,
): Promise<Push> => ({
  vapid: await openVapid(db, push),
  metrics: createPushMetrics(metrics),
});

export const notifiedDevices = ({ db, config }: Context): PushRoutes =>
  pushRoutes({ db, services: config.push.services });

/** What pages need in order to switch a device on. */
export const pushFeature = ({ push }: Pick<Context, 'push'>): { readonly publicKey: string } => ({
  publicKey: push.vapid.publicKey,
});

/** The loops of a worker. */
export function pushLoops(context: Context): readonly Loop[] {
  const { db, book, clock, config, push, log, inventory } = context;
  const loop = looping(log);
  const deps = {
    db,
    book,
    metrics: push.metrics,
    vapid: push.vapid,
    services: config.push.services,
    timeoutMs: SEND_TIMEOUT_MS,
    onError: (error: unknown) =>
      log.error({ error }, 'A notification could not be made; it is tried again.'),
  };
  const hear = hearingOrders({ db, clock, depth: () => inventory.depth() });
  return [
    loop('push hear', HEAR_REST_MS, hear),
    loop('push', SEND_REST_MS, () => sendDue(deps)),
    loop('push tidy', TIDY_REST_MS, () => tidyPush(deps)),
  ];
}
