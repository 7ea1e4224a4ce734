/** Tickets without a network, on a phone: kept, shown at the door, brought up to date, wiped. */
import { importTicketKeys, verifyTicketCode } from '@onsale/contract/verify-ticket-code.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHolders, type Holders } from '../support/ticket-holders.ts';
import { waitFor } from '../support/wait-for.ts';
import { buildTimeoutMs } from '../support/web.ts';
import { granted } from '../api/refusals.ts';
import * as office from './box-office.ts';
import { describeInBrowser, phone, visit, type Visit } from './browser.ts';
import { readQrOnScreen } from './qr-reader.ts';
import { beginGuest, keptOnDevice, signUpHere, workerReady } from './ticket-pages.ts';

describeInBrowser('tickets without a network', { timeout: 60_000 }, () => {
  let box: office.BoxOffice;
  let holders: Holders;
  beforeAll(async () => {
    box = await office.openBoxOffice();
    const { organizationId } = await box.world.createKey();
    holders = createHolders(box.world, organizationId);
  }, buildTimeoutMs);
  afterAll(() => box?.close());

  /** Somebody with two tickets who has looked at them once. */
  async function holder(locale: string, isAccount = false) {
    const { organizationId } = await box.world.createKey();
    const eventId = await box.world.createHallEvent(organizationId, {
      name: '봄밤의 편지',
      translations: { ko: '봄밤의 편지', en: 'Letters of a Spring Night' },
    });
    const visitor: Visit = await visit(box.browser, `${box.url}/`, { ...phone, locale });
    const personId = isAccount ? await signUpHere(visitor.page) : await beginGuest(visitor.page);
    const person = { kind: 'person', personId } as const;
    const reservationId = await holders.book(person, eventId, { seats: [5, 6] });
    const { tickets } = await holders.list(person, { reservationId });
    await visitor.page.goto(`${box.url}/tickets`);
    return { ...visitor, eventId, reservationId, tickets };
  }

  async function verdictOf(code: string, eventId: number) {
    const { keys } = granted<{ keys: { kty: string; crv: string; x: string }[] }>(
      await box.world.send('GET', '/api/v1/ticket-keys'),
    );
    return verifyTicketCode(code, await importTicketKeys(keys), { eventId });
  }

  it('open the door, and say so when they do no more', async () => {
    const { page, complaints, close, ...have } = await holder('en-GB');
    const { eventId, reservationId, tickets } = have;
    await page.getByText('Kept on this device: opens without a network.').waitFor();
    await leaveNetwork(page);

    await page.reload();
    await page.getByRole('heading', { name: 'Upcoming' }).waitFor();
    await page.getByText('No connection: this is what was known at').waitFor();
    await office.shoot(page, 'offline-tickets');
    await page.getByRole('link', { name: /Show/ }).first().click();
    await page.getByRole('button', { name: 'Show at the door' }).click();
    const door = page.getByRole('dialog', { name: 'Tickets for the door' });
    await door.getByText('Ticket 1 of 2').waitFor();
    await office.shoot(page, 'offline-door');
    const first = await readQrOnScreen(door.getByRole('img', { name: /QR code/ }));
    await door.getByRole('button', { name: 'Next ticket' }).click();
    await door.getByText('Ticket 2 of 2').waitFor();
    await waitFor('the second ticket to stand still', async () => {
      const box2 = await door.getByRole('img', { name: /QR code/ }).boundingBox();
      return box2 !== null && box2.x >= 0 && box2.x + box2.width <= 390;
    });
    const second = await readQrOnScreen(door.getByRole('img', { name: /QR code/ }));
    for (const [nth, code] of [first, second].entries()) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await verdictOf(code, eventId)).toMatchObject({
        verdict: 'valid',
        claims: { eventId, admission: nth + 1, of: 2 },
      });
    }
    await door.getByRole('button', { name: 'Close' }).click();

    // A ticket by its own address, too, and nothing but tickets.
    await page.goto(`${box.url}/events/${eventId}/tickets/${tickets[1]?.id}`);
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    await page.goto(`${box.url}/events/${eventId}`);
    await page.getByRole('heading', { name: 'No connection' }).waitFor();
    await office.shoot(page, 'offline-page');
    expect(await cachedPaths(page)).toEqual([]);
    await page.getByRole('link', { name: 'My tickets on this device' }).click();
    await page.getByRole('heading', { name: 'Upcoming' }).waitFor();

    await page.getByRole('link', { name: /Show/ }).first().click();
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    await holders.cancel(eventId, reservationId);
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: 'This ticket is void' }).waitFor();
    await page.locator('[role=status]', { hasText: '2 tickets have changed.' }).waitFor();
    expect(await page.getByRole('img', { name: /QR code/ }).count()).toBe(0);
    await waitFor('the codes to go', async () =>
      (await keptOnDevice(page)).every(({ code }) => code === undefined),
    );
    // A slice of a font that was never met is not there; another font stands in.
    const mistakes = office.mistakes(complaints).filter((one) => !one.includes('ERR_FAILED'));
    expect(mistakes).toEqual([]);
    await close();
  });

  it('go into the wallets that this deployment has, and into no others', async () => {
    const { page, close, eventId, tickets } = await holder('en-GB');
    const at = `${box.url}/events/${eventId}/tickets/${tickets[0]?.id}`;
    await page.goto(at);
    await page.getByRole('button', { name: 'PDF' }).waitFor();
    const wallets = page.getByRole('button', { name: /Wallet/ });
    expect(await wallets.count()).toBe(0);
    await page.route('**/api/v1/features', async (route) => {
      const answer = await route.fetch();
      const { features } = (await answer.json()) as { features: object };
      const both = { ...features, wallets: { apple: true, google: true } };
      await route.fulfill({ response: answer, json: { features: both } });
    });
    await page.reload();
    await page.getByRole('button', { name: 'Add to Apple Wallet' }).waitFor();
    expect(await wallets.count()).toBe(2);
    await office.shoot(page, 'ticket-actions');
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: 'PDF' }).click();
    expect((await file).suggestedFilename()).toMatch(/\.pdf$/);
    await close();
  });

  it('are in Korean for whoever reads Korean, and go when somebody signs out', async () => {
    const { page, close } = await holder('ko-KR', true);
    await page.getByText('이 기기에 보관되어 네트워크 없이도 열립니다.').waitFor();
    await leaveNetwork(page);
    await page.goto(`${box.url}/account`);
    await page.getByRole('heading', { name: '연결되지 않았습니다' }).waitFor();
    await page.getByRole('link', { name: '이 기기에 보관된 내 티켓' }).click();
    await page.getByRole('heading', { name: '다가오는 공연' }).waitFor();
    await office.shoot(page, 'offline-tickets-ko');

    await page.context().setOffline(false);
    await page.goto(`${box.url}/account`);
    await page.getByRole('button', { name: '로그아웃', exact: true }).click();
    await page.waitForURL(`${box.url}/`);
    expect(await keptOnDevice(page)).toEqual([]);
    await page.context().setOffline(true);
    await page.goto(`${box.url}/tickets`);
    await page.getByRole('heading', { name: '아직 티켓이 없습니다' }).waitFor();
    // Whoever has a session may have tickets; this device does not know of any.
    await page.evaluate(() => localStorage.setItem('onsale-session', '1'));
    await page.reload();
    await page.getByRole('heading', { name: '연결되지 않았고, 이 기기에 보관된 티켓이' }).waitFor();
    await close();
  });
});

async function leaveNetwork(page: Page): Promise<void> {
  await workerReady(page);
  await waitFor('both codes on the device', async () => {
    const kept = await keptOnDevice(page);
    return kept.filter(({ code }) => code !== undefined).length === 2;
  });
  await page.context().setOffline(true);
}

/** Addresses that are kept and are neither files of the app nor its offline pages. */
const cachedPaths = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    const own = /^\/(?:assets\/|shell\.html$|offline\.css$|offline\.\w+\.html$|offline-language$)/;
    return lists
      .flat()
      .map(({ url }) => new URL(url).pathname)
      .filter((path) => !own.test(path));
  });
