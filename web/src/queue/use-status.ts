/**
 * The status of a waiting room in a component, kept up to date as the law of asking says. What one
 * component hears, all see: it is kept with the other answers of the API.
 */
import { useQuery } from '@tanstack/react-query';
import { productApi } from '@onsale/contract/product-api.ts';
import { useEffect, useState } from 'react';
import { useApp } from '../main/app-services.ts';
import { Poller } from './poller.ts';
import { queueKey, queueQuery, type QueueStatus } from './queries.ts';

const FRESH_MS = 5_000;

export type LiveStatus = {
  readonly status: QueueStatus | undefined;
  readonly error: Error | null;
  /** Nothing was heard for a while: what is shown is old. */
  readonly isSilent: boolean;
  readonly poller: Poller;
};

export function useStatus(eventId: number, wants: { readonly askHidden: boolean }): LiveStatus {
  const { api, queries, clock } = useApp();
  const { data: status, error } = useQuery({ ...queueQuery(api, eventId), staleTime: Infinity });
  const [isSilent, setSilent] = useState(false);
  const [poller] = useState(
    () =>
      new Poller({
        nowMs: () => clock.nowMs(),
        random: Math.random,
        after(delayMs, action) {
          const timer = setTimeout(action, delayMs);
          return () => clearTimeout(timer);
        },
        async ask() {
          const outcome = await api.call(productApi.readQueue, {
            params: { eventId },
            cache: 'no-cache',
          });
          setSilent(!outcome.ok);
          if (!outcome.ok) return undefined;
          const known = queries.getQueryData<QueueStatus>(queueKey(eventId));
          // Caches may answer with older news than what was heard before.
          const isOlder = known !== undefined && outcome.value.version < known.version;
          const news = isOlder ? known : outcome.value;
          queries.setQueryData(queueKey(eventId), news);
          return news;
        },
      }),
  );
  const isKnown = status !== undefined;
  useEffect(() => {
    if (!isKnown) return undefined;
    const { data, dataUpdatedAt = 0 } = queries.getQueryState<QueueStatus>(queueKey(eventId)) ?? {};
    poller.start(data);
    // Another page may have read it a while ago.
    if (Date.now() - dataUpdatedAt > FRESH_MS) poller.askSoon();
    const look = (): void => poller.setVisible(document.visibilityState === 'visible');
    const back = (): void => poller.askSoon();
    document.addEventListener('visibilitychange', look);
    addEventListener('online', back);
    look();
    return () => {
      poller.stop();
      document.removeEventListener('visibilitychange', look);
      removeEventListener('online', back);
    };
  }, [poller, eventId, isKnown, queries]);
  useEffect(() => poller.setAsksHidden(wants.askHidden), [poller, wants.askHidden]);
  return { status, error: status === undefined ? error : null, isSilent, poller };
}
