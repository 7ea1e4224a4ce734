/** The waiting list in a real browser: joining it, an offer that is bought, and an order that is returned. */
import type { Order } from '@onsale/contract/order.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { granted } from '../api/refusals.ts';
import type { EventWish } from '../api/house.ts';
import type { Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { buildTimeoutMs } from '../support/web.ts';
import * as office from './box-office.ts';
import { describeInBrowser, phone, visit } from './browser.ts';

const ids = createIds(systemClock);

async function bought(who: Visitor, eventId: number): Promise<Order> {
  const root = `/api/v1/events/${eventId}`;
  const [reservationId, orderId] = [ids.next(), ids.next()];
  const hold = { id: reservationId, seats: [0, 1] };
  granted(await who.send('POST', `${root}/reservations`, hold), 201);
  const contact = { reservationId, email: 'rival@example.com' };
  const made = await who.send('PUT', `${root}/orders/${orderId}`, contact);
  const { totalMinor } = granted<{ order: Order }>(made).order;
  const payment = { id: ids.next(), source: 'sim_ok', totalMinor };
  const paid = await who.send('POST', `${root}/orders/${orderId}/payments`, payment);
  return granted<{ order: Order }>(paid).order;
}

describeInBrowser('a waiting list', { timeout: 60_000 }, () => {
  let box: office.BoxOffice;
  beforeAll(async () => {
    box = await office.openBoxOffice();
  }, buildTimeoutMs);
  afterAll(() => box?.close());

  /** A show with two seats side by side for sale; the rest is not. */
  async function twoSeats(wish: EventWish = {}): Promise<number> {
    const eventId = await box.createShow(wish);
    const { body } = await box.world.send('GET', `/api/v1/events/${eventId}/state`);
    const { seatCount } = body as { seatCount: number };
    const { secret } = await box.world.createKey();
    for (let from = 2; from < seatCount; from += 100) {
      const length = Math.min(100, seatCount - from);
      const seats = Array.from({ length }, (_, n) => from + n);
      const request = { key: secret, body: { seats } };
      granted(await box.world.send('POST', `/api/v1/events/${eventId}/seats/block`, request));
    }
    return eventId;
  }

  it('offers what somebody gives back, and it is bought in time', async () => {
    const eventId = await twoSeats();
    const rival = await box.rival();
    const order = await bought(rival, eventId);
    const url = `${box.url}/events/${eventId}`;
    const { page, complaints, close } = await visit(box.browser, url, {
      locale: 'en-GB',
      ...phone,
    });
    await page.getByRole('link', { name: 'Join the waiting list' }).click();
    await page.getByRole('heading', { name: 'Join the waiting list' }).waitFor();
    await office.shoot(page, 'waitlist-join');
    await page.getByRole('button', { name: 'Join the list' }).click();
    await page.getByText('Enter an e-mail address like').waitFor();
    await office.emailField(page).fill('minji@example.com');
    await page.getByRole('button', { name: 'Join the list' }).click();
    await page.getByRole('heading', { name: 'You are on the list' }).waitFor();
    await page.getByText('Nobody is ahead of you.').waitFor();
    await office.shoot(page, 'waitlist-waiting');

    granted(await rival.send('POST', `/api/v1/events/${eventId}/orders/${order.id}/cancel`));
    await page.getByRole('heading', { name: 'Places are held for you' }).waitFor();
    await page.getByRole('timer').waitFor();
    await office.shoot(page, 'waitlist-offered');
    await page.getByRole('link', { name: 'Buy now' }).click();
    await office.payWith(page, 'Works');
    await office.heading(page, 'You’re going!').waitFor();
    await page.goto(`${url}/waiting-list`);
    await page.getByRole('heading', { name: 'You have your tickets' }).waitFor();
    expect(office.mistakes(complaints)).toEqual([]);
    await close();
  });

  it('takes tickets back at face value; they are valid until somebody takes them', async () => {
    const eventId = await twoSeats({ refundableUntilMs: Date.now() - 1_000 });
    const { page, complaints, close } = await box.buyer(eventId, phone);
    await office.reachCheckout(page);
    await office.payWith(page, 'Works');
    await office.heading(page, 'You’re going!').waitFor();
    await page.getByRole('button', { name: 'Return to the waiting list' }).click();
    await page.getByText('Your tickets stay valid until somebody').waitFor();
    await office.shoot(page, 'return-ask');
    await page.getByRole('button', { name: 'Offer them to the list' }).click();
    await page.getByRole('heading', { name: 'Offered to the waiting list' }).waitFor();
    await page.getByRole('button', { name: 'Keep the tickets after all' }).click();
    await page.getByRole('button', { name: 'Return to the waiting list' }).click();
    await page.getByRole('button', { name: 'Offer them to the list' }).click();
    await page.getByRole('heading', { name: 'Offered to the waiting list' }).waitFor();
    await office.shoot(page, 'return-waiting');

    const rival = await box.rival();
    const wish = { party: 2, email: 'rival@example.com' };
    const entries = `/api/v1/events/${eventId}/waiting-list/entries`;
    granted(await rival.send('POST', entries, wish));
    await page.getByText('Somebody on the waiting list has taken your places over.').waitFor();
    await waitFor('the money to be back', async () => {
      const [order] = await office.ordersOf(page);
      return order?.status === 'ended' && order.refundedMinor === order.totalMinor;
    });
    expect(office.mistakes(complaints)).toEqual([]);
    await close();
  });
});
