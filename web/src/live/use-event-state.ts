/** The live state of an event in a component. */
import type { InventoryState } from '@onsale/contract/product.ts';
import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import type { EventLive, LiveClient } from './live-client.ts';

export const LiveContext = createContext<LiveClient | undefined>(undefined);

const asleep: EventLive = { state: undefined, status: 'connecting' };

/**
 * Listens as long as the component is there. The same object until something changes. Without a client
 * (on the server, in tests of other things) nothing is known.
 *
 * @param seed what a loader has read already; it is taken when it is newer than what is known
 */
export function useEventState(eventId: number, seed?: InventoryState): EventLive {
  const client = use(LiveContext);
  const subscribe = useCallback(
    (onChange: () => void) => {
      if (client === undefined) return () => {};
      const stop = client.subscribe(eventId, onChange);
      if (seed !== undefined && seed.eventId === eventId) client.seed(seed);
      return stop;
    },
    [client, eventId, seed],
  );
  const read = useCallback(() => client?.read(eventId) ?? asleep, [client, eventId]);
  return useSyncExternalStore(subscribe, read, () => asleep);
}
