/**
 * Takes the pictures of the README from the demo of a running server: the home page on a phone, the
 * map of a stadium on a large window.
 *
 *   node scripts/with-node.mjs scripts/take-screenshots.ts [http://localhost:8080]
 */
import { join } from 'node:path';
import process from 'node:process';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const STADIUM = '하늘정원 월드 투어: 서울';
/** The map flies to the chosen seats and back, and its tiles are drawn when there is time. */
const SETTLED_MS = 1_500;

const site = process.argv[2] ?? 'http://localhost:8080';
const images = join(import.meta.dirname, '..', 'docs', 'images');
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

async function eventId(name: string): Promise<number> {
  const response = await fetch(`${site}/api/v1/events?limit=100`);
  const { events } = (await response.json()) as { events: { id: number; name: string }[] };
  const found = events.find((event) => event.name === name);
  if (found === undefined) throw new Error(`${site} has no event ${name}: is it a demo?`);
  return found.id;
}

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
});

async function take(
  name: string,
  options: BrowserContextOptions,
  go: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  await go(page);
  await page.screenshot({ path: join(images, `${name}.png`) });
  await context.close();
}

try {
  await take('home-phone', { ...phone, deviceScaleFactor: 1.5 }, async (page) => {
    await page.goto(site, { waitUntil: 'load' });
  });
  const address = `${site}/events/${await eventId(STADIUM)}/seats`;
  await take('seat-map', { viewport: { width: 1_280, height: 800 } }, async (page) => {
    await page.goto(address);
    await page.getByRole('button', { name: 'Best available' }).click();
    await page.getByRole('button', { name: 'Hold and continue' }).waitFor();
    await page.waitForTimeout(SETTLED_MS);
    await page.getByRole('button', { name: 'Show the whole hall' }).click();
    await page.waitForTimeout(SETTLED_MS);
  });
} finally {
  await browser.close();
}
