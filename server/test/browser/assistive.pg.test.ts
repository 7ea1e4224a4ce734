/**
 * What people meet who do not look at the screen, or look very closely: what is said after a lost race,
 * where the focus is, how large what can be pressed is, and that nothing has to be scrolled sideways.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { waitFor } from '../support/wait-for.ts';
import { buildTimeoutMs } from '../support/web.ts';
import { granted } from '../api/refusals.ts';
import * as office from './box-office.ts';
import { describeInBrowser, desktop, phone, visit } from './browser.ts';
import { tabTo } from './keyboard.ts';

/** WCAG 2.2, success criterion 2.5.8. */
const TARGET_PX = 24;
const english = { locale: 'en-GB' } as const;
const ids = createIds(systemClock);

describeInBrowser('without looking, or very closely', { timeout: 60_000 }, () => {
  let box: office.BoxOffice;
  let eventId: number;
  beforeAll(async () => {
    box = await office.openBoxOffice();
    eventId = await box.createShow();
  }, buildTimeoutMs);
  afterAll(() => box?.close());

  it('a lost race is told by a dialog that has the focus, and the keyboard goes on from it', async () => {
    const show = await box.createShow();
    const { page, close } = await box.buyer(show, desktop);
    await office.chooseBest(page);
    const [first] = await office.chosenSeats(page, show);
    // Somebody is faster while our request is on its way.
    const rival = await box.rival();
    const path = `/api/v1/events/${show}/reservations`;
    await page.route(
      `**${path}`,
      async (route) => {
        granted(await rival.send('POST', path, { id: ids.next(), seats: [first] }), 201);
        await route.continue();
      },
      { times: 1 },
    );
    await tabTo(page, /^Hold and continue$/);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Somebody was faster' });
    await dialog.waitFor();
    await waitFor('the focus in the dialog', () =>
      dialog.evaluate((element) => element.contains(document.activeElement)),
    );
    const tree = await dialog.ariaSnapshot();
    expect(tree).toContain('heading "Somebody was faster" [level=2]');
    expect(tree).toMatch(/went to somebody else a moment ago/);
    expect(tree).toMatch(/Same price\.|more than your choice|less than your choice/);
    expect(tree).toMatch(/the stage\./);
    expect(tree).toContain('button "Take these"');
    await tabTo(page, /^Take these$/);
    await page.keyboard.press('Enter');
    await office.emailField(page).waitFor();
    await close();
  });

  it('the tree of the page for choosing has its names, with the list before the map', async () => {
    const { page, close } = await box.buyer(eventId, desktop);
    await page.getByRole('button', { name: 'Choose from a list' }).waitFor();
    const tree = await page.getByRole('main').ariaSnapshot();
    expect(tree.indexOf('Choose from a list')).toBeGreaterThan(0);
    expect(tree.indexOf('Choose from a list')).toBeLessThan(tree.indexOf('Seat map'));
    expect(tree).toContain('complementary "Your choice"');
    await office.chooseBest(page);
    // What was chosen is said without being looked for.
    await page
      .getByRole('status')
      .filter({ hasText: /Suggested|chosen/ })
      .first()
      .waitFor({
        state: 'attached',
      });
    await close();
  });

  it('the hold says how long it lasts, in words, and can be extended once', async () => {
    const { page, close } = await box.buyer(eventId, phone);
    await office.reachCheckout(page);
    const timer = page.getByRole('timer').first();
    expect(await timer.textContent()).toMatch(/\d:\d\d/);
    await page.getByRole('button', { name: 'More time' }).click();
    await page.getByText('Extended; that works once.').waitFor();
    expect(await page.getByRole('button', { name: 'More time' }).count()).toBe(0);
    await close();
  });

  it.each([
    ['/', phone],
    ['/sign-in', phone],
    ['/', desktop],
  ])('what can be pressed on %s is large enough', async (path, options) => {
    const { page, close } = await visit(box.browser, `${box.url}${path}`, {
      ...options,
      ...english,
    });
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await smallTargets(page)).toEqual([]);
    await close();
  });

  it.each(['/', '/sign-in', '/tickets', 'event', 'seats', 'queue'])(
    'nothing of %s has to be scrolled sideways in a window of 320 pixels, as at 400 % zoom',
    async (name) => {
      const part = name === 'event' ? '' : `/${name}`;
      const path = name.startsWith('/') ? name : `/events/${eventId}${part}`;
      const { page, close } = await visit(box.browser, `${box.url}${path}`, {
        ...english,
        viewport: { width: 320, height: 512 },
      });
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over).toBeLessThanOrEqual(0);
      await close();
    },
  );
});

/**
 * Names of what cannot be hit within a square of that size around its middle; what a link covers besides
 * its text counts, and links in a sentence may be as low as its line.
 */
const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate((least) => {
    const all = document.querySelectorAll<HTMLElement>('a[href], button, input, select, summary');
    const reach = least / 2 - 1;
    return [...all].flatMap((element) => {
      element.scrollIntoView({ block: 'center' });
      const { x, y, width, height } = element.getBoundingClientRect();
      const isShown = width > 1 && height > 1 && getComputedStyle(element).visibility === 'visible';
      // What waits above the page comes down when it has the focus.
      const isAbove = y + height <= 0;
      if (!isShown || isAbove || element.closest('p, li > span') !== null) return [];
      const [middleX, middleY] = [x + width / 2, y + height / 2];
      const corners = [
        [-reach, 0],
        [reach, 0],
        [0, -reach],
        [0, reach],
      ] as const;
      const isHit = corners.every(([dx, dy]) => {
        const hit = document.elementFromPoint(middleX + dx, middleY + dy);
        return element.contains(hit) || hit?.closest('label')?.contains(element) === true;
      });
      return isHit
        ? []
        : [`${element.textContent?.trim() ?? element.tagName}: ${width} x ${height}`];
    });
  }, TARGET_PX);
