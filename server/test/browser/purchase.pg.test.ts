/** Buying in a real browser, from choosing seats to a code that a door accepts. */
import type { Session } from '@onsale/contract/session.ts';
import { importTicketKeys, verifyTicketCode } from '@onsale/contract/verify-ticket-code.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { waitFor } from '../support/wait-for.ts';
import { buildTimeoutMs } from '../support/web.ts';
import { granted } from '../api/refusals.ts';
import * as office from './box-office.ts';
import { describeInBrowser, desktop, phone } from './browser.ts';
import { tabTo } from './keyboard.ts';
import { readQrOnScreen } from './qr-reader.ts';

describeInBrowser('a purchase', { timeout: 60_000 }, () => {
  let box: office.BoxOffice;
  beforeAll(async () => {
    box = await office.openBoxOffice();
  }, buildTimeoutMs);
  afterAll(() => box?.close());

  it.each([
    ['a phone', phone],
    ['a large window', desktop],
  ])('ends on %s with a code that opens the door', async (_where, options) => {
    const eventId = await box.createShow();
    const { page, complaints, close } = await box.buyer(eventId, options);
    await office.chooseBest(page);
    await office.shoot(page, 'seats');
    const seats = await office.chosenSeats(page, eventId);
    expect(seats).toHaveLength(2);
    await office.hold(page);

    // What is missing is said beside its field, and the focus goes there.
    await office.payButton(page).click();
    await page.getByText('Enter your e-mail address.').waitFor();
    await waitFor('the focus', () =>
      office.emailField(page).evaluate((field) => field === document.activeElement),
    );
    await office.shoot(page, 'checkout');
    // Fees are in every price: 150,000 + 5 % + 1,000; the child pays half of the ticket.
    await page.getByRole('button', { name: 'Pay ₩317,000' }).waitFor();
    await page.getByRole('combobox', { name: /Ticket type 2/ }).selectOption('Child');
    await page.getByRole('button', { name: 'Pay ₩238,250' }).waitFor();
    await office.payWith(page, 'Works');

    await office.heading(page, 'You’re going!').waitFor();
    const show = page.getByRole('link', { name: /Show/ });
    await waitFor('two tickets', async () => (await show.count()) === 2);
    await office.shoot(page, 'order');
    const [order] = await office.ordersOf(page);
    expect(order).toMatchObject({ status: 'complete', totalMinor: 238_250, paidMinor: 238_250 });
    await show.first().click();
    const code = page.getByRole('img', { name: /QR code/ });
    await code.waitFor();
    await office.shoot(page, 'ticket');
    const { keys } = granted<{ keys: { kty: string; crv: string; x: string }[] }>(
      await box.world.send('GET', '/api/v1/ticket-keys'),
    );
    const verdict = await verifyTicketCode(
      await readQrOnScreen(code),
      await importTicketKeys(keys),
      { eventId },
    );
    expect(verdict).toMatchObject({
      verdict: 'valid',
      claims: { eventId, place: { seat: seats[0] }, admission: 1, of: 2 },
    });

    await page.goto(`${box.url}/tickets`);
    await page.getByRole('heading', { name: 'Upcoming' }).waitFor();
    await office.shoot(page, 'tickets');
    expect(office.mistakes(complaints)).toEqual([]);
    await close();
  });

  it('needs nothing but a keyboard, with the list before the map', async () => {
    const eventId = await box.createShow();
    const { page, close } = await box.buyer(eventId, desktop);
    await page.getByRole('button', { name: 'Choose from a list' }).waitFor();
    const passed = await tabTo(page, /^Choose from a list$/);
    expect(passed.filter((name) => /map/i.test(name))).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Choose a section' }).waitFor();
    for (const choice of [/^R/, /^Row \d/, /^Seat \d/]) {
      await tabTo(page, choice, 'Choose from a list');
      await page.keyboard.press('Enter');
    }
    await page.locator('[aria-pressed=true]', { hasText: /^Seat/ }).first().waitFor();
    await office.shoot(page, 'list');
    await tabTo(page, /^Hold and continue$/);
    await page.keyboard.press('Enter');
    await office.emailField(page).waitFor();
    await tabTo(page, /^E-mail$/);
    await page.keyboard.type('keyboard@example.com');
    await tabTo(page, /^Works/);
    await tabTo(page, /^Pay/);
    await page.keyboard.press('Enter');
    await office.heading(page, 'You’re going!').waitFor();
    await close();
  });

  it('is not lost by signing up in the middle of it', async () => {
    const eventId = await box.createShow();
    const { page, complaints, close } = await box.buyer(eventId, phone);
    await office.reachCheckout(page);
    await page.getByRole('link', { name: /^Sign in to keep/ }).click();
    await page.getByText('The seats you are holding come along.').waitFor();
    await office.shoot(page, 'sign-in');
    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.getByLabel('Name').fill('김민지');
    await page.getByLabel('E-mail').fill('minji@example.com');
    await page.getByLabel('Password').fill('short');
    await page.getByRole('button', { name: 'Create an account' }).click();
    await page.getByText('The password needs at least 10 characters.').waitFor();
    await page.getByLabel('Password').fill('correct horse battery');
    await page.getByRole('button', { name: 'Create an account' }).click();
    await page.getByText('Signed in as 김민지.').waitFor();
    await page.locator('.toast', { hasText: 'Your held choice came along.' }).waitFor();
    expect(await office.emailField(page).inputValue()).toBe('minji@example.com');
    await office.payWith(page, 'Works');
    await office.heading(page, 'You’re going!').waitFor();

    // The tickets are those of the account: another browser finds them.
    const elsewhere = await box.rival();
    const body = { email: 'minji@example.com', password: 'correct horse battery' };
    granted(await elsewhere.send('POST', '/api/auth/sign-in/email', body));
    granted<{ session: Session }>(await elsewhere.send('POST', '/api/v1/session'));
    const { tickets } = granted<{ tickets: unknown[] }>(
      await elsewhere.send('GET', '/api/v1/tickets'),
    );
    expect(tickets).toHaveLength(2);
    await page.goto(`${box.url}/account`);
    await page.getByText('This device').waitFor();
    await office.shoot(page, 'account');
    expect(office.mistakes(complaints)).toEqual([]);
    await close();
  });

  it('can be given back: the money returns and the ticket is void', async () => {
    const eventId = await box.createShow();
    const { page, close } = await box.buyer(eventId, desktop);
    await office.reachCheckout(page);
    await office.payWith(page, 'Works');
    await page.getByRole('link', { name: /Show/ }).first().waitFor();
    const ticket = await page.getByRole('link', { name: /Show/ }).first().getAttribute('href');
    await page.getByRole('button', { name: 'Cancel this order' }).click();
    await page.getByText('You get back ₩317,000').waitFor();
    await office.shoot(page, 'cancel');
    await page.getByRole('button', { name: 'Cancel the order' }).click();
    await page.getByRole('heading', { name: '₩317,000 refunded' }).waitFor();
    await office.shoot(page, 'refunded');
    await page.goto(`${box.url}${ticket}`);
    await page.getByRole('heading', { name: 'This ticket is void' }).waitFor();
    expect(await page.getByRole('img', { name: /QR code/ }).count()).toBe(0);
    await close();
  });
});
