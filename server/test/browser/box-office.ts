/**
 * What tests of buying share: a running product with a hall on sale, a browser, and the steps of a
 * purchase by role and label, as a person or a screen reader finds them. `BROWSER_SHOTS=folder` keeps
 * a picture of every step.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import type { Order } from '@onsale/contract/order.ts';
import type { Reservation } from '@onsale/contract/product.ts';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { openWorld, type World } from '../api/world.ts';
import type { EventWish } from '../api/house.ts';
import { granted } from '../api/refusals.ts';
import { builtWeb } from '../support/web.ts';
import { launchBrowser, visit, type Visit } from './browser.ts';

export type BoxOffice = {
  readonly world: World;
  readonly url: string;
  readonly browser: Browser;
  /** The small theatre; two ticket types, fees, refundable, four to an order. */
  createShow(wish?: EventWish): Promise<number>;
  /** Somebody at the page for choosing seats, in English. */
  buyer(eventId: number, options: BrowserContextOptions): Promise<Visit>;
  /** A person without a browser. */
  rival(): Promise<Visitor>;
  close(): Promise<void>;
};

const tier = (code: string, priceMinor: number) => ({
  code,
  name: { en: code, ko: `${code}석` },
  priceMinor,
});

export async function openBoxOffice(): Promise<BoxOffice> {
  await builtWeb();
  const world = await openWorld({ env: { HOLDS_PER_ADDRESS_MINUTE: '1000000' } });
  const browser = await launchBrowser();
  const url = world.processes[0]?.url ?? '';
  const { organizationId } = await world.createKey();
  return {
    world,
    url,
    browser,
    createShow: (wish = {}) =>
      world.createHallEvent(organizationId, {
        name: '봄밤의 편지',
        translations: { ko: '봄밤의 편지', en: 'Letters of a Spring Night' },
        tiers: [tier('VIP', 150_000), tier('R', 100_000), tier('S', 70_000)],
        ticketTypes: [
          { code: 'adult', name: { en: 'Adult', ko: '성인' }, pricePercent: 100 },
          { code: 'child', name: { en: 'Child', ko: '어린이' }, pricePercent: 50 },
        ],
        fees: { basisPoints: 500, perTicketMinor: 1_000 },
        perOrderMax: 4,
        refundableUntilMs: Date.UTC(2039, 0, 1),
        ...wish,
      }),
    buyer: (eventId, options) =>
      visit(browser, `${url}/events/${eventId}/seats`, { locale: 'en-GB', ...options }),
    async rival() {
      const visitor = createVisitor(url);
      granted(await visitor.send('POST', '/api/v1/session'));
      return visitor;
    },
    async close() {
      await browser.close();
      await world.close();
    },
  };
}

const folder = process.env['BROWSER_SHOTS'];

/** A picture of what the page shows now, when pictures are wanted. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  const width = page.viewportSize()?.width ?? 0;
  await page.screenshot({ path: join(folder, `${name}-${width}.png`), animations: 'disabled' });
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

/** Lets the house choose the best seats. */
export async function chooseBest(page: Page): Promise<void> {
  await button(page, 'Best available').click();
  await button(page, 'Next best').waitFor();
  await page.locator('button:not([disabled])', { hasText: /^Hold and continue$/ }).waitFor();
}

/** The numbers of the seats in the cart, as this tab keeps them. */
export const chosenSeats = (page: Page, eventId: number): Promise<number[]> =>
  page.evaluate(
    (key) => JSON.parse(sessionStorage.getItem(key) ?? '[]') as number[],
    `onsale:seats:${eventId}`,
  );

export async function hold(page: Page): Promise<void> {
  await button(page, 'Hold and continue').click();
}

/** To the checkout of the best seats. */
export async function reachCheckout(page: Page): Promise<void> {
  await chooseBest(page);
  await hold(page);
  await emailField(page).waitFor();
}

export const emailField = (page: Page) => page.getByRole('textbox', { name: 'E-mail' });
export const payButton = (page: Page) => page.getByRole('button', { name: /^Pay ₩/ });
export const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name });

export async function payWith(page: Page, card: string): Promise<void> {
  await emailField(page).fill('minji@example.com');
  await page.getByRole('radio', { name: card }).check();
  await payButton(page).click();
}

/** The path of the page, with ids left out. */
export const pathOf = (page: Page): string =>
  new URL(page.url()).pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');

/** The orders of whoever uses this page, asked with its cookies. */
export async function ordersOf(page: Page): Promise<readonly Order[]> {
  const response = await page.request.get(new URL('/api/v1/orders', page.url()).href);
  expect(response.status()).toBe(200);
  return ((await response.json()) as { orders: Order[] }).orders;
}

/** What whoever uses this page holds. */
export async function holdsOf(page: Page): Promise<readonly Reservation[]> {
  const response = await page.request.get(new URL('/api/v1/reservations', page.url()).href);
  expect(response.status()).toBe(200);
  return ((await response.json()) as { reservations: Reservation[] }).reservations;
}

/** Refusals are answers, and the browser notes each of them; anything else is a mistake of ours. */
export const mistakes = (complaints: readonly string[]): readonly string[] =>
  complaints.filter(
    (one) => !/Failed to load resource: .*(?:40[149]|ERR_INTERNET_DISCONNECTED)/.test(one),
  );
