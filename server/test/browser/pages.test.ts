/** The pages in a real browser: taken over without complaint, usable by name and role, by phone too. */
import type { ProductEvent } from '@onsale/contract/product.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serve, type Serving } from '../../src/http/serve.ts';
import { createTestApp } from '../../src/http/testing.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { ok, refuse } from '../../src/lib/result.ts';
import { presentNoRoom } from '../../src/queue/present-status.ts';
import { buildTimeoutMs, builtWeb } from '../support/web.ts';
import { waitFor } from '../support/wait-for.ts';
import { describeInBrowser, desktop, launchBrowser, phone, visit } from './browser.ts';

const hourMs = 3_600_000;
const instant = (ms: number): string => new Date(ms).toISOString();
const nowMs = Date.now();

const eventOf = (id: number, name: string, opensAtMs: number): ProductEvent => ({
  id,
  name,
  translations: { ko: name, en: `Event ${id}` },
  startsAt: instant(nowMs + 900 * hourMs),
  timeZone: 'Asia/Seoul',
  status: opensAtMs > nowMs ? 'upcoming' : 'on_sale',
  saleOpensAt: instant(opensAtMs),
  capacity: 100,
  available: 40,
  currency: 'KRW',
  seatingPlan: { id: 1, version: 1 },
  tiers: [
    { code: 'R', name: { ko: 'R석', en: 'R' }, price: { amountMinor: 70_000, currency: 'KRW' } },
  ],
  pools: [],
});

const events = [
  eventOf(1, '봄밤의 편지', nowMs - hourMs),
  eventOf(2, '달의 항로', nowMs - hourMs),
  eventOf(3, '하늘정원', nowMs + 30 * hourMs),
];

describeInBrowser('in a browser', { timeout: 60_000 }, () => {
  let serving: Serving;
  let browser: Browser;
  beforeAll(async () => {
    const web = await builtWeb();
    const { app } = await createTestApp({
      webDirectory: web.directory,
      webModule: web.module,
      product: {
        readShowcase: () => {
          const [first, second, third] = events;
          if (first === undefined || second === undefined || third === undefined)
            return refuse('internal');
          const lists = { featured: first, onSale: [first, second], opening: [third], popular: [] };
          return ok({ ...lists, total: 3, cities: [], genres: [] });
        },
        readTierStock: ({ params }) => ok({ eventId: params.eventId, tiers: [] }),
        readEvent: ({ params }) => {
          const event = events.find(({ id }) => id === params.eventId);
          return event === undefined ? refuse('event_not_found') : ok({ event });
        },
        readQueue: ({ params }) =>
          ok(presentNoRoom(params.eventId, nowMs, { nowMs: Date.now(), tiers: [] })),
      },
    });
    serving = await serve(app, { host: '127.0.0.1', port: 0, clock: systemClock });
    browser = await launchBrowser();
  }, buildTimeoutMs);
  afterAll(async () => {
    await browser.close();
    await serving.stop({ timeoutMs: 1_000 });
  });

  it('the home page leads to an event; language and focus go along', async () => {
    const { page, complaints, close } = await visit(browser, serving.url, {
      ...desktop,
      locale: 'ko-KR',
    });
    await page.getByRole('heading', { level: 2, name: '예매 중' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('ko');

    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 2, name: 'On sale now' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.title()).toContain('What’s on');

    await page.getByRole('link', { name: 'Event 2' }).click();
    await page.getByRole('heading', { level: 1, name: 'Event 2' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/events/2');
    await waitFor('the focus', () => page.evaluate(() => document.activeElement?.id === 'main'));
    expect(await page.title()).toBe('Event 2 · Onsale');
    expect(await page.getByRole('link', { name: 'Choose seats' }).getAttribute('href')).toBe(
      '/events/2/seats',
    );

    // The choice of language is the server's next answer too.
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Event 2' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.goBack();
    await page.getByRole('heading', { level: 2, name: 'On sale now' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('a sale that opens later is counted down to, in the time of the visitor too', async () => {
    const { page, complaints, close } = await visit(browser, `${serving.url}/events/3?lang=en`, {
      timezoneId: 'Europe/Berlin',
    });
    const clock = page.getByRole('timer');
    const first = await clock.textContent();
    expect(first).toMatch(/^1 day 0[56]:\d\d:\d\d$/);
    await waitFor('the next second', async () => (await clock.textContent()) !== first);
    await page.getByText('your time').waitFor();
    // Nothing can be chosen yet; what can be done is to be told.
    await page.getByRole('link', { name: 'Remind me' }).waitFor();
    expect(await page.getByRole('button', { name: 'Choose seats' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it('fits a phone, in the dark too', async () => {
    for (const path of ['/', '/events/1', '/events/3', '/tickets', '/nothing']) {
      const options = { ...phone, colorScheme: 'dark', locale: 'ko-KR' } as const;
      const { page, close } = await visit(browser, `${serving.url}${path}`, options);
      await page.locator('h1').first().waitFor({ state: 'attached' });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([path, overflow]).toEqual([path, 0]);
      await close();
    }
  });

  it('is read without scripts as well', async () => {
    const options = { javaScriptEnabled: false, locale: 'en-GB' };
    const { page, close } = await visit(browser, `${serving.url}/events/1`, options);
    await page.getByRole('heading', { level: 1, name: 'Event 1' }).waitFor();
    expect(await page.getByText('₩70,000').count()).toBeGreaterThan(0);
    await close();
  });
});
