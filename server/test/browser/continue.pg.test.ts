/** A guest's mail in a real browser: it opens the order on any device, and nothing happens by a mere click. */
import type { Order } from '@onsale/contract/order.ts';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { waitFor } from '../support/wait-for.ts';
import { buildTimeoutMs } from '../support/web.ts';
import { expectAccessible } from './axe.ts';
import * as office from './box-office.ts';
import { describeInBrowser, desktop, phone, visit } from './browser.ts';
import { signUpHere } from './ticket-pages.ts';

const ids = createIds(systemClock);
const inEnglish: BrowserContextOptions = { ...phone, locale: 'en-GB' };
const inKorean: BrowserContextOptions = { ...phone, locale: 'ko-KR' };

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

describeInBrowser('the mail of a guest', { timeout: 60_000 }, () => {
  let box: office.BoxOffice;
  let eventId: number;
  let seat = 200;
  beforeAll(async () => {
    box = await office.openBoxOffice();
    eventId = await box.createShow();
  }, buildTimeoutMs);
  afterAll(() => box?.close());

  /** Asked as a page of this browser would, with its cookies. */
  async function ask<Body>(who: BrowserContext, method: string, path: string, data?: object) {
    const headers = { 'sec-fetch-site': 'same-origin' };
    const url = `${box.url}/api/v1${path}`;
    const answer = await who.request.fetch(url, { method, headers, ...(data && { data }) });
    expect([path, answer.ok()]).toEqual([path, true]);
    return (await answer.json()) as Body;
  }

  async function hold(who: BrowserContext): Promise<string> {
    const id = ids.next();
    await ask(who, 'POST', '/session');
    await ask(who, 'POST', `/events/${eventId}/reservations`, { id, seats: [seat++] });
    return id;
  }

  /** Bought by the guest that this browser is. Answers the address of the order, without its host. */
  async function buy(who: BrowserContext, email: string, language: 'ko' | 'en'): Promise<string> {
    const path = `/events/${eventId}/orders/${ids.next()}`;
    const about = { reservationId: await hold(who), email, language };
    const { order } = await ask<{ order: Order }>(who, 'PUT', path, about);
    const payment = { id: ids.next(), source: 'sim_ok', totalMinor: order.totalMinor };
    await ask(who, 'POST', `${path}/payments`, payment);
    return path;
  }

  /** Where the button of the mail to somebody leads, as the development mailbox shows it. */
  async function linkFor(address: string, button: string): Promise<string> {
    const context = await box.browser.newContext();
    const list = `${box.url}/dev/mail?q=${address}`;
    const found = await waitFor(`a mail to ${address}`, async () => {
      const text = await (await context.request.get(list)).text();
      return /href="(\/dev\/mail\/[^"/]+)"/.exec(text.slice(text.indexOf('<li>')))?.[1] ?? false;
    });
    const page = await context.newPage();
    await page.goto(`${box.url}${found}`);
    const link = page.frameLocator('iframe').getByRole('link', { name: button });
    const { pathname, hash } = new URL((await link.getAttribute('href')) ?? '');
    await context.close();
    return `${box.url}${pathname}${hash}`;
  }

  /** The link that somebody who bought elsewhere was sent. */
  async function mailed(address: string, language: 'ko' | 'en' = 'en'): Promise<string> {
    const elsewhere = await box.browser.newContext();
    await buy(elsewhere, address, language);
    await elsewhere.close();
    return linkFor(address, language === 'ko' ? '주문 보기' : 'See the order');
  }

  it('opens what was bought on a desktop on a phone, with the codes for the door', async () => {
    const computer = await box.browser.newContext({ ...desktop, locale: 'en-GB' });
    const plain = `${box.url}${await buy(computer, 'minji@example.com', 'en')}`;
    const link = await linkFor('minji@example.com', 'See the order');

    const { page, complaints, close } = await visit(box.browser, plain, inEnglish);
    await office.heading(page, 'This order is not in this browser').waitFor();
    await page.getByText('Open the link in the mail about the order').waitFor();
    await office.shoot(page, 'continue-elsewhere');

    await page.goto(link);
    await office.heading(page, 'Open your order on this device?').waitFor();
    await page.getByText('The link is from a mail to m***@example.com.').waitFor();
    expect(page.url()).toBe(`${box.url}/continue`);
    await office.shoot(page, 'continue-switch');
    await expectAccessible(page, 'a link that would open an order');
    expect(await office.ordersOf(page)).toEqual([]);
    // A reload loses nothing.
    await page.reload();
    await press(page, 'Open the order here');
    await office.heading(page, 'You’re going!').waitFor();
    expect(page.url()).toBe(plain);
    await page.getByRole('link', { name: /Show/ }).first().click();
    await page.getByRole('img', { name: /^QR code of the ticket/ }).waitFor();
    expect(office.mistakes(complaints)).toEqual([]);
    await close();

    // Where it was bought there is nothing to ask.
    const bought = await computer.newPage();
    await bought.goto(link);
    await office.heading(bought, 'You’re going!').waitFor();
    await bought.getByText('on any device with the link in our mail').waitFor();
    await computer.close();
  });

  it('warns, in Korean, another guest who holds something here', async () => {
    const link = await mailed('haneul@example.com', 'ko');
    const { page, complaints, close } = await visit(box.browser, box.url, inKorean);
    await hold(page.context());
    await page.goto(link);
    await office.heading(page, '이 기기에서 주문을 열까요?').waitFor();
    await page
      .getByRole('heading', { name: '이 브라우저에 다른 비회원 내역이 있습니다' })
      .waitFor();
    await office.shoot(page, 'continue-leaves');
    await expectAccessible(page, 'a link that would leave another guest behind');
    await press(page, '이 기기에서 주문 열기');
    await office.heading(page, '예매가 완료되었습니다').waitFor();
    const [order] = await office.ordersOf(page);
    expect(order?.email).toBe('haneul@example.com');
    expect(office.mistakes(complaints)).toEqual([]);
    await close();
  });

  it('moves to an account, which has it everywhere; then the link asks to sign in', async () => {
    const link = await mailed('yuna@example.com');
    const { page, complaints, close } = await visit(box.browser, box.url, inEnglish);
    await signUpHere(page);
    await page.goto(link);
    await office.heading(page, 'Move your order to your account?').waitFor();
    await page.getByText(/You are signed in as device\d+@example.com/).waitFor();
    await office.shoot(page, 'continue-adopt');
    await press(page, 'Move it to my account');
    await office.heading(page, 'You’re going!').waitFor();
    expect(await office.ordersOf(page)).toHaveLength(1);
    expect(office.mistakes(complaints)).toEqual([]);
    await close();

    const other = await visit(box.browser, link, inEnglish);
    await office.heading(other.page, 'This order is in an account').waitFor();
    await office.shoot(other.page, 'continue-moved');
    await other.page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await office.heading(other.page, 'Sign in').waitFor();
    expect(new URL(other.page.url()).searchParams.get('return')).toMatch(/\/orders\//);
    await other.close();
  });

  it('says what to do with a link that is broken, over or missing', async () => {
    const { page, close } = await visit(box.browser, `${box.url}/continue`, inKorean);
    await office.heading(page, '메일의 링크가 필요한 페이지입니다').waitFor();
    await page.goto(`${box.url}/continue#e30.${'A'.repeat(43)}`);
    await office.heading(page, '더 이상 쓸 수 없는 링크입니다').waitFor();
    await office.shoot(page, 'continue-over');
    await expectAccessible(page, 'a link that is over');
    // Another one in the same tab counts, be it whole or not.
    await page.goto(await mailed('jiho@example.com', 'ko'));
    await office.heading(page, '이 기기에서 주문을 열까요?').waitFor();
    await page.goto(`${box.url}/continue#half`);
    await office.heading(page, '더 이상 쓸 수 없는 링크입니다').waitFor();
    expect(page.url()).toBe(`${box.url}/continue`);
    await close();
  });
});
