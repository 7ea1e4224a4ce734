/**
 * Notifications in a browser: switched on by a press, told by the worker through a push service, shown by
 * the service worker, switched off again. The browser's own push service is far away, so the subscription
 * is one of a device that the test holds; what this gets is handed to the real service worker.
 */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tellByPush } from '../../src/push/tell.ts';
import { type Device, openPushService, type PushService } from '../support/push-device.ts';
import { waitFor } from '../support/wait-for.ts';
import { createHolders } from '../support/ticket-holders.ts';
import { buildTimeoutMs } from '../support/web.ts';
import * as office from './box-office.ts';
import { describeInBrowser, phone, visit } from './browser.ts';
import { beginGuest, workerReady } from './ticket-pages.ts';

describeInBrowser('notifications on a device', { timeout: 60_000 }, () => {
  let box: office.BoxOffice;
  let service: PushService;
  let url: string;
  beforeAll(async () => {
    service = await openPushService();
    box = await office.openBoxOffice();
    url = (await box.world.startProcess({ PUSH_SERVICES: service.origin })).url;
    // Only the process that knows this push service sends to it.
    await box.world.processes[0]?.stop();
  }, buildTimeoutMs);
  afterAll(async () => {
    await box?.close();
    await service?.close();
  });

  /** Somebody with tickets at "my tickets", whose browser subscribes at our service. */
  async function holder(device: Device) {
    const { organizationId } = await box.world.createKey();
    const eventId = await box.world.createPoolEvent(organizationId, 10, {
      name: '봄밤의 편지',
      translations: { en: 'Letters of a Spring Night' },
    });
    const { page, complaints, close } = await visit(box.browser, `${url}/`, {
      ...phone,
      locale: 'en-GB',
    });
    await page.context().grantPermissions(['notifications'], { origin: url });
    await page.context().addInitScript(subscribeAt, device.subscription);
    const personId = await beginGuest(page);
    const running = { ...box.world, processes: box.world.processes.slice(1) };
    const holders = createHolders(running, organizationId);
    await holders.book({ kind: 'person', personId }, eventId, { pool: 1, quantity: 1 });
    await page.goto(`${url}/tickets`);
    return { page, complaints, close, eventId, personId };
  }

  it('tell what there is to tell, in its language, until they are switched off', async () => {
    const device = service.device();
    const { page, complaints, close, eventId, personId } = await holder(device);
    const toggle = page.getByRole('switch', { name: 'Notifications on this device' });
    expect(await toggle.getAttribute('aria-checked')).toBe('false');
    await toggle.click();
    await page.getByRole('switch', { checked: true }).waitFor();
    await page.locator('[role=status]', { hasText: 'Notifications are on' }).waitFor();
    await office.shoot(page, 'push');

    await box.world.db.transaction((tx) =>
      tellByPush(tx, {
        buyer: personId,
        kind: 'order_confirmed',
        content: { eventId, orderId: '0190' },
        key: 'told',
      }),
    );
    const { notification } = await waitFor('the message', () => device.delivered[0]);
    await workerReady(page);
    await page.evaluate(() => {
      navigator.serviceWorker.addEventListener('message', ({ data }) => {
        const { path } = data as { path: string };
        document.documentElement.dataset['told'] = path;
      });
    });
    await deliver(page.context(), page, JSON.stringify(notification));
    const shown = await waitFor('the notification', async () => (await shownOn(page))[0]);
    expect(shown).toEqual({
      title: 'Your tickets are ready',
      body: 'Letters of a Spring Night',
      path: '/tickets',
      lang: 'en',
    });

    // The page that is open hears of it too, and looks again.
    await page.locator('html[data-told="/tickets"]').waitFor();

    await page.reload();
    await page.getByRole('switch', { checked: true }).waitFor();
    await toggle.click();
    await page.getByRole('switch', { checked: false }).waitFor();
    expect(await box.world.change('SELECT id FROM push_subscriptions')).toEqual([]);
    expect(office.mistakes(complaints)).toEqual([]);
    await close();
  });

  it('are not asked for where somebody has said no', async () => {
    const { page, close } = await holder(service.device());
    await page.context().clearPermissions();
    await page.context().addInitScript(() => {
      Object.defineProperty(Notification, 'permission', { get: () => 'denied' });
    });
    await page.reload();
    await page.getByText('This browser blocks notifications from this site.').waitFor();
    const toggle = page.getByRole('switch', { name: 'Notifications on this device' });
    expect(await toggle.getAttribute('aria-disabled')).toBe('true');
    await close();
  });
});

/** Runs in every page: the browser's push service is ours. The subscription outlives a reload. */
function subscribeAt(own: Device['subscription']): void {
  const KEY = 'test-subscription';
  // In the page nothing of this file is there but this function.
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  const bytesOf = (text: string): ArrayBuffer =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) =>
      one.charCodeAt(0),
    ).buffer;
  const known = (): PushSubscription | null => {
    const key = localStorage.getItem(KEY);
    if (key === null) return null;
    return {
      endpoint: own.endpoint,
      options: { applicationServerKey: bytesOf(key), userVisibleOnly: true },
      toJSON: () => own,
      unsubscribe() {
        localStorage.removeItem(KEY);
        return Promise.resolve(true);
      },
    } as unknown as PushSubscription;
  };
  PushManager.prototype.getSubscription = () => Promise.resolve(known());
  PushManager.prototype.subscribe = (options) => {
    localStorage.setItem(KEY, options?.applicationServerKey as string);
    return Promise.resolve(known() as PushSubscription);
  };
}

/** Hands a message to the service worker, as the browser does with one that has been decrypted. */
async function deliver(context: BrowserContext, page: Page, data: string): Promise<void> {
  const devtools = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first !== undefined) resolve(first.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  const { origin } = new URL(page.url());
  const registrationId = await registered;
  await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
  await devtools.detach();
}

const shownOn = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const all = await registration.getNotifications();
    return all.map(({ title, body, lang, data }) => ({
      title,
      body,
      lang,
      path: (data as { path: string }).path,
    }));
  });
