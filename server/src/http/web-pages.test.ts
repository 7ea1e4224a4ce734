/** Pages as the server sends them: rendered with their data, safe to show, the same for everybody. */
import type { ProductEvent } from '@onsale/contract/product.ts';
import { brotliDecompressSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtWeb, buildTimeoutMs } from '../../test/support/web.ts';
import { ok, refuse } from '../lib/result.ts';
import { limitDefaults } from './limits.ts';
import { createTestApp } from './testing.ts';
import type { Web } from './web-module.ts';

const attack = '</script><script>alert("x")</script><!--';
const event: ProductEvent = {
  id: 7,
  name: `봄밤 ${attack}`,
  translations: { ko: `봄밤 ${attack}`, en: `Spring ${attack}` },
  startsAt: '2099-03-04T10:30:00.000Z',
  timeZone: 'Asia/Seoul',
  status: 'on_sale',
  saleOpensAt: '2020-01-01T00:00:00.000Z',
  capacity: 265,
  available: 201,
  currency: 'KRW',
  seatingPlan: { id: 1, version: 1 },
  tiers: [
    { code: 'R', name: { ko: 'R석', en: 'R' }, price: { amountMinor: 70_000, currency: 'KRW' } },
  ],
  fees: { basisPoints: 500, perTicketMinor: 1_000 },
  venue: { ko: '은하소극장', en: 'Galaxy Studio' },
  pools: [],
};

let web: Web;
beforeAll(async () => {
  web = await builtWeb();
}, buildTimeoutMs);

async function open(options: Parameters<typeof createTestApp>[0] = {}) {
  const reads: string[] = [];
  const made = await createTestApp({
    webDirectory: web.directory,
    webModule: web.module,
    ...options,
    product: {
      readShowcase: () => {
        reads.push('showcase');
        const lists = { onSale: [event], opening: [], popular: [] };
        return ok({ ...lists, total: 1, cities: [], genres: [] });
      },
      readTierStock: ({ params }) => ok({ eventId: params.eventId, tiers: [] }),
      readEvent: ({ params }) => {
        reads.push(`event ${params.eventId}`);
        if (params.eventId === 500) throw new Error('the database is away');
        return params.eventId === 7 ? ok({ event }) : refuse('event_not_found');
      },
    },
  });
  return { ...made, reads };
}

const browser = { accept: 'text/html,*/*;q=0.8', 'accept-language': 'en-GB,en;q=0.9' };
const handoverOf = (html: string): Record<string, unknown> => {
  const [, text = ''] =
    /<script type="application\/json" id="[^"]+">(.*?)<\/script>/s.exec(html) ?? [];
  return JSON.parse(text) as Record<string, unknown>;
};

describe('the page of an event', () => {
  it('has its name, price, head and data, and runs nothing that they say', async () => {
    const { app, reads } = await open();
    const response = await app.inject({ url: '/events/7', headers: browser });
    const { body } = response;
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toMatch(/^<!doctype html><html lang="en">/);
    expect(body).toMatch(/<h1>Spring &lt;\/script&gt;/);
    expect(body).toMatch(/<title>Spring &lt;\/script&gt;.* · Onsale<\/title>/);
    expect(body).toContain('₩74,500');
    expect(body).toContain('Galaxy Studio');
    expect(body).toContain('property="og:title"');
    expect(body).toContain('rel="canonical" href="http://localhost');
    expect(reads).toEqual(['event 7']);

    // The one that sets the theme, two of data, which browsers do not run, and the app itself.
    const kinds = [...body.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes);
    expect(kinds[0]).toMatch(/src="\/assets\/first-paint-/);
    expect(kinds.slice(1).map((one) => /type="([^"]+)"/.exec(one ?? '')?.[1])).toEqual([
      'application/ld+json',
      'application/json',
      'module',
    ]);
    expect(JSON.stringify(handoverOf(body))).toContain('alert');
    const [, ld = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(body) ?? [];
    expect(JSON.parse(ld)).toMatchObject({
      '@type': 'Event',
      name: event.translations['en'],
      startDate: event.startsAt,
      offers: [
        {
          name: 'R',
          price: '74500',
          priceCurrency: 'KRW',
          availability: 'https://schema.org/InStock',
        },
      ],
    });
  });

  it('is allowed no script or style but those of this site, and needs none', async () => {
    const { app } = await open();
    const { headers, body } = await app.inject({ url: '/events/7', headers: browser });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(body).not.toMatch(/<[^>]+\s(?:style|onclick|onload)=/);
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers['vary']).toBe('Accept-Language, Cookie, Accept-Encoding');
  });

  it('names files that exist, cached for good and compressed', async () => {
    const { app } = await open();
    const { body } = await app.inject({ url: '/events/7', headers: browser });
    const files = [...body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(
      ([, url]) => url ?? '',
    );
    expect(files.filter((url) => url.endsWith('.css')).length).toBeGreaterThan(1);
    expect(files.filter((url) => url.includes('event-page')).length).toBeGreaterThan(0);
    for (const url of files) {
      const plain = await app.inject(url);
      expect([url, plain.statusCode]).toEqual([url, 200]);
      expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      const packed = await app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } });
      if (plain.rawPayload.length < 1_024 || url.endsWith('.woff2')) continue;
      expect(packed.headers['content-encoding']).toBe('br');
      expect(brotliDecompressSync(packed.rawPayload).equals(plain.rawPayload)).toBe(true);
    }
  });
});

describe('pages', () => {
  it('speak the language that is asked for', async () => {
    const { app } = await open();
    const langOf = async (url: string, headers: Record<string, string> = {}) =>
      /<html lang="(\w+)"/.exec((await app.inject({ url, headers })).body)?.[1];
    expect(await langOf('/')).toBe('ko');
    expect(await langOf('/', browser)).toBe('en');
    expect(await langOf('/', { ...browser, cookie: 'onsale-language=ko' })).toBe('ko');
    expect(await langOf('/?lang=en', { cookie: 'onsale-language=ko' })).toBe('en');
  });

  it('are rendered once for many who ask at the same time', async () => {
    const { app, reads } = await open();
    const asked = Array.from({ length: 20 }, (_, i) => app.inject(`/?utm_source=${i}`));
    const bodies = (await Promise.all(asked)).map(({ body }) => body);
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain('봄밤 &lt;/script&gt;');
    expect(reads).toEqual(['showcase']);
  });

  it('about a person are a frame without data', async () => {
    const { app, reads } = await open();
    for (const url of ['/tickets', '/events/7/checkout', '/sign-in', '/account']) {
      const response = await app.inject({ url, headers: browser });
      expect([url, response.statusCode]).toEqual([url, 200]);
      expect(response.body).toContain('role="status"');
      expect(handoverOf(response.body)).toMatchObject({ language: 'en', queries: { queries: [] } });
    }
    expect(reads).toEqual([]);
  });

  it('that the browser draws from what everybody may know bring it along', async () => {
    const { app, reads } = await open();
    const { body } = await app.inject({ url: '/events/7/seats', headers: browser });
    expect(body).toContain('role="status"');
    expect(JSON.stringify(handoverOf(body))).toContain('Galaxy Studio');
    expect(body).toContain(
      '<link rel="preload" fetchpriority="low" href="/api/v1/events/7/seating-plan?version=1" as="fetch" crossorigin>',
    );
    expect(body).toMatch(
      /<link rel="modulepreload" fetchpriority="low" href="\/assets\/seats-page-/,
    );
    expect(reads).toEqual(['event 7']);
    const missing = await app.inject({ url: '/events/9/seats', headers: browser });
    expect(missing.statusCode).toBe(200);
    expect(missing.body).not.toContain('as="fetch"');
  });

  it('that do not exist say so to people, and in JSON to programs', async () => {
    const { app } = await open();
    for (const url of ['/nothing/here', '/events/999', '/events/abc', '/events/0']) {
      const response = await app.inject({ url, headers: browser });
      expect([url, response.statusCode]).toEqual([url, 404]);
      expect(response.body).toMatch(/<h1>There is (?:nothing here|no such event)<\/h1>/);
    }
    for (const url of ['/api/nothing', '/nothing/here']) {
      const response = await app.inject({ url, headers: { accept: 'application/json' } });
      expect([url, response.statusCode]).toEqual([url, 404]);
      expect(response.json()).toMatchObject({ error: { code: 'not_found' } });
    }
    const post = await app.inject({ method: 'POST', url: '/nothing', headers: browser });
    expect(post.json()).toMatchObject({ error: { code: 'not_found' } });
  });

  it('are there when their data is not, and the browser asks for it again', async () => {
    const { app, logged } = await open();
    const response = await app.inject({ url: '/events/500', headers: browser });
    expect(response.statusCode).toBe(503);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.body).toContain('<main');
    expect(response.body).not.toContain('the database is away');
    expect(JSON.stringify(logged)).toContain('the database is away');
  });

  it('do not repeat what a Host header makes up', async () => {
    const { app } = await open();
    const headers = { ...browser, host: 'evil"><script>' };
    const { body } = await app.inject({ url: '/', headers });
    expect(body).not.toContain('evil');
    const other = await app.inject({ url: '//evil.example/?lang=en', headers: browser });
    expect(other.statusCode).toBe(404);
    expect(other.body).not.toContain('http://evil.example');
    for (const host of ['shop.example:99999', '1.2.3.999', '[::::]', 'a..b:0']) {
      const odd = await app.inject({ url: '/?lang=en', headers: { ...browser, host } });
      expect([host, odd.statusCode]).toEqual([host, 200]);
    }
  });

  it('are rendered so often for an address, and calls are not kept waiting by it', async () => {
    const limits = { ...limitDefaults, page: { perSecond: 0.001, burst: 3 } };
    const { app } = await open({ limits });
    const statusOf = async (url: string, remoteAddress = '192.0.2.1') =>
      (await app.inject({ url, headers: browser, remoteAddress })).statusCode;
    expect(await statusOf('/')).toBe(200);
    expect(await statusOf('/made/up/1')).toBe(404);
    expect(await statusOf('/made/up/2')).toBe(404);
    expect(await statusOf('/made/up/3')).toBe(429);
    // What is kept costs nothing, neither do others pay for it.
    expect(await statusOf('/')).toBe(200);
    expect(await statusOf('/made/up/3', '192.0.2.2')).toBe(404);
    expect(await statusOf('/api/v1/events/7')).toBe(200);
  });
});
