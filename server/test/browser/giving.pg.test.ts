/** Promo codes, names on tickets, and a ticket given to a friend, in real browsers and both languages. */
import type { PromoDraft } from '@onsale/contract/promo.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assert } from '../../src/lib/assert.ts';
import { createPromo } from '../../src/promos/create-promo.ts';
import { waitFor } from '../support/wait-for.ts';
import { buildTimeoutMs } from '../support/web.ts';
import * as office from './box-office.ts';
import { describeInBrowser, desktop, phone, visit } from './browser.ts';

const TEN: PromoDraft = { code: 'SPRING10', kind: 'percent', amount: 10 };

const focused = (page: Page, text: string) => page.locator(':focus', { hasText: text }).waitFor();

describeInBrowser('buying for somebody else', { timeout: 60_000 }, () => {
  let box: office.BoxOffice;
  beforeAll(async () => {
    box = await office.openBoxOffice();
  }, buildTimeoutMs);
  afterAll(() => box?.close());

  async function showWith(wish: object, ...codes: PromoDraft[]): Promise<number> {
    const eventId = await box.createShow(wish);
    const event = await box.world.processes[0]?.context.book.get(eventId);
    assert(event !== undefined, 'there is no such event');
    for (const code of codes) {
      const made = await createPromo(box.world.db, event, code);
      assert(made.ok, 'the code was not made');
    }
    return eventId;
  }

  it('a code is applied at once, explained when it is wrong, and removable', async () => {
    const eventId = await showWith({}, TEN, { ...TEN, code: 'GROUP4', quantityMin: 4 });
    const { page, complaints, close } = await box.buyer(eventId, phone);
    await office.reachCheckout(page);
    const field = page.getByRole('textbox', { name: 'Promo code (optional)' });
    const apply = page.getByRole('button', { name: 'Apply' });
    await page.getByRole('button', { name: 'Pay ₩317,000' }).waitFor();
    await field.fill('NOBODY');
    await apply.click();
    await page.getByText('We do not know this code for this event. Check the spelling.').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.fill('group4');
    await field.press('Enter');
    await page.getByText('This code is for 4 tickets or more.').waitFor();

    await field.fill('spring10');
    await apply.click();
    await page.getByText('Code SPRING10: ₩30,000 off').waitFor();
    // 2 × (135,000 + 5 % + 1,000): the fee is of what the discount leaves.
    await page.getByRole('button', { name: 'Pay ₩285,500' }).waitFor();
    await office.shoot(page, 'promo');
    await focused(page, 'Remove');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Pay ₩317,000' }).waitFor();
    await field.fill('SPRING10');
    await apply.click();
    await page.getByText('Code SPRING10: ₩30,000 off').waitFor();
    await page.reload();
    await page.getByText('Code SPRING10: ₩30,000 off').waitFor();
    await office.payWith(page, 'Works');
    await office.heading(page, 'You’re going!').waitFor();
    await page.getByText('Discount (SPRING10)').waitFor();
    expect(await office.ordersOf(page)).toMatchObject([
      { promoCode: 'SPRING10', discountMinor: 30_000, paidMinor: 285_500 },
    ]);
    await page.getByRole('link', { name: 'Receipt' }).click();
    await page.getByRole('columnheader', { name: 'Discount' }).waitFor();
    await office.shoot(page, 'receipt');
    // An unknown code is an answer, too.
    const others = complaints.filter((one) => !/status of 422/.test(one));
    expect(office.mistakes(others)).toEqual([]);
    await close();
  });

  it('a code that is gone when one pays is said beside the field, and nothing is charged', async () => {
    const eventId = await showWith({}, { ...TEN, usesMax: 1 });
    const { page, close } = await box.buyer(eventId, desktop);
    await office.reachCheckout(page);
    await page.getByRole('textbox', { name: /Promo code/ }).fill('SPRING10');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('Code SPRING10: ₩30,000 off').waitFor();
    await box.world.change('UPDATE promo_codes SET ended_at = now() WHERE event_id = $1', [
      eventId,
    ]);
    await office.payWith(page, 'Works');
    await page.getByRole('alert').filter({ hasText: 'This code cannot be used' }).waitFor();
    await page.getByRole('button', { name: 'Remove the code SPRING10' }).click();
    await page.getByRole('button', { name: 'Pay ₩317,000' }).click();
    await office.heading(page, 'You’re going!').waitFor();
    expect(await office.ordersOf(page)).toMatchObject([{ paidMinor: 317_000 }]);
    await close();
  });

  it('names are asked for where the event asks, in Korean, and can be changed later', async () => {
    const eventId = await showWith({ askNames: true });
    const { page, complaints, close } = await box.buyer(eventId, { ...phone, locale: 'ko-KR' });
    const url = `${box.url}/events/${eventId}/seats`;
    expect(page.url()).toBe(url);
    await page.getByRole('button', { name: '추천 좌석 찾기' }).click();
    await page.getByRole('button', { name: '좌석 선점하기' }).click();
    const names = page.getByRole('textbox', { name: /^티켓 \d 관람자 이름/ });
    await names.first().waitFor();
    await page.getByRole('button', { name: /결제하기/ }).click();
    await page.getByRole('heading', { name: '확인이 필요한 항목이 3개 있습니다' }).waitFor();
    await focused(page, '확인이 필요한 항목이');
    await office.shoot(page, 'summary-ko');
    await page.getByRole('link', { name: /^티켓 2 관람자/ }).click();
    await page.keyboard.type('김하늘');
    await names.first().fill('이바다');
    await page.getByRole('textbox', { name: /이메일/ }).fill('minji@example.com');
    await page.reload();
    expect(await names.nth(1).inputValue()).toBe('김하늘');
    await page.getByRole('button', { name: /결제하기/ }).click();
    await page.getByText('김하늘').first().waitFor();
    await page.getByRole('button', { name: '이름 바꾸기' }).click();
    await names.nth(1).fill('박별');
    await page.getByRole('button', { name: '이름 저장' }).click();
    await page.getByText('박별').first().waitFor();
    await office.shoot(page, 'names-ko');
    expect(await office.ordersOf(page)).toMatchObject([
      { lines: [{ attendee: '이바다' }, { attendee: '박별' }] },
    ]);
    expect(office.mistakes(complaints)).toEqual([]);
    await close();
  });

  it('a ticket goes to a friend by a link, and comes back', async () => {
    const eventId = await showWith({});
    const { page, complaints, close } = await box.buyer(eventId, desktop);
    await office.reachCheckout(page);
    await office.payWith(page, 'Works');
    const give = page.getByRole('button', { name: /^Give to a friend: / });
    await waitFor('two tickets', async () => (await give.count()) === 2);
    await give.first().click();
    await page.getByRole('button', { name: 'Make the link' }).click();
    await page.getByText('Enter your name.').waitFor();
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ada');
    await page.getByRole('button', { name: 'Make the link' }).click();
    await page.getByRole('heading', { name: 'The link is ready' }).waitFor();
    const dialog = page.getByRole('dialog');
    const link = (await dialog.getByRole('group', { name: 'Link' }).textContent()) ?? '';
    expect(link).toMatch(/\/transfers#[A-Za-z0-9_-]{43}$/);
    await office.shoot(page, 'offer');
    await page.getByRole('button', { name: 'Close' }).last().click();
    await page.getByText(/^Offered to a friend until/).waitFor();

    // A friend elsewhere, in Korean; the secret is in no request's address.
    const friend = await visit(box.browser, 'about:blank', { ...phone, locale: 'ko-KR' });
    const asked: string[] = [];
    friend.page.on('request', (request) => asked.push(request.url()));
    await friend.page.goto(link);
    await office.heading(friend.page, '티켓이 도착했습니다').waitFor();
    await friend.page.getByText('Ada 님이 티켓을 보냈습니다.').waitFor();
    await office.shoot(friend.page, 'accept-ko');
    await friend.page.getByRole('textbox', { name: '티켓에 적을 이름 (선택)' }).fill('김하늘');
    await friend.page.getByRole('button', { name: '티켓 받기' }).click();
    await friend.page.getByRole('img', { name: /QR/ }).waitFor();
    expect(asked.filter((url) => url.includes(link.slice(-43)) && !url.includes('#'))).toEqual([]);
    await office.shoot(friend.page, 'accepted-ko');

    await page.reload();
    await page.getByRole('heading', { name: 'Given to a friend' }).waitFor();
    await waitFor('one ticket left to give', async () => (await give.count()) === 1);
    expect(await page.getByRole('button', { name: 'Cancel this order' }).count()).toBe(0);
    // Somebody who opens the link later learns that it is over.
    const late = await visit(box.browser, link, { ...desktop, locale: 'en-GB' });
    await office.heading(late.page, 'This ticket was accepted already').waitFor();
    await late.close();

    await friend.page.getByRole('button', { name: '돌려주기' }).first().click();
    await friend.page.getByRole('dialog').getByRole('button', { name: '돌려주기' }).click();
    await friend.page.locator('.toast', { hasText: '티켓을 돌려주었습니다.' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Cancel this order' }).waitFor();
    await waitFor('both tickets', async () => (await give.count()) === 2);
    expect(office.mistakes([...complaints, ...friend.complaints])).toEqual([]);
    await friend.close();
    await close();
  });
});
