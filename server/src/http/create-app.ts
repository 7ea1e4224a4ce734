/**
 * The HTTP application: made here, listened with in `serve.ts`, so that tests can `inject` requests
 * without a socket. Everything it needs comes in as an option.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { partnerApi, type PartnerApi } from '@onsale/contract/partner-api.ts';
import { productApi, type ProductApi } from '@onsale/contract/product-api.ts';
import fastify, { type FastifyInstance } from 'fastify';
import type { PosterShelf } from '../catalog/poster-shelf.ts';
import type { Clock } from '../lib/clock.ts';
import type { Handlers } from '../lib/handler.ts';
import type { Log } from '../ops/log.ts';
import type { Metrics } from '../ops/metrics.ts';
import { type AccountsDoor, installAccounts } from './accounts.ts';
import { expired } from './answer.ts';
import { bindAll } from './bind.ts';
import type { Authenticate, CheckSession } from './bound-route.ts';
import { OpenCalls, startSweeping } from './calls.ts';
import { answerBrokenClient, faultOf, installFaults, refuse } from './faults.ts';
import type { Health } from './health.ts';
import { createHttpLog, type LogRequests } from './http-log.ts';
import { createHttpMetrics } from './http-metrics.ts';
import { createKnownPaths } from './known-paths.ts';
import { createLimits, limitDefaults, type LimitOptions } from './limits.ts';
import type { OriginRule } from './origin.ts';
import { installDevMail } from './dev-mail.ts';
import { installEmbed } from './embed.ts';
import { installQueueForms, type QueueForms } from './queue-forms.ts';
import { installReference } from './reference.ts';
import type { WebhookReceiver } from '../orders/receive-webhook.ts';
import type { LiveHandler } from '../realtime/handler.ts';
import type { SocketLive } from '../realtime/socket-io.ts';
import { installHealth } from './health-routes.ts';
import { installLive } from './live.ts';
import { createPageReads } from './page-reads.ts';
import { createPages, installPages, type Pages } from './pages.ts';
import { installPosters } from './posters.ts';
import { installSiteFiles, type SiteFiles } from './site-files.ts';
import { installSocketIo, isSocketUpgrade } from './socket.ts';
import { installStatic } from './static.ts';
import { createTraceIds } from './trace-id.ts';
import { installWebhooks } from './webhooks.ts';
import type { WebModule } from './web-module.ts';

export type AppOptions = {
  /** Handlers of the routes to serve; those absent answer 404. */
  readonly partner: Partial<Omit<Handlers<PartnerApi>, 'health'>>;
  readonly product: Partial<Handlers<ProductApi>>;
  readonly authenticate: Authenticate;
  /** Without it nobody has a session. */
  readonly checkSession?: CheckSession;
  /** Which pages may act for a session; those of the same host when absent. */
  readonly origin?: OriginRule;
  /** Accounts under /api/auth; not served when absent. */
  readonly accounts?: AccountsDoor;
  readonly health: Health;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly limits?: LimitOptions;
  /** Addresses or CIDR networks whose X-Forwarded-For is believed; none when absent. */
  readonly trustedProxies?: readonly string[];
  /** How long a handler may take before its caller gets 503 `timeout`, in milliseconds. */
  readonly requestTimeoutMs?: number;
  /** How long a request may take to arrive completely, in milliseconds. */
  readonly receiveTimeoutMs?: number;
  /** Above the idle time-out of the load balancer (60 s on AWS), or it meets closed connections. */
  readonly keepAliveTimeoutMs?: number;
  /** Largest body in bytes, of the routes that name no limit of their own. */
  readonly bodyBytesMax?: number;
  readonly connectionsMax?: number;
  readonly logRequests?: LogRequests;
  readonly slowRequestMs?: number;
  /** The live channel; not served when absent. */
  readonly live?: LiveHandler;
  /** The same over Socket.IO; not served when absent. */
  readonly socketLive?: SocketLive;
  /** Takes the messages of payment providers; not served when absent. */
  readonly webhooks?: WebhookReceiver;
  /** Directory of the web app's files; none served when absent. */
  readonly webDirectory?: string;
  /** Renders the web app's pages; there are none when absent. */
  readonly webModule?: WebModule;
  /** Pictures of events; not served when absent. */
  readonly posters?: PosterShelf;
  /** What search engines ask for; not served when absent. */
  readonly siteFiles?: SiteFiles;
  /** Waiting rooms without scripts, beside the pages; not served when absent. */
  readonly queueForms?: QueueForms;
  /** Where mails are written to be looked at; for development only. */
  readonly devMailFolder?: string;
  readonly version?: string;
};

const ROUTER = { maxParamLength: 1_000, caseSensitive: true, ignoreTrailingSlash: true } as const;

export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const calls = new OpenCalls();
  const metrics = createHttpMetrics(options.metrics, calls);
  const log = createHttpLog(
    options.log,
    options.logRequests ?? 'slow',
    options.slowRequestMs ?? 500,
  );
  const app = newFastify(options, { metrics });
  app.decorate('draining', false);
  app.decorateRequest('principal', undefined);
  app.decorateRequest('beganMs', 0);
  acceptEmptyJson(app);
  // Bytes are for the routes that say so; everywhere else the schema of the body refuses them.
  app.addContentTypeParser(/^image\//, { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });

  const paths = createKnownPaths();
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of Array.isArray(method) ? method : [method]) paths.add(one, url);
  });
  const web: { pages?: Pages } = {};
  installFaults(app, { metrics, log, paths, web });

  const deps = {
    authenticate: options.authenticate,
    checkSession: options.checkSession ?? (() => undefined),
    origin: options.origin ?? { publicOrigin: undefined, secure: false },
    limits: createLimits(options.limits ?? limitDefaults, options.clock),
    metrics,
    calls,
    clock: options.clock,
    log,
  };
  bindAll(app, partnerApi, options.partner, deps);
  bindAll(app, productApi, options.product, deps);
  if (options.live !== undefined) installLive(app, options.live, deps);
  if (options.socketLive !== undefined) installSocketIo(app, options.socketLive, deps);
  if (options.accounts !== undefined) installAccounts(app, options.accounts, deps);
  if (options.webhooks !== undefined) installWebhooks(app, options.webhooks, deps);
  installHealth(app, options.health, deps);
  installReference(app, options.version ?? '0.0.0');
  if (options.posters !== undefined) installPosters(app, options.posters, deps.limits);
  if (options.siteFiles !== undefined) installSiteFiles(app, options.siteFiles, deps.origin);
  if (options.webDirectory !== undefined) await installStatic(app, options.webDirectory);
  if (options.webModule !== undefined) {
    const module = options.webModule;
    const read = createPageReads(options.product, (error) => log.failed('page', 'none', error));
    web.pages = createPages({ ...deps, module, read });
    installPages(app, module, web.pages);
    installEmbed(app, { ...deps, read });
    const forms = options.queueForms;
    if (forms !== undefined) await installQueueForms(app, forms, { ...deps, module });
  }

  if (options.devMailFolder !== undefined) installDevMail(app, options.devMailFolder);

  const timeoutMs = options.requestTimeoutMs ?? 30_000;
  const stopSweeping = startSweeping(calls, timeoutMs, options.clock, expired);
  app.addHook('onClose', (_app, done) => {
    stopSweeping();
    done();
  });
  return app;
}

function newFastify(options: AppOptions, faults: Parameters<typeof refuse>[0]): FastifyInstance {
  const trusted = options.trustedProxies ?? [];
  const receiveTimeoutMs = options.receiveTimeoutMs ?? 15_000;
  return fastify({
    logger: false,
    trustProxy: trusted.length > 0 ? [...trusted] : false,
    bodyLimit: options.bodyBytesMax ?? 65_536,
    // Answered by draining instead (`serve.ts`), in our envelope.
    return503OnClosing: false,
    genReqId: createTraceIds(),
    routerOptions: ROUTER,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: true } },
    frameworkErrors: (error, request, reply) => {
      refuse(faults, request, reply, faultOf(error) ?? { code: 'not_found' });
    },
    clientErrorHandler: (error, socket) => {
      answerBrokenClient(error, socket, randomUUID().replaceAll('-', ''));
    },
    serverFactory: (handler) => {
      const server = createServer(
        {
          keepAliveTimeout: options.keepAliveTimeoutMs ?? 72_000,
          requestTimeout: receiveTimeoutMs,
          headersTimeout: receiveTimeoutMs,
          connectionsCheckingInterval: Math.min(5_000, Math.ceil(receiveTimeoutMs / 4)),
          maxHeaderSize: 16_384,
          // Where Node does not know this option yet, other upgrades are turned away.
          shouldUpgradeCallback: isSocketUpgrade,
        },
        handler,
      );
      server.maxConnections = options.connectionsMax ?? 20_000;
      return server;
    },
  });
}

/**
 * Many clients send Content-Type: application/json with every request, also with DELETE or an empty
 * POST. Whether a body is needed is for the schema of the route to say.
 */
function acceptEmptyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else void parse(request, body as string, done);
  });
}
