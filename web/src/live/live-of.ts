/** The one live client of this page: made when something live is first looked at, kept as long as the page. */
import { productApi } from '@onsale/contract/product-api.ts';
import type { InventoryState } from '@onsale/contract/product.ts';
import type { Api } from '../api/client.ts';
import { createBrowserLive } from './browser-live.ts';
import type { LiveClient } from './live-client.ts';

const clients = new WeakMap<Api, LiveClient>();

export function liveOf(api: Api): LiveClient {
  const known = clients.get(api);
  if (known !== undefined) return known;
  const made = createBrowserLive(async (eventId) => {
    const outcome = await api.call(productApi.readState, { params: { eventId } });
    return outcome.ok ? (outcome.value as InventoryState) : undefined;
  });
  clients.set(api, made);
  return made;
}
