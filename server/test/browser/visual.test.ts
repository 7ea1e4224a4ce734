/**
 * What the main screens look like, against small pictures of them in `pictures/`. They catch a layout that
 * has fallen apart, not a shade: half the size, and one pixel in thirty may differ.
 * `PICTURES=update npm test -- visual` takes them anew; look at them before they are committed.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { ProductEvent } from '@onsale/contract/product.ts';
import pixelmatch from 'pixelmatch';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serve, type Serving } from '../../src/http/serve.ts';
import { createTestApp } from '../../src/http/testing.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { ok, refuse } from '../../src/lib/result.ts';
import { presentNoRoom } from '../../src/queue/present-status.ts';
import { buildTimeoutMs, builtWeb } from '../support/web.ts';
import { describeInBrowser, launchBrowser, visit } from './browser.ts';

const folder = join(import.meta.dirname, 'pictures');
const isUpdate = process.env['PICTURES'] === 'update';
const DIFFERENT_MAX = 1 / 30;

const show = (id: number, ko: string, en: string, genre: ProductEvent['genre']): ProductEvent => ({
  id,
  name: ko,
  translations: { ko, en },
  startsAt: '2039-04-03T09:00:00Z',
  timeZone: 'Asia/Seoul',
  status: 'on_sale',
  saleOpensAt: '2026-01-01T00:00:00Z',
  capacity: 1_000,
  available: 400 + id,
  currency: 'KRW',
  seatingPlan: { id: 1, version: 1 },
  tiers: [
    { code: 'R', name: { ko: 'R석', en: 'R' }, price: { amountMinor: 99_000, currency: 'KRW' } },
    { code: 'S', name: { ko: 'S석', en: 'S' }, price: { amountMinor: 66_000, currency: 'KRW' } },
  ],
  pools: [],
  venue: { ko: '새벽홀', en: 'Saebyeok Hall' },
  ...(genre !== undefined && { genre }),
});
const [first, second, third] = [
  show(1, '봄밤의 편지', 'Letters of a Spring Night', 'theatre'),
  show(2, '달의 항로', 'The Course of the Moon', 'musical'),
  show(3, '하늘정원', 'Sky Garden', 'concert'),
] as const;

const small = { deviceScaleFactor: 0.5, reducedMotion: 'reduce' } as const;
const screens: readonly (readonly [string, string, BrowserContextOptions])[] = [
  ['home-phone-ko', '/', { viewport: { width: 390, height: 844 }, locale: 'ko-KR' }],
  ['home-desktop-en', '/', { viewport: { width: 1_440, height: 900 }, locale: 'en-GB' }],
  [
    'event-phone-dark-en',
    '/events/1',
    { viewport: { width: 390, height: 844 }, locale: 'en-GB', colorScheme: 'dark' },
  ],
  ['event-tablet-ko', '/events/1', { viewport: { width: 768, height: 1_024 }, locale: 'ko-KR' }],
  ['not-found-phone-ko', '/nothing', { viewport: { width: 390, height: 844 }, locale: 'ko-KR' }],
];

describeInBrowser('looks as it did', { timeout: 60_000 }, () => {
  let serving: Serving;
  let browser: Browser;
  beforeAll(async () => {
    const web = await builtWeb();
    const { app } = await createTestApp({
      webDirectory: web.directory,
      webModule: web.module,
      product: {
        readShowcase: () =>
          ok({
            featured: first,
            onSale: [first, second, third],
            opening: [],
            popular: [third, second],
            total: 3,
            cities: [],
            genres: [],
          }),
        readTierStock: ({ params }) => ok({ eventId: params.eventId, tiers: [] }),
        readEvent: ({ params }) => {
          const event = [first, second, third].find(({ id }) => id === params.eventId);
          return event === undefined ? refuse('event_not_found') : ok({ event });
        },
        readQueue: ({ params }) =>
          ok(presentNoRoom(params.eventId, Date.now(), { nowMs: Date.now(), tiers: [] })),
      },
    });
    serving = await serve(app, { host: '127.0.0.1', port: 0, clock: systemClock });
    browser = await launchBrowser();
  }, buildTimeoutMs);
  afterAll(async () => {
    await browser.close();
    await serving.stop({ timeoutMs: 1_000 });
  });

  it.each(screens)('%s', async (name, path, options) => {
    const { page, close } = await visit(browser, new URL(path, serving.url).href, {
      ...small,
      ...options,
    });
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    await page.waitForFunction(() => document.querySelector('.skeleton') === null);
    const taken = await page.screenshot({ animations: 'disabled', scale: 'device' });
    await close();
    const file = join(folder, `${name}.png`);
    if (isUpdate) {
      await mkdir(folder, { recursive: true });
      await writeFile(file, taken);
    }
    const [now, before] = [PNG.sync.read(taken), PNG.sync.read(await readFile(file))];
    const { width, height } = before;
    expect([now.width, now.height]).toEqual([width, height]);
    const different = pixelmatch(now.data, before.data, undefined, width, height, {
      threshold: 0.25,
    });
    const seen = join(tmpdir(), `onsale-${name}.png`);
    if (different > width * height * DIFFERENT_MAX) await writeFile(seen, taken);
    expect(different, `${seen} is not ${file}`).toBeLessThanOrEqual(width * height * DIFFERENT_MAX);
  });
});
