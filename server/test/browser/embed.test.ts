/** The card of an event on somebody else's site, under a policy that allows nothing but the script. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProductEvent } from '@onsale/contract/product.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serve, type Serving } from '../../src/http/serve.ts';
import { createTestApp } from '../../src/http/testing.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { ok, refuse } from '../../src/lib/result.ts';
import { buildTimeoutMs, builtWeb } from '../support/web.ts';
import { describeInBrowser, launchBrowser, visit } from './browser.ts';

const nowMs = Date.now();
const hourMs = 3_600_000;

const event: ProductEvent = {
  id: 7,
  name: '봄밤의 편지',
  translations: { ko: '봄밤의 편지', en: 'Letters of a Spring Night' },
  startsAt: '2039-04-03T09:00:00Z',
  timeZone: 'Asia/Seoul',
  status: 'on_sale',
  saleOpensAt: new Date(nowMs - hourMs).toISOString(),
  capacity: 100,
  available: 9,
  currency: 'KRW',
  tiers: [
    { code: 'R', name: { en: 'R' }, price: { amountMinor: 70_000, currency: 'KRW' } },
    { code: 'S', name: { en: 'S' }, price: { amountMinor: 50_000, currency: 'KRW' } },
  ],
  fees: { basisPoints: 500, perTicketMinor: 1_000 },
  pools: [],
  venue: { en: 'Saebyeok Hall', ko: '새벽홀' },
};

/** A site of somebody else: another origin, with a strict policy of its own. */
async function openHost(shop: string) {
  const html = `<!doctype html><html lang="ko"><title>Somebody's blog</title><h1>Tonight</h1>
    <script async src="${shop}/embed.js" data-event="7" data-language="en"></script>
    <h2>한국어</h2><onsale-event event="7"></onsale-event>
    <h2>None</h2><onsale-event event="404" language="en"></onsale-event></html>`;
  const server = createServer((_request, response) => {
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; script-src ${shop}; connect-src ${shop}`,
    });
    response.end(html);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

describeInBrowser('the card on another site', { timeout: 60_000 }, () => {
  let serving: Serving;
  let browser: Browser;
  const state = { available: 9 };
  beforeAll(async () => {
    const web = await builtWeb();
    const { app } = await createTestApp({
      webDirectory: web.directory,
      webModule: web.module,
      product: {
        readEvent: ({ params }) =>
          params.eventId === 7
            ? ok({ event: { ...event, available: state.available } })
            : refuse('event_not_found'),
      },
    });
    serving = await serve(app, { host: '127.0.0.1', port: 0, clock: systemClock });
    browser = await launchBrowser();
  }, buildTimeoutMs);
  afterAll(async () => {
    await browser.close();
    await serving.stop({ timeoutMs: 1_000 });
  });

  const shop = (): string => serving.url.replace(/\/$/, '');

  it('shows what is true and leads to the shop', async () => {
    const host = await openHost(shop());
    const { page, complaints, close } = await visit(browser, host.url, { locale: 'en-GB' });
    const cards = page.locator('onsale-event');
    const [english, korean, none] = [cards.nth(0), cards.nth(1), cards.nth(2)];
    await english.getByRole('heading', { name: 'Letters of a Spring Night' }).waitFor();
    await english.getByText('On sale · 9 left').waitFor();
    await english.getByText('from ₩53,500, fees included').waitFor();
    await english.getByText('Sun, 3 April 2039 at 18:00').waitFor();
    const link = english.getByRole('link', { name: /^Buy tickets/ });
    expect(await link.getAttribute('href')).toBe(`${shop()}/events/7?lang=en`);
    await korean.getByRole('heading', { name: '봄밤의 편지' }).waitFor();
    await korean.getByRole('link', { name: /^예매하기/ }).waitFor();
    await none.getByText('This event does not exist.').waitFor();
    // Styled by its own sheet, which the policy of the page knows nothing of.
    const box = await link.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(complaints.filter((one) => !/404/.test(one))).toEqual([]);
    await close();
    host.close();
  });

  it('asks again when somebody comes back to the tab', async () => {
    const host = await openHost(shop());
    const { page, close } = await visit(browser, host.url, { locale: 'en-GB' });
    const card = page.locator('onsale-event').first();
    await card.getByText('On sale · 9 left').waitFor();
    state.available = 0;
    await page.evaluate(() => {
      // As kept by the browser for some seconds: ask past it.
      const plain = window.fetch;
      window.fetch = (input, init) => plain(input, { ...init, cache: 'reload' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await card.getByText('Sold out').waitFor();
    const link = card.getByRole('link', { name: /^See the waiting list/ });
    expect(await link.getAttribute('href')).toBe(`${shop()}/events/7?lang=en`);
    state.available = 9;
    await close();
    host.close();
  });

  it('keeps nothing of a visitor: open to every origin, without cookies', async () => {
    const response = await fetch(`${shop()}/embed/events/7`, { headers: { cookie: 'any=thing' } });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('public, max-age=5');
    const missing = await Promise.all(
      ['0', 'x', '99999999999999999', '8'].map((id) => fetch(`${shop()}/embed/events/${id}`)),
    );
    expect(missing.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });
});
