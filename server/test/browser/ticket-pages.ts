/** What tests of tickets and notifications share: being somebody, and looking at what a device keeps. */
import type { Ticket } from '@onsale/contract/order.ts';
import type { Session } from '@onsale/contract/session.ts';
import type { Page } from 'playwright-core';

let people = 0;

/** A guest, begun by the page itself. Answers who it is. */
export const beginGuest = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const answer = await fetch('/api/v1/session', { method: 'POST' });
    localStorage.setItem('onsale-session', '1');
    return ((await answer.json()) as { session: Session }).session.personId;
  });

/** A new account that is signed in here. Answers who it is. */
export async function signUpHere(page: Page): Promise<string> {
  await beginGuest(page);
  await page.evaluate(
    async (body) => {
      const { status } = await fetch('/api/auth/sign-up/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      if (status !== 200) throw new Error(`signing up: ${status}`);
    },
    JSON.stringify({
      name: '김민지',
      email: `device${++people}@example.com`,
      password: 'correct horse battery',
    }),
  );
  return beginGuest(page);
}

/** The service worker runs and answers for this page. */
export const workerReady = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller !== null) return;
    await new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
    });
  });

/** The tickets that this device keeps. */
export const keptOnDevice = (page: Page): Promise<readonly Ticket[]> =>
  page.evaluate(
    () =>
      new Promise<readonly Ticket[]>((resolve, reject) => {
        const opened = indexedDB.open('onsale', 1);
        opened.addEventListener('upgradeneeded', () => opened.result.createObjectStore('kept'));
        opened.addEventListener('error', () => reject(opened.error ?? new Error('no database')));
        opened.addEventListener('success', () => {
          const store = opened.result.transaction('kept').objectStore('kept');
          const asked = store.get('tickets');
          asked.addEventListener('success', () => {
            opened.result.close();
            resolve((asked.result as { tickets: Ticket[] } | undefined)?.tickets ?? []);
          });
        });
      }),
  );
