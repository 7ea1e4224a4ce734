/** What goes wrong on the way to a ticket: rivals, clocks, banks, tabs, reloads, connections. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { waitFor } from '../support/wait-for.ts';
import { buildTimeoutMs } from '../support/web.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { granted } from '../api/refusals.ts';
import * as office from './box-office.ts';
import { describeInBrowser, desktop, phone } from './browser.ts';

const ids = createIds(systemClock);

describeInBrowser('trouble on the way', { timeout: 60_000 }, () => {
  let box: office.BoxOffice;
  beforeAll(async () => {
    box = await office.openBoxOffice();
  }, buildTimeoutMs);
  afterAll(() => box?.close());

  it('a seat lost in the last moment becomes an offer that can be accepted', async () => {
    const eventId = await box.createShow();
    const { page, complaints, close } = await box.buyer(eventId, phone);
    await office.chooseBest(page);
    const [lost = 0] = await office.chosenSeats(page, eventId);
    const rival = await box.rival();
    const path = `/api/v1/events/${eventId}/reservations`;
    // The rival comes between the click and its arrival: later than any live update.
    await page.route(
      `**${path}`,
      async (route) => {
        granted(await rival.send('POST', path, { id: ids.next(), seats: [lost] }), 201);
        await route.continue();
      },
      { times: 1 },
    );
    await office.hold(page);
    const dialog = page.getByRole('dialog', { name: 'Somebody was faster' });
    await dialog.waitFor();
    await dialog.getByText(/went to somebody else/).waitFor();
    await office.shoot(page, 'offer');
    // Nothing is accepted by itself, and a reload asks again.
    await page.reload();
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Take these' }).click();
    await office.payWith(page, 'Works');
    await office.heading(page, 'You’re going!').waitFor();
    const [order] = await office.ordersOf(page);
    expect(order?.lines).toHaveLength(2);
    expect(order?.lines.map(({ seat }) => seat)).not.toContain(lost);
    expect(office.mistakes(complaints)).toEqual([]);
    await close();
  });

  it('a choice that leaves one seat alone is mended in one click', async () => {
    const eventId = await box.createShow({ singleSeatGaps: false });
    const { page, close } = await box.buyer(eventId, desktop);
    await page.getByRole('button', { name: 'One person fewer' }).click();
    await page.getByRole('button', { name: 'Choose from a list' }).click();
    const list = page.getByRole('region', { name: 'Choose from a list' });
    for (const choice of [/^VIP/, /^Row 1\b/, /^Seat 2\b/]) {
      await list.getByRole('button', { name: choice }).click();
    }
    await waitFor('the seat', async () => (await office.chosenSeats(page, eventId)).join() === '1');
    await office.hold(page);
    await page.getByRole('heading', { name: 'One seat would be left alone' }).waitFor();
    await office.shoot(page, 'gap');
    await page.getByRole('button', { name: /^Take / }).click();
    await office.emailField(page).waitFor();
    const [held] = await office.holdsOf(page);
    // At the end of the row or two away from it, never one.
    expect([0, 2]).toContain(held?.seats[0]?.seat);
    await close();
  });

  it('a hold that runs out says so, and its seats are taken again in one click', async () => {
    const eventId = await box.createShow({ holdMs: 6_000, extensionMs: 1_000 });
    const { page, complaints, close } = await box.buyer(eventId, phone);
    await office.reachCheckout(page);
    await office.emailField(page).fill('late@example.com');
    const first = page.url();
    await page.getByRole('button', { name: 'More time' }).click();
    await page.getByText('Extended; that works once.').waitFor();
    await office.shoot(page, 'hold-ending');
    await office.heading(page, 'The time is over').waitFor();
    // Also when the server has swept it and no longer says which seats they were.
    await waitFor('the sweep', async () => (await office.holdsOf(page)).length === 0);
    await page.reload();
    await office.heading(page, 'The time is over').waitFor();
    await office.shoot(page, 'expired');
    await page.getByRole('button', { name: 'Try the same seats again' }).click();
    // Nothing typed is lost.
    await waitFor(
      'what was typed',
      async () => (await office.emailField(page).inputValue()) === 'late@example.com',
    );
    expect(page.url()).not.toBe(first);
    expect(office.mistakes(complaints)).toEqual([]);
    await close();
  });

  it('a declined card keeps the hold, says why, and another one pays', async () => {
    const eventId = await box.createShow();
    const { page, complaints, close } = await box.buyer(eventId, phone);
    await office.reachCheckout(page);
    await office.payWith(page, 'Insufficient funds');
    await page.getByRole('heading', { name: 'The payment was declined' }).waitFor();
    await page.getByText('There is not enough money on this card.').waitFor();
    await page.getByRole('heading', { name: 'The payment was declined' }).scrollIntoViewIfNeeded();
    await office.shoot(page, 'declined');
    // The server knows it too: a reload still says so.
    await page.reload();
    await page.getByRole('heading', { name: 'The payment was declined' }).waitFor();
    await office.payWith(page, 'Works');
    await office.heading(page, 'You’re going!').waitFor();
    const [order] = await office.ordersOf(page);
    expect(order?.payments.map(({ status }) => status)).toEqual(['declined', 'succeeded']);
    expect(office.mistakes(complaints)).toEqual([]);
    await close();
  });

  it('a bank that answers late is waited for, over a reload, until there is a ticket', async () => {
    const eventId = await box.createShow();
    const { page, complaints, close } = await box.buyer(eventId, phone);
    await office.reachCheckout(page);
    await office.payWith(page, 'Answers late');
    await office.heading(page, 'Waiting for your bank').waitFor();
    await office.shoot(page, 'waiting');
    await page.reload();
    await office.heading(page, 'Waiting for your bank').waitFor();
    // My tickets know what is under way.
    await page.goto(`${box.url}/tickets`);
    await page.getByRole('link', { name: /Waiting for your bank/ }).click();
    await office.heading(page, 'You’re going!').waitFor();
    await page.getByRole('link', { name: /Show/ }).first().waitFor();
    expect(office.mistakes(complaints)).toEqual([]);
    await close();
  });

  it('two tabs and a double click pay once', async () => {
    const eventId = await box.createShow();
    const { page, close } = await box.buyer(eventId, desktop);
    await office.reachCheckout(page);
    await office.emailField(page).fill('minji@example.com');
    const other = await page.context().newPage();
    await other.goto(page.url());
    await office.emailField(other).fill('minji@example.com');
    await Promise.all([office.payButton(page).dblclick(), office.payButton(other).click()]);
    await office.heading(page, 'You’re going!').waitFor();
    await office.heading(other, 'You’re going!').waitFor();
    const orders = await office.ordersOf(page);
    expect(orders).toHaveLength(1);
    expect(orders[0]?.payments.filter(({ status }) => status !== 'declined')).toHaveLength(1);
    expect(orders[0]).toMatchObject({ paidMinor: 317_000, refundedMinor: 0 });
    await close();
  });

  it('reload and back lose nothing at any step, and the hold is seen everywhere', async () => {
    const eventId = await box.createShow();
    const { page, complaints, close } = await box.buyer(eventId, phone);
    await office.chooseBest(page);
    const chosen = await office.chosenSeats(page, eventId);
    await page.reload();
    await page.getByText('2 tickets', { exact: true }).waitFor();
    expect(await office.chosenSeats(page, eventId)).toEqual(chosen);
    await office.hold(page);
    await office.emailField(page).fill('minji@example.com');
    await page.getByRole('combobox', { name: /Ticket type 1/ }).selectOption('Child');
    await page.reload();
    await page.getByRole('button', { name: 'Pay ₩238,250' }).waitFor();
    expect(await office.emailField(page).inputValue()).toBe('minji@example.com');
    await page.goBack();
    await page.getByRole('link', { name: 'Continue to checkout' }).waitFor();
    await office.shoot(page, 'seats-held');
    await page.goto(box.url);
    await page.getByRole('complementary', { name: 'Seats held for you' }).waitFor();
    await office.shoot(page, 'hold-bar');
    await page.reload();
    await page.getByRole('link', { name: /2 tickets held for you/ }).click();
    await office.payButton(page).click();
    await office.heading(page, 'You’re going!').waitFor();
    const checkout = `${box.url}/events/${eventId}/checkout/`;
    const [order] = await office.ordersOf(page);
    // An old address of the checkout leads to what became of it.
    await page.goto(`${checkout}${order?.reservationId}`);
    await office.heading(page, 'You’re going!').waitFor();
    expect(office.mistakes(complaints)).toEqual([]);
    await close();
  });

  it('a lost connection is waited for, and the same hold is asked for again', async () => {
    const eventId = await box.createShow();
    const { page, close } = await box.buyer(eventId, phone);
    await office.chooseBest(page);
    // The answer is lost after the hold was made: the page cannot know.
    let seen = 0;
    await page.route(`**/api/v1/events/${eventId}/reservations`, async (route) => {
      seen++;
      if (seen > 1) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await office.hold(page);
    await office.emailField(page).waitFor();
    expect(seen).toBe(2);
    await page.context().setOffline(true);
    await page.getByText(/You are offline/).waitFor();
    await office.shoot(page, 'offline');
    await page.context().setOffline(false);
    await page.getByText(/You are offline/).waitFor({ state: 'detached' });
    expect(await office.holdsOf(page)).toHaveLength(1);
    await office.payWith(page, 'Works');
    await office.heading(page, 'You’re going!').waitFor();
    await close();
  });
});
