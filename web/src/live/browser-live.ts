/** The live client of a real browser: its clock, its tabs, its visibility. One per page. */
import type { InventoryState } from '@onsale/contract/product.ts';
import { LiveClient } from './live-client.ts';
import { openStream } from './open-stream.ts';
import { browserTabs } from './tab-messages.ts';

/** @param readState GET .../state through the app's API client; undefined when it fails */
export function createBrowserLive(
  readState: (eventId: number) => Promise<InventoryState | undefined>,
): LiveClient {
  const client = new LiveClient({
    openStream,
    readState,
    tabs: browserTabs(),
    tab: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`,
    random: Math.random,
    timers: {
      nowMs: () => performance.now(),
      after(delayMs, action) {
        const timer = setTimeout(action, delayMs);
        return () => clearTimeout(timer);
      },
    },
  });
  const look = (): void => client.setVisible(document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', look);
  // A page that may come back from the browser's cache must not hold the stream while it is away.
  addEventListener('pagehide', () => client.close());
  addEventListener('pageshow', (event) => {
    if (event.persisted) client.reopen();
  });
  look();
  return client;
}
