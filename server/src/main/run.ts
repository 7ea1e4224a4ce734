/** A running process: context, loops, HTTP; stopped in reverse order within a bounded time. */
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { type AppOptions, createApp } from '../http/create-app.ts';
import { createHealth } from '../http/health.ts';
import { limitDefaults } from '../http/limits.ts';
import { serve } from '../http/serve.ts';
import { openWeb } from '../http/web-module.ts';
import { webhookPathOf } from '../http/webhooks.ts';
import { createAuthenticate } from '../identity/authenticate.ts';
import { inventoryRoutes } from '../inventory/routes.ts';
import { sql } from '../lib/db.ts';
import { systemTimers } from '../lib/deadline.ts';
import { systemWait } from '../lib/wait.ts';
import { diskSpaceProbe } from '../ops/disk.ts';
import { createMetricsExport } from '../ops/metrics-export.ts';
import { startMetricsServer } from '../ops/metrics-server.ts';
import { partnerRoutes } from '../partner/routes.ts';
import { Admission } from '../realtime/admission.ts';
import { createLiveHandler, type LiveHandler } from '../realtime/handler.ts';
import { registerLive } from '../realtime/live-metrics.ts';
import { createSocketLive, type SocketLive } from '../realtime/socket-io.ts';
import { ticketRoutes } from '../tickets/routes.ts';
import { type Context, createContext } from './context.ts';
import { openDemo } from './demo.ts';
import { discoveryFiles, discoveryRoutes } from './discover.ts';
import { featureRoutes } from './features.ts';
import { openDocuments } from './documents.ts';
import { onFreePort } from './listen.ts';
import { startLoops } from './loops.ts';
import { organizerRoutes } from './organizer-routes.ts';
import { peopleDoor, peopleRoutes } from './people.ts';
import { type DemoFacts, prepareKeys } from './prepare.ts';
import { purchaseRoutes } from './purchase.ts';
import { notifiedDevices } from './push.ts';
import { openQueueForms } from './queue-forms.ts';
import { waitingRoomRoutes } from './queue.ts';
import { openRehearsals } from './rehearsals.ts';
import { remindersOf } from './reminders.ts';
import { redisProbe } from './shared.ts';
import { surfaceOf } from './surface.ts';
import { waitingLists } from './waitlist.ts';

export type Running = {
  /** `http://host:port` */
  readonly url: string;
  readonly port: number;
  readonly metricsPort: number;
  readonly context: Context;
  /** Answers whether everything ended in time. */
  stop(): Promise<boolean>;
};

const DISK_FREE_MIN_BYTES = 256 * 1_048_576;
const webDist = join(import.meta.dirname, '../../../web/dist');

export async function run(config: Config): Promise<Running> {
  const context = await createContext(config);
  try {
    const demo = await prepareKeys(context);
    // A key that is none has to be found now, not by the first visitor.
    await context.ticketKeys.signer();
    return await serveContext(context, demo);
  } catch (error) {
    await context.close();
    throw error;
  }
}

async function serveContext(context: Context, facts: DemoFacts | undefined): Promise<Running> {
  const { config, clock, log, metrics } = context;
  const surface = surfaceOf(config);
  const admission = new Admission(config.people.live);
  const live = createLiveHandler(context.hub, admission);
  const { hub } = context;
  const socketLive = config.people.live.socketIo
    ? createSocketLive({ hub, admission, clock, timers: systemTimers })
    : undefined;
  registerLive(metrics, {
    hub,
    admission,
    sse: live.traffic,
    ...(socketLive && { socketIo: socketLive.traffic }),
  });
  const product = productRoutes(context);
  const demo = facts && openDemo(context, product, facts);
  const app = await createApplication(
    context,
    { live, socketLive },
    { ...product, ...demo?.routes },
  );
  const serving = await onFreePort(config.http, 'PORT', (port) =>
    serve(app, { host: config.http.host, port, clock }),
  );
  const metricsServer = await onFreePort(config.metrics, 'METRICS_PORT', (port) =>
    startMetricsServer(createMetricsExport(metrics, clock), {
      host: config.metrics.host,
      port,
      onError: (error) => log.warn({ error }, 'The metrics could not be collected.'),
    }),
  ).catch(async (error: unknown) => {
    // A port that goes on listening would keep the process alive.
    await serving.stop({ timeoutMs: config.stopTimeoutMs });
    throw error;
  });
  // A simulator that cannot be told now is asked by the worker instead.
  const hearPayments = surface.product ? context.payments.webhooksTo : () => Promise.resolve();
  void hearPayments(`${serving.url}${webhookPathOf(context.payments.provider.name)}`).catch(
    (error: unknown) => log.warn({ error }, 'Payments will tell us nothing by themselves.'),
  );
  const loops = startLoops(context, demo?.loops);
  let stopping: Promise<boolean> | undefined;
  async function stop(): Promise<boolean> {
    // Unready first, so that new requests and the streams that are sent away go to another process.
    const unreadyMs = surface.balanced ? config.stopUnreadyMs : 0;
    const draining = serving.stop({ timeoutMs: config.stopTimeoutMs, unreadyMs });
    await systemWait(unreadyMs);
    // Streams would hold up the draining of requests.
    await context.hub.close();
    const drained = await draining;
    await metricsServer.close();
    const ended = await loops.stop(config.stopTimeoutMs);
    await context.close();
    return drained && ended;
  }
  return {
    url: serving.url,
    port: serving.port,
    metricsPort: metricsServer.port,
    context,
    stop: () => (stopping ??= stop()),
  };
}

const ping = sql<{ one: number }>('main_ping', 'SELECT 1 AS one');

const depsOf = (context: Context) => ({
  ...context,
  holds: context.config.holds,
  guard: context.identity.holdGuard,
  admission: context.queue.admission,
});

// The type follows from the modules: spelling it out would repeat them.
// oxlint-disable-next-line typescript/explicit-function-return-type
const productRoutes = (context: Context) => ({
  ...inventoryRoutes(depsOf(context)),
  ...ticketRoutes(context),
  ...openDocuments(context),
  ...purchaseRoutes(context),
  ...organizerRoutes(context),
  ...discoveryRoutes(context),
  ...remindersOf(context),
  ...waitingRoomRoutes(context),
  ...waitingLists(context),
  ...notifiedDevices(context),
  ...openRehearsals(context),
  ...peopleRoutes(context),
  ...featureRoutes(context),
});

type LiveDoors = { readonly live: LiveHandler; readonly socketLive: SocketLive | undefined };

async function createApplication(
  context: Context,
  { live, socketLive }: LiveDoors,
  product: AppOptions['product'],
) {
  const { config, clock, log, metrics, db } = context;
  const { rateLimit, http } = config;
  const surface = surfaceOf(config);
  const door = peopleDoor(context);
  const redis = redisProbe(context.shared);
  const web = surface.product ? await openWeb(webDist) : undefined;
  if (surface.product && web === undefined)
    log.warn({}, 'The web app is not built: there are no pages, only the API.');
  return createApp({
    partner: surface.product ? partnerRoutes(depsOf(context)) : {},
    product: surface.product ? product : {},
    authenticate: createAuthenticate(db),
    checkSession: door.checkSession,
    origin: door.origin,
    ...(surface.product && { accounts: door.accounts, webhooks: context.orders.webhooks }),
    health: createHealth({
      probes: {
        database: () => db.query(ping),
        diskSpace: diskSpaceProbe(config.dataDir, DISK_FREE_MIN_BYTES),
        ...(redis && { redis }),
      },
      clock,
    }),
    clock,
    log,
    metrics,
    limits: {
      ...limitDefaults,
      key: { perSecond: rateLimit.keyPerSecond, burst: rateLimit.keyBurst },
      address: { perSecond: rateLimit.addressPerSecond, burst: rateLimit.addressBurst },
      person: config.people.session,
    },
    trustedProxies: http.trustedProxies,
    requestTimeoutMs: http.requestTimeoutMs,
    bodyBytesMax: http.bodyBytesMax,
    logRequests: config.log.requests,
    slowRequestMs: config.log.slowRequestMs,
    ...(surface.product && discoveryFiles(context)),
    ...(surface.live && { live, ...(socketLive && { socketLive }) }),
    ...(web !== undefined && {
      webDirectory: web.directory,
      webModule: web.module,
      ...openQueueForms(context),
    }),
  });
}
