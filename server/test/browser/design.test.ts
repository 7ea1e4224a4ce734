/**
 * The design system in a real browser: a chosen theme is there before the app is, and the gallery's
 * primitives work by keyboard and name without a complaint of the policy.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serve, type Serving } from '../../src/http/serve.ts';
import { createTestApp } from '../../src/http/testing.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { buildTimeoutMs, builtWeb } from '../support/web.ts';
import { describeInBrowser, desktop, launchBrowser, visit } from './browser.ts';

const themeOf = (): string | undefined => document.documentElement.dataset['theme'];

describeInBrowser('the design system', { timeout: 60_000 }, () => {
  let serving: Serving;
  let browser: Browser;
  beforeAll(async () => {
    const web = await builtWeb();
    const { app } = await createTestApp({ webDirectory: web.directory, webModule: web.module });
    serving = await serve(app, { host: '127.0.0.1', port: 0, clock: systemClock });
    browser = await launchBrowser();
  }, buildTimeoutMs);
  afterAll(async () => {
    await browser.close();
    await serving.stop({ timeoutMs: 1_000 });
  });

  const open = () =>
    visit(browser, `${serving.url}/design`, { ...desktop, locale: 'en-GB', colorScheme: 'light' });

  it('a chosen theme is kept, and shown before the app has come', async () => {
    const { page, close } = await open();
    await page.getByRole('contentinfo').getByRole('radio', { name: 'Dark' }).check();
    expect(await page.evaluate(themeOf)).toBe('dark');

    // Without the app only the script in the head is left to do it.
    await page.route('**/*', (route) =>
      /browser-.*\.js$/.test(route.request().url()) ? route.abort() : route.continue(),
    );
    await page.reload({ waitUntil: 'domcontentloaded' });
    expect(await page.evaluate(themeOf)).toBe('dark');
    await page.unroute('**/*');

    await page.reload();
    const footer = page.getByRole('contentinfo');
    await footer.getByRole('radio', { name: 'Dark', checked: true }).waitFor();
    await footer.getByRole('radio', { name: 'Auto' }).check();
    expect(await page.evaluate(themeOf)).toBeUndefined();
    await close();
  });

  it('its primitives work by name and keyboard', async () => {
    const { page, complaints, close } = await open();
    await page.getByRole('heading', { level: 1, name: 'Design system' }).waitFor();

    await page.getByRole('button', { name: /Select an item/ }).press('Enter');
    await page.getByRole('option', { name: 'Busan' }).press('Enter');
    await page.getByRole('button', { name: 'Busan City', exact: true }).first().waitFor();

    const search = page.getByRole('combobox', { name: 'Search' });
    await search.fill('Lon');
    await page.getByRole('option', { name: 'London' }).waitFor();
    await search.press('ArrowDown');
    await search.press('Enter');
    expect(await search.inputValue()).toBe('London');
    await page.getByRole('listbox').waitFor({ state: 'detached' });

    const tickets = page.getByRole('textbox', { name: 'Tickets' });
    await tickets.press('ArrowUp');
    expect(await tickets.inputValue()).toBe('3');

    await page.getByRole('tab', { name: 'Upcoming' }).press('ArrowRight');
    await page.getByRole('tab', { name: 'Past', selected: true }).waitFor();

    await page.getByRole('button', { name: 'More', exact: true }).press('Enter');
    await page.getByRole('menuitem', { name: 'Add to calendar' }).press('Enter');
    await page.getByRole('menu').waitFor({ state: 'detached' });

    await page.getByRole('switch', { name: /Play a sound/ }).press('Space');
    expect(await page.getByRole('switch', { name: /Play a sound/ }).isChecked()).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  });
});
