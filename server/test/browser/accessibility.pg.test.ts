/**
 * Every screen of buying, in the states people meet, held against WCAG 2.2 AA: on the phone and on the
 * desktop, light and dark, Korean and English.
 */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { queueCalls } from '../api/queue-calls.ts';
import { granted } from '../api/refusals.ts';
import type { Key } from '../api/world.ts';
import { buildTimeoutMs } from '../support/web.ts';
import { expectAccessible } from './axe.ts';
import * as office from './box-office.ts';
import { describeInBrowser, desktop, phone, visit } from './browser.ts';

const ways: readonly (readonly [string, BrowserContextOptions])[] = [
  ['phone, light, Korean', { ...phone, locale: 'ko-KR', colorScheme: 'light' }],
  ['phone, dark, English', { ...phone, locale: 'en-GB', colorScheme: 'dark' }],
  ['desktop, dark, Korean', { ...desktop, locale: 'ko-KR', colorScheme: 'dark' }],
  [
    'desktop, forced colours, English',
    { ...desktop, locale: 'en-GB', colorScheme: 'light', forcedColors: 'active' },
  ],
];
/** Nothing is still being loaded. */
const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () => document.querySelector('.skeleton, [data-loading], [aria-busy=true]') === null,
  );
};

const buying: BrowserContextOptions = { ...phone, locale: 'en-GB', colorScheme: 'light' };

describeInBrowser('is usable by everybody', { timeout: 120_000 }, () => {
  let box: office.BoxOffice;
  let key: Key;
  let eventId: number;
  const queue = queueCalls(
    () => box.world,
    () => key,
  );

  beforeAll(async () => {
    box = await office.openBoxOffice();
    key = await box.world.createKey();
    eventId = await box.createShow();
  }, buildTimeoutMs);
  afterAll(() => box?.close());

  /** Somebody at this address; what they see has to be there. */
  async function look(path: string, options: BrowserContextOptions): Promise<Page> {
    const { page } = await visit(box.browser, `${box.url}${path}`, {
      ...options,
      reducedMotion: 'reduce',
    });
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    // The gallery shows on purpose what it looks like while something is being loaded.
    if (path !== '/design') await settled(page);
    return page;
  }

  it.each(ways)('what everybody sees first: %s', async (_name, options) => {
    const paths = ['/', `/events/${eventId}`, `/events/${eventId}/seats`, '/tickets', '/sign-in'];
    paths.push('/sign-up', '/account', '/nothing-here', `/events/${eventId}/queue`);
    let passes = 0;
    for (const path of paths) {
      // One after the other: the machine is small.
      /* oxlint-disable no-await-in-loop */
      const page = await look(path, options);
      passes += await expectAccessible(page, path);
      await page.context().close();
      /* oxlint-enable no-await-in-loop */
    }
    expect(passes).toBeGreaterThan(100);
  });

  it('what some need: search, reminders, a lost password, the waiting list, the gallery', async () => {
    const paths = ['/search?q=spring', '/search?q=nothing-like-this', '/forgot-password'];
    paths.push('/reminders', `/events/${eventId}/waiting-list`, '/transfers', '/design');
    let passes = 0;
    for (const path of paths) {
      /* oxlint-disable no-await-in-loop -- one after the other: the machine is small */
      const page = await look(path, { ...phone, locale: 'ko-KR', colorScheme: 'dark' });
      passes += await expectAccessible(page, path);
      await page.context().close();
      /* oxlint-enable no-await-in-loop */
    }
    expect(passes).toBeGreaterThan(100);
  });

  it('the account, with everything that can be set', async () => {
    const page = await look('/sign-up', buying);
    await page.getByLabel('Name').fill('김민지');
    await page.getByLabel('E-mail').fill('axe@example.com');
    await page.getByLabel('Password').fill('correct horse battery');
    await page.getByRole('button', { name: 'Create an account' }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-up');
    await page.goto(`${box.url}/account`);
    await page.getByText('This device').waitFor();
    await settled(page);
    expect(await expectAccessible(page, 'the account')).toBeGreaterThan(10);
    await page.context().close();
  });

  it('the whole purchase, with a declined card on the way', async () => {
    const page = await look(`/events/${eventId}/seats`, buying);
    await office.chooseBest(page);
    await expectAccessible(page, 'seats chosen');
    await page.getByRole('button', { name: 'Choose from a list' }).click();
    await page.getByRole('heading', { name: 'Choose a section' }).waitFor();
    await expectAccessible(page, 'the list of sections');
    await office.hold(page);
    await office.emailField(page).waitFor();
    await expectAccessible(page, 'checkout');
    await office.payButton(page).click();
    await page.getByText('Enter your e-mail address.').first().waitFor();
    await expectAccessible(page, 'checkout with an error');
    await office.payWith(page, 'Declined');
    await page.getByRole('alert').first().waitFor();
    await expectAccessible(page, 'a declined card');
    await office.payWith(page, 'Works');
    await office.heading(page, 'You’re going!').waitFor();
    await expectAccessible(page, 'bought');
    const [order] = await office.ordersOf(page);
    await page.goto(`${box.url}/tickets`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await settled(page);
    await expectAccessible(page, 'my tickets');
    expect(order?.status).toBe('complete');
    await page.context().close();
  });

  it('the waiting room: open, in the draw, in line, the turn', async () => {
    const id = await box.createShow({ saleOpensAtMs: Date.now() + 3_600_000 });
    granted(await queue.setRoom(id, { mode: 'always', opensAt: '2026-01-01T00:00:00Z' }));
    const page = await look(`/events/${id}/queue`, buying);
    await page.getByRole('button', { name: 'Take a place' }).waitFor();
    await expectAccessible(page, 'the room is open');
    await page.getByRole('button', { name: 'Take a place' }).click();
    await page.getByRole('heading', { level: 2, name: 'You are in the draw' }).waitFor();
    await expectAccessible(page, 'in the draw');
    await page.getByRole('button', { name: 'Leave the line' }).click();
    await page.getByRole('dialog').waitFor();
    await expectAccessible(page, 'asked whether to leave');
    await page.getByRole('button', { name: 'Stay' }).click();
    const body = { saleOpensAt: new Date().toISOString() };
    granted(await box.world.send('PUT', `/api/v1/events/${id}`, { key: key.secret, body }));
    await queue.statusWhen(id, 'the draw', ({ cohortSize }) => cohortSize === 1);
    await page.reload();
    await page.getByRole('link', { name: 'Come in' }).waitFor();
    await expectAccessible(page, 'the turn has come');
    await page.goto(`${box.url}/events/${id}/queue/verify`);
    await page.getByRole('heading', { name: 'The draw is right' }).waitFor();
    expect(await expectAccessible(page, 'the draw checked')).toBeGreaterThan(10);
    await page.context().close();
  });
});
