/**
 * The status of a waiting room as the live channel tells it. Only where it is worth a connection: in a
 * short line, or near the turn. Everybody else asks now and then, which a cache answers for all of them.
 */
import { waitMsOf } from '@onsale/contract/queue-poll.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApp } from '../main/app-services.ts';
import type { Poller } from './poller.ts';
import { queueKey, type QueueStatus } from './queries.ts';

const SHORT_LINE_MAX = 500;
const NEAR_MS = 120_000;

const asleep: ReadonlySet<QueueStatus['phase']> = new Set(['off', 'idle', 'closed', 'ended']);

export function isWorthAStream(status: QueueStatus, position: number | undefined): boolean {
  if (asleep.has(status.phase)) return false;
  const isShort = status.joined - status.servedUpTo <= SHORT_LINE_MAX;
  const isNear =
    status.cohortSize !== undefined &&
    position !== undefined &&
    waitMsOf(status, position) <= NEAR_MS;
  return isShort || isNear;
}

export function useStream(status: QueueStatus, position: number | undefined, poller: Poller): void {
  const { api } = useApp();
  const queries = useQueryClient();
  const { eventId } = status;
  const [isOn, setOn] = useState(false);
  // Once it is there it stays: it would come and go with every change otherwise.
  if (!isOn && isWorthAStream(status, position)) setOn(true);

  useEffect(() => {
    if (!isOn) return undefined;
    let isOver = false;
    let stop = (): void => {};
    async function listen(): Promise<void> {
      const { liveOf } = await import('../live/live-of.ts');
      if (isOver) return;
      const live = liveOf(api);
      const hear = (): void => {
        const { queue, status: line } = live.readQueue(eventId);
        const isLive = line === 'live' && queue !== undefined;
        poller.setStreamed(isLive);
        if (!isLive) return;
        const known = queries.getQueryData<QueueStatus>(queueKey(eventId));
        if (known === queue || (known !== undefined && queue.version < known.version)) return;
        queries.setQueryData(queueKey(eventId), queue);
        poller.hear(queue);
      };
      stop = live.subscribeQueue(eventId, hear);
      hear();
    }
    // Without it the page asks.
    listen().catch(() => {});
    return () => {
      isOver = true;
      stop();
      poller.setStreamed(false);
    };
  }, [isOn, api, queries, eventId, poller]);
}
