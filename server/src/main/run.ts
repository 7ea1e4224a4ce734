/** A running process: context, loops, HTTP; stopped in reverse order within a bounded time. */
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { createApp } from '../http/create-app.ts';
import { createHealth } from '../http/health.ts';
import { limitDefaults } from '../http/limits.ts';
import { serve } from '../http/serve.ts';
import { createAuthenticate } from '../identity/authenticate.ts';
import { inventoryRoutes } from '../inventory/routes.ts';
import { sql } from '../lib/db.ts';
import { diskSpaceProbe } from '../ops/disk.ts';
import { createMetricsExport } from '../ops/metrics-export.ts';
import { startMetricsServer } from '../ops/metrics-server.ts';
import { partnerRoutes } from '../partner/routes.ts';
import { createLiveHandler, type LiveHandler } from '../realtime/handler.ts';
import { registerLive } from '../realtime/live-metrics.ts';
import { type Context, createContext } from './context.ts';
import { onFreePort } from './listen.ts';
import { startLoops } from './loops.ts';
import { prepareKeys } from './prepare.ts';

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
const webDirectory = join(import.meta.dirname, '../../../web/public');

export async function run(config: Config): Promise<Running> {
  const context = await createContext(config);
  try {
    await prepareKeys(context);
    return await serveContext(context);
  } catch (error) {
    await context.close();
    throw error;
  }
}

async function serveContext(context: Context): Promise<Running> {
  const { config, clock, log, metrics } = context;
  const live = createLiveHandler(context.hub);
  registerLive(metrics, context.hub, live);
  const app = await createApplication(context, live);
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
  const loops = startLoops(context);
  let stopping: Promise<boolean> | undefined;
  async function stop(): Promise<boolean> {
    // Streams first: they would hold up the draining of requests.
    await context.hub.close();
    const drained = await serving.stop({ timeoutMs: config.stopTimeoutMs });
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

async function createApplication(context: Context, live: LiveHandler) {
  const { config, clock, log, metrics, db } = context;
  const { rateLimit, http } = config;
  const deps = { ...context, holds: config.holds };
  return createApp({
    partner: partnerRoutes(deps),
    product: inventoryRoutes(deps),
    authenticate: createAuthenticate(db),
    health: createHealth({
      probes: {
        database: () => db.query(ping),
        diskSpace: diskSpaceProbe(config.dataDir, DISK_FREE_MIN_BYTES),
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
    },
    trustedProxies: http.trustedProxies,
    requestTimeoutMs: http.requestTimeoutMs,
    bodyBytesMax: http.bodyBytesMax,
    logRequests: config.log.requests,
    slowRequestMs: config.log.slowRequestMs,
    live,
    webDirectory,
  });
}
