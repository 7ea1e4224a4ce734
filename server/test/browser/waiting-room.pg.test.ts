/** The waiting room in a real browser: join, wait, draw, come in, buy; and what happens on the way. */
import type { DrawRecord } from '@onsale/contract/queue.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { queueCalls } from '../api/queue-calls.ts';
import { granted } from '../api/refusals.ts';
import type { Key } from '../api/world.ts';
import { waitFor } from '../support/wait-for.ts';
import { buildTimeoutMs } from '../support/web.ts';
import * as office from './box-office.ts';
import { describeInBrowser, desktop, phone, visit } from './browser.ts';

const english = { locale: 'en-GB' } as const;
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const stage = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 2, name });

describeInBrowser('a waiting room', { timeout: 60_000 }, () => {
  let box: office.BoxOffice;
  let key: Key;
  const at = queueCalls(
    () => box.world,
    () => key,
  );
  const roomOf = (eventId: number): string => `${box.url}/events/${eventId}/queue`;

  beforeAll(async () => {
    box = await office.openBoxOffice();
    key = await box.world.createKey();
  }, buildTimeoutMs);
  afterAll(() => box?.close());

  /** Before its sale, with the room open. */
  async function createRoom(patch = {}, untilSaleMs = 3_600_000): Promise<number> {
    const eventId = await box.createShow({ saleOpensAtMs: Date.now() + untilSaleMs });
    granted(
      await at.setRoom(eventId, { mode: 'always', opensAt: '2026-01-01T00:00:00Z', ...patch }),
    );
    return eventId;
  }
  async function openSale(eventId: number): Promise<void> {
    const body = { saleOpensAt: new Date().toISOString() };
    granted(await box.world.send('PUT', `/api/v1/events/${eventId}`, { key: key.secret, body }));
  }

  it('leads from the page of the event through the draw to a purchase', async () => {
    const eventId = await createRoom({ activeMax: 3 });
    const rivals = await Promise.all([at.guest(), at.guest()]);
    await Promise.all(rivals.map((who) => at.joined(who, eventId)));
    await at.statusWhen(eventId, 'two people', ({ joined }) => joined === 2);

    const { page, complaints, close } = await visit(box.browser, `${box.url}/events/${eventId}`, {
      ...phone,
      ...english,
    });
    await page.getByRole('link', { name: 'To the waiting room' }).click();
    await stage(page, 'The waiting room is open').waitFor();
    await page.getByText('2 people are here').waitFor();
    await office.shoot(page, 'queue-gathering');
    await button(page, 'Take a place').click();
    await stage(page, 'You are in the draw').waitFor();
    // The button is gone, the focus is not.
    await waitFor('the focus', () =>
      page.evaluate(() => document.activeElement?.id === 'queue-stage'),
    );
    await office.shoot(page, 'queue-in-the-draw');

    // A place outlives the page, and is the same in every tab.
    await page.reload();
    await stage(page, 'You are in the draw').waitFor();
    const tab = await page.context().newPage();
    await tab.goto(roomOf(eventId));
    await stage(tab, 'You are in the draw').waitFor();
    await tab.close();
    await at.statusWhen(eventId, 'three people', ({ joined }) => joined === 3);

    await openSale(eventId);
    const drawn = await at.statusWhen(eventId, 'the draw', ({ cohortSize }) => cohortSize === 3);
    expect(drawn.joined).toBe(3);
    await page.reload();
    await stage(page, 'It is your turn').waitFor();
    await page.getByRole('link', { name: 'Come in' }).waitFor();
    expect(await page.title()).toMatch(/^● It is your turn/);
    await office.shoot(page, 'queue-in');
    await page.getByRole('link', { name: 'Come in' }).click();
    await page.getByText('Time to choose').waitFor({ state: 'attached' });
    await office.shoot(page, 'queue-seats');
    await office.reachCheckout(page);
    await office.payWith(page, 'Works');
    await office.heading(page, 'You’re going!').waitFor();
    expect(office.mistakes(complaints)).toEqual([]);
    await close();
  });

  it('shows the place, who is ahead, and that it moves; asks before it is given up', async () => {
    const eventId = await createRoom({ activeMax: 2, perMinuteMax: 60 });
    const others = await Promise.all(Array.from({ length: 12 }, () => at.guest()));
    await openSale(eventId);
    await at.statusWhen(eventId, 'the draw', ({ cohortSize }) => cohortSize === 0);
    await Promise.all(others.map((who) => at.joined(who, eventId)));
    await at.statusWhen(eventId, 'twelve people', ({ joined }) => joined === 12);
    const { page, complaints, close } = await visit(box.browser, roomOf(eventId), {
      ...desktop,
      ...english,
    });
    await stage(page, 'There is a line').waitFor();
    await office.shoot(page, 'queue-line-outside');
    await button(page, 'Take a place').click();
    await stage(page, 'You are in line').waitFor();
    await page.getByText('First come, first served', { exact: true }).waitFor();
    const bar = page.getByRole('progressbar', { name: 'How far the line has come' });
    await bar.waitFor();
    await page.getByText('people ahead of you').first().waitFor();
    await page.getByRole('switch', { name: 'Play a sound' }).click();
    await page.getByRole('switch', { name: 'Play a sound', checked: true }).waitFor();
    await office.shoot(page, 'queue-line');

    granted(
      await at.setRoom(eventId, {
        control: 'pause',
        message: { en: 'We are repairing the lights.', ko: '조명을 고치고 있습니다.' },
      }),
    );
    // The live channel tells it: the page asks much later.
    await stage(page, 'The line is paused').waitFor();
    await page.getByText('We are repairing the lights.').waitFor();
    await office.shoot(page, 'queue-paused');

    await button(page, 'Leave the line').click();
    await page.getByRole('dialog', { name: 'Leave the line?' }).waitFor();
    await button(page, 'Stay').click();
    await button(page, 'Leave the line').click();
    await button(page, 'Give up my place').click();
    await stage(page, 'There is a line').waitFor();
    expect(office.mistakes(complaints)).toEqual([]);
    await close();
  });

  it('stands in the way of every other way in, and lets through when it is switched off', async () => {
    const eventId = await box.createShow();
    const { page, close } = await box.buyer(eventId, phone);
    await office.chooseBest(page);
    granted(await at.setRoom(eventId, { mode: 'always' }));
    // The page does not know yet: the booking is refused, and leads to the room.
    await office.hold(page);
    await waitFor('the waiting room', () => office.pathOf(page) === `/events/${eventId}/queue`);
    await button(page, 'Take a place').click();
    await page.getByRole('link', { name: 'Come in' }).click();
    // What had been chosen is still there.
    await office.hold(page);
    await office.emailField(page).waitFor();

    const other = await visit(box.browser, `${box.url}/events/${eventId}/seats`, english);
    await button(other.page, 'Take a place').waitFor();
    granted(await at.setRoom(eventId, { mode: 'off' }));
    await other.page.reload();
    await stage(other.page, 'Nobody has to wait').waitFor();
    await other.page.getByRole('link', { name: 'Choose seats' }).click();
    await button(other.page, 'Best available').waitFor();
    expect(office.pathOf(other.page)).toBe(`/events/${eventId}/seats`);
    await other.close();
    await close();
  });

  it('does the proof of work by itself, asks for codes, and sends to the sign-in', async () => {
    const eventId = await createRoom({ challenge: 'always', access: 'codes' });
    const codes = [{ code: 'FRIENDS-1', usesMax: 1 }];
    granted(
      await box.world.send('POST', at.path(eventId, '/codes'), {
        key: key.secret,
        body: { codes },
      }),
    );
    const { page, complaints, close } = await visit(box.browser, roomOf(eventId), english);
    await button(page, 'Take a place').click();
    await page.getByText('Enter your code.').waitFor();
    await page.getByLabel('Presale code').fill('WRONG-1');
    await button(page, 'Take a place').click();
    await page.getByText('This code is not known here').waitFor();
    await page.getByLabel('Presale code').fill('FRIENDS-1');
    await button(page, 'Take a place').click();
    await stage(page, 'You are in the draw').waitFor();
    // A proof was wanted, and the first code was none.
    const mistakes = office.mistakes(complaints).filter((one) => !one.includes('status of 403'));
    expect(mistakes).toEqual([]);
    await close();

    granted(await at.setRoom(eventId, { access: 'accounts' }));
    const guest = await visit(box.browser, roomOf(eventId), english);
    await guest.page.getByRole('link', { name: 'Sign in to take a place' }).click();
    await waitFor('the sign-in', () => office.pathOf(guest.page) === '/sign-in');
    await guest.close();
  });

  it('lets everybody check the draw, and notices a tampered one', async () => {
    const eventId = await createRoom();
    const { page, complaints, close } = await visit(box.browser, roomOf(eventId), {
      ...phone,
      ...english,
    });
    await button(page, 'Take a place').click();
    await stage(page, 'You are in the draw').waitFor();
    const others = await Promise.all(Array.from({ length: 5 }, () => at.guest()));
    await Promise.all(others.map((who) => at.joined(who, eventId)));
    await page.getByRole('link', { name: 'Check the draw' }).click();
    await page.getByText('The order has not been drawn yet').waitFor();
    await page.getByText(/^You noted this commitment/).waitFor();

    await openSale(eventId);
    await waitFor('the draw', async () => (await at.draw(eventId)).seed !== undefined);
    await page.reload();
    await page.getByRole('heading', { name: 'The draw is right' }).waitFor();
    await page.getByText('You are in the list, under your number.').waitFor();
    await page.getByText('The commitment is the one you noted before the sale.').waitFor();
    await page.getByText(/^Whoever knew the secret could have known/).waitFor();
    await page.getByLabel('Number, or a whole ticket').fill('2');
    await button(page, 'Look up').click();
    await page.getByText(/^Number 2 has place [1-6]\.$/).waitFor();
    await office.shoot(page, 'verify');
    const download = page.waitForEvent('download');
    await button(page, 'Save my ticket').click();
    expect((await download).suggestedFilename()).toMatch(/^ticket-\d+-1\.json$/);
    expect(office.mistakes(complaints)).toEqual([]);

    await page.route('**/queue/draw', async (route) => {
      const response = await route.fetch();
      const record = (await response.json()) as DrawRecord;
      const seed = `${record.seed?.startsWith('0') ? '1' : '0'}${record.seed?.slice(1)}`;
      await route.fulfill({ response, json: { ...record, seed } });
    });
    await page.reload();
    await page.getByRole('alert').getByText('Something is wrong with this draw').waitFor();
    await page.getByText('The secret that was opened is not the one that was sealed.').waitFor();
    await office.shoot(page, 'verify-tampered');
    await close();
  });

  it('is there in Korean, and without scripts it says where things stand', async () => {
    const eventId = await createRoom();
    const korean = await visit(box.browser, roomOf(eventId), { ...phone, locale: 'ko-KR' });
    await button(korean.page, '순서 받기').click();
    await stage(korean.page, '추첨에 참여하셨습니다').waitFor();
    await office.shoot(korean.page, 'queue-ko');
    expect(office.mistakes(korean.complaints)).toEqual([]);
    await korean.close();
    await at.statusWhen(eventId, 'one person', ({ joined }) => joined === 1);

    const plain = await visit(box.browser, roomOf(eventId), {
      ...english,
      javaScriptEnabled: false,
    });
    await stage(plain.page, 'The waiting room is open').waitFor();
    await plain.page.getByText('1 person is here').waitFor();
    expect(await plain.page.locator('meta[http-equiv=refresh]').getAttribute('content')).toBe('20');
    await office.shoot(plain.page, 'queue-plain');
    await plain.page.getByRole('link', { name: /take a place by e-mail/ }).click();
    await plain.page.getByLabel('E-mail address').fill('minji@example.com');
    await office.shoot(plain.page, 'queue-plain-form');
    await button(plain.page, 'Send me the link').click();
    await office.heading(plain.page, 'Look into your mailbox').waitFor();
    await plain.close();
  });
});
