/**
 * Pages of the web app, rendered here. A page is the same for everybody who reads the same language,
 * so it is rendered at most once a second and address, however many ask; who it is for is found out
 * by the browser afterwards. Addresses that do not exist get a page too, if a browser asks.
 */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../lib/clock.ts';
import { compress } from '../lib/compress.ts';
import type { HttpLog } from './http-log.ts';
import type { HttpMetrics } from './http-metrics.ts';
import type { OriginRule } from './origin.ts';
import type { Limits } from './limits.ts';
import { type Page, sendPage } from './page.ts';
import type { RenderRequest, WebModule } from './web-module.ts';

export type PagesDeps = {
  readonly module: WebModule;
  readonly read: RenderRequest['read'];
  readonly clock: Clock;
  readonly limits: Limits;
  readonly log: HttpLog;
  readonly metrics: HttpMetrics;
  readonly origin: OriginRule;
};

export type Pages = {
  /** Answers with the page of this address, whether there is one or not. */
  send(request: FastifyRequest, reply: FastifyReply): Promise<void>;
};

type Kept = { readonly page: Promise<Page>; readonly untilMs: number };

const ROUTE = 'page';
const KEPT_MAX = 500;
const KEPT_MS = 1_000;
/** A longer one is none that a page writes. */
const PARAMETER_MAX = 100;
const HOST = /^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

export function createPages(deps: PagesDeps): Pages {
  const { module, read, clock, limits, log } = deps;
  const metrics = deps.metrics.forRoute(ROUTE);
  const kept = new LRUCache<string, Kept>({ max: KEPT_MAX });

  async function render(url: string, request: FastifyRequest): Promise<Page> {
    const { cookie, 'accept-language': accept } = request.headers;
    const nowMs = clock.nowMs();
    const { status, html } = await module.render({
      url,
      language: { cookie, accept },
      nowMs,
      read,
    });
    return pageOf(status, html);
  }

  async function find(request: FastifyRequest): Promise<Page | number> {
    const { key, url } = identify(deps, request);
    const nowMs = clock.monotonicMs();
    const known = kept.get(key);
    if (known !== undefined && nowMs < known.untilMs) return known.page;
    // Whoever makes up addresses gets a page for each, and would keep the process busy with nothing else.
    const waitMs = limits.takeAddress(request.ip) || limits.takePage(request.ip);
    if (waitMs > 0) return waitMs;
    const page = render(url, request);
    kept.set(key, { page, untilMs: nowMs + KEPT_MS });
    // A failure is not kept: the next one tries again.
    page.catch(() => kept.delete(key));
    return page;
  }

  return {
    async send(request, reply) {
      const beganMs = clock.monotonicMs();
      let page: Page;
      try {
        const found = await find(request);
        page = typeof found === 'number' ? plain(429, 'Too many requests.') : found;
      } catch (error) {
        log.failed(ROUTE, request.id, error);
        page = plain(500, `Something went wrong. (${request.id})`);
      }
      sendPage(reply, page);
      const status = page.status ?? 200;
      const durationMs = clock.monotonicMs() - beganMs;
      metrics.record(status, durationMs / 1_000);
      log.answered(ROUTE, request.id, status, durationMs);
    },
  };
}

export function installPages(app: FastifyInstance, module: WebModule, pages: Pages): void {
  for (const path of module.paths) {
    app.get(path, (request, reply) => pages.send(request, reply));
  }
}

/** Does somebody at a browser ask for an address that is not the API's? */
export function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  return headers.accept?.includes('text/html') === true && !/^\/api(?:[/?#]|$)/.test(url);
}

/**
 * Only what a page depends on: its path, its language, the parameters that it names, and the origin that
 * its links name. Other parameters of the address are for the browser.
 */
function identify(
  { module, origin }: PagesDeps,
  request: FastifyRequest,
): { key: string; url: string } {
  const said = `${request.protocol}://${request.host}`;
  // Some of what looks like a host is none: a port or an address of too large numbers.
  const isHost = HOST.test(request.host) && URL.canParse(said);
  const site = origin.publicOrigin ?? (isHost ? said : `${request.protocol}://localhost`);
  // Put together, not resolved: `//elsewhere/` would name another site.
  const path = request.url.startsWith('/') ? request.url : '/';
  const asked = new URL(`${site}${path}`);
  const { cookie, 'accept-language': accept } = request.headers;
  const query = asked.searchParams.get('lang');
  const language = module.languageOf({ query, cookie, accept });
  const depends = new URLSearchParams(query === null ? [] : [['lang', language]]);
  for (const name of module.parametersOf?.(asked.pathname) ?? []) {
    const value = asked.searchParams.get(name);
    if (value !== null && value.length <= PARAMETER_MAX) depends.set(name, value);
  }
  const search = depends.size === 0 ? '' : `?${depends}`;
  const url = `${asked.origin}${asked.pathname}${search}`;
  return { key: `${language} ${url}`, url };
}

async function pageOf(status: number, html: string): Promise<Page> {
  const bytes = Buffer.from(html);
  return {
    bytes,
    // A page lives for a second.
    compressed: await compress(bytes, 'quick'),
    status,
    type: 'text/html; charset=utf-8',
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    // Kept by the browser for going back, asked for anew otherwise.
    cacheControl: status < 500 ? 'no-cache' : 'no-store',
    vary: ['Accept-Language', 'Cookie'],
  };
}

const plain = (status: number, text: string): Page => ({
  bytes: Buffer.from(`${text}\n`),
  status,
  type: 'text/plain; charset=utf-8',
  etag: '""',
  cacheControl: 'no-store',
});
