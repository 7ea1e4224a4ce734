/** Finding an event in a real browser: suggestions, search while typing, filters, the event, a reminder. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSeries } from '../../src/catalog/create-series.ts';
import { createVenue } from '../../src/catalog/publish-plan.ts';
import { openWorld, type World } from '../api/world.ts';
import { waitFor } from '../support/wait-for.ts';
import { buildTimeoutMs, builtWeb } from '../support/web.ts';
import { describeInBrowser, desktop, launchBrowser, phone, visit } from './browser.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describeInBrowser('finding an event', { timeout: 60_000 }, () => {
  let world: World;
  let browser: Browser;
  let url = '';
  const made: Record<string, number> = {};

  beforeAll(async () => {
    await builtWeb();
    world = await openWorld();
    url = world.processes[0]?.url ?? '';
    browser = await launchBrowser();
    const { organizationId } = await world.createKey();
    const [seriesId, seoul, busan] = await world.db.transaction(async (tx) => {
      const place = { organizationId, timeZone: 'Asia/Seoul' };
      const cities = {
        seoul: { code: 'seoul', name: { ko: '서울', en: 'Seoul' } },
        busan: { code: 'busan', name: { ko: '부산', en: 'Busan' } },
      };
      return [
        await createSeries(tx, {
          organizationId,
          name: { ko: '봄밤 투어', en: 'The spring tour' },
        }),
        await createVenue(tx, {
          ...place,
          name: { ko: '달홀', en: 'Moon Hall' },
          city: cities.seoul,
        }),
        await createVenue(tx, {
          ...place,
          name: { ko: '파도홀', en: 'Wave Hall' },
          city: cities.busan,
        }),
      ] as const;
    });
    const make = async (name: string, ko: string, en: string, more: object): Promise<void> => {
      made[name] = await world.createPoolEvent(organizationId, 10, {
        name: ko,
        translations: { ko, en },
        startsAtMs: Date.now() + 30 * DAY_MS,
        ...more,
      });
    };
    await make('spring', '봄밤의 편지', 'Letters of a Spring Night', {
      genre: 'theatre',
      venueId: seoul,
      seriesId,
      description: { ko: '편지 한 묶음', en: 'A bundle of letters' },
    });
    await make('springBusan', '봄밤의 편지', 'Letters of a Spring Night', {
      genre: 'theatre',
      venueId: busan,
      seriesId,
      startsAtMs: Date.now() + 40 * DAY_MS,
    });
    await make('jazz', '한밤의 재즈', 'Jazz at Night', { genre: 'jazz', venueId: busan });
    await make('soon', '여름 축제', 'Summer Festival', {
      genre: 'festival',
      venueId: seoul,
      saleOpensAtMs: Date.now() + 3 * HOUR_MS,
    });
  }, buildTimeoutMs);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  it('from home by keyboard: what is typed is suggested, and chosen without leaving the field', async () => {
    const { page, complaints, close } = await visit(browser, url, { ...desktop, locale: 'ko-KR' });
    await page.getByRole('heading', { level: 2, name: '오픈 예정' }).waitFor();
    const field = page.getByRole('combobox', { name: '공연 검색' });
    await field.fill('ㅂㅂㅇ');
    // Two dates of a tour are one suggestion.
    const option = page.getByRole('option', { name: /봄밤의 편지/ });
    await option.waitFor();
    expect(await page.getByRole('option').count()).toBe(1);
    await field.press('ArrowDown');
    expect(await option.getAttribute('aria-selected')).toBe('true');
    await field.press('Escape');
    expect(await page.getByRole('option').count()).toBe(0);
    await field.press('ArrowDown');
    await field.press('Enter');
    await page.getByRole('heading', { level: 1, name: '봄밤의 편지' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/events/${made['spring']}`);
    expect(complaints).toEqual([]);
    await close();
  });

  it('while typing, with a typo, by filters; the address is the state and the way back works', async () => {
    const { page, complaints, close } = await visit(browser, `${url}/search`, {
      ...phone,
      locale: 'en-GB',
    });
    const count = page.getByRole('status').filter({ hasText: 'found' });
    await count.filter({ hasText: '4 events found' }).waitFor();
    const field = page.getByRole('searchbox', { name: 'Search events' });
    await field.pressSequentially('sprnig');
    await count.filter({ hasText: 'Nothing is called exactly “sprnig”' }).waitFor();
    expect(new URL(page.url()).search).toBe('?q=sprnig');
    expect(await page.getByRole('heading', { level: 3 }).allTextContents()).toEqual([
      'Letters of a Spring Night',
      'Letters of a Spring Night',
    ]);

    await page.getByText('Filters', { exact: true }).click();
    // How many there would be is said with each.
    await page.getByRole('link', { name: 'Busan 1' }).click();
    await count.filter({ hasText: '1 event found' }).waitFor();
    expect(new URL(page.url()).searchParams.get('city')).toBe('busan');
    const chosen = page.getByRole('list', { name: 'Chosen filters' });
    await chosen.getByRole('link', { name: 'Remove: Busan' }).click();
    await count.filter({ hasText: '2 events found' }).waitFor();
    await page.goBack();
    await count.filter({ hasText: '1 event found' }).waitFor();
    await page.goBack();
    await count.filter({ hasText: '2 events found' }).waitFor();
    expect(await field.inputValue()).toBe('sprnig');

    await field.fill('zzzz');
    await page.getByRole('heading', { name: 'Nothing fits' }).waitFor();
    await page.getByRole('heading', { name: 'Or look at these' }).waitFor();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it('works without scripts: the field is a form, filters are links', async () => {
    const options = { ...desktop, javaScriptEnabled: false, locale: 'ko-KR' };
    const { page, close } = await visit(browser, `${url}/search`, options);
    await page.getByRole('searchbox', { name: '공연 검색' }).fill('재즈');
    await page.getByRole('searchbox', { name: '공연 검색' }).press('Enter');
    await page.getByText('공연 1개를 찾았습니다').waitFor();
    await page.getByRole('link', { name: '한밤의 재즈' }).click();
    await page.getByRole('heading', { level: 1, name: '한밤의 재즈' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/events/${made['jazz']}`);
    await close();
  });

  it('an event tells its other dates and what is left of each price, and is passed on', async () => {
    const { page, complaints, close } = await visit(
      browser,
      `${url}/events/${made['spring']}?lang=en`,
      { ...desktop, permissions: ['clipboard-read', 'clipboard-write'] },
    );
    await page.getByText('10 left', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByText('The link was copied.').first().waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `${url}/events/${made['spring']}`,
    );
    await page.getByRole('heading', { name: /Dates/ }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Wave Hall' }).getByRole('link').click();
    await waitFor('the other date', () => page.url().includes(`/events/${made['springBusan']}`));
    expect(complaints).toEqual([]);
    await close();
  });

  it('a reminder: asked for on a phone, seen in the list, ended', async () => {
    const { page, complaints, close } = await visit(browser, `${url}/events/${made['soon']}`, {
      ...phone,
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
    });
    await page.getByText('Server time').waitFor();
    await page.getByRole('link', { name: 'Remind me' }).click();
    await page.getByRole('heading', { name: 'Be told before the sale opens' }).waitFor();
    // In three hours a day before is over.
    const leads = page.getByRole('radiogroup', { name: 'How long before?' });
    expect(await leads.getByRole('radio', { name: /1 day/ }).isDisabled()).toBe(true);
    await page.getByRole('radio', { name: /By mail/ }).check({ force: true });
    await page.getByRole('button', { name: 'Remind me' }).click();
    await page.getByText('Enter an address like name@example.com.').waitFor();
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('visitor@example.com');
    await page.getByRole('button', { name: 'Remind me' }).click();
    await page.getByText('follow the link in the mail to visitor@example.com').waitFor();

    const [letter] = await world.change(
      `SELECT content ->> 'url' AS url FROM letters WHERE kind = 'reminder_confirm'`,
    );
    const link = new URL(String(letter?.['url']));
    await page.goto(`${url}${link.pathname}${link.search}`);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('heading', { name: 'Your reminder is set' }).waitFor();

    await page.goto(`${url}/reminders`);
    const row = page.getByRole('listitem').filter({ hasText: 'Summer Festival' });
    await row.getByText('Waiting', { exact: true }).waitFor();
    await row.getByRole('button', { name: /Remove/ }).click();
    await page.getByRole('heading', { name: 'No reminders yet' }).waitFor();
    // Answers that the client asks for and goes on from: no session yet, no demo here.
    const isAnswer = /^Failed to load resource: .* status of 40[14]/;
    expect(complaints.filter((text) => !isAnswer.test(text))).toEqual([]);
    await close();
  });
});
