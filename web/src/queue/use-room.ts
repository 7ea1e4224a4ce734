/** Everything a page needs to say where somebody stands, from the status, the place and the clock. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApp, useNow } from '../main/app-services.ts';
import { type Mine, mineKey, queueKey, queueQuery, type QueueStatus } from './queries.ts';
import { isCalled, type Standing, standingOf } from './standing.ts';
import { useEntering } from './use-entering.ts';
import { useMine } from './use-mine.ts';
import { useStatus } from './use-status.ts';
import { useStream } from './use-stream.ts';

export type RoomView = {
  readonly status: QueueStatus;
  /** Undefined while it is being read. */
  readonly mine: Mine | undefined;
  readonly position: number | undefined;
  readonly standing: Standing;
  /** Nothing was heard for a while, or the server itself cannot reach the truth. */
  readonly isStale: boolean;
  /** The admission that there was in this page has ended. */
  readonly isSpent: boolean;
  /** Something was done here that changes the status. */
  readonly refresh: () => void;
};

/** @param asksHidden asks also while the page is hidden. The status has been read before. */
export function useRoom(eventId: number, asksHidden: boolean): RoomView {
  const { api } = useApp();
  const queries = useQueryClient();
  const nowMs = useNow();
  const { status: heard, isSilent, poller } = useStatus(eventId, { askHidden: asksHidden });
  const status = heard ?? queries.getQueryData(queueQuery(api, eventId).queryKey);
  if (status === undefined) throw new Error('the status of the room has to be read first');
  const { mine, position } = useMine(eventId, status);
  useStream(status, position, poller);
  const admission = mine?.admission;
  const admittedUntilMs =
    admission && Math.min(Date.parse(admission.expiresAt), Date.parse(admission.endsAt));
  const isOver = admittedUntilMs !== undefined && nowMs >= admittedUntilMs;

  const called = isCalled(status, position) && mine !== null && admission === undefined;
  const { metFull } = useEntering(eventId, { isCalled: called, asksHidden });
  useEffect(() => poller.setPosition(position), [poller, position]);

  // Whoever holds something may have been left in: the server says.
  useEffect(() => {
    if (isOver) void queries.invalidateQueries({ queryKey: mineKey(eventId) });
  }, [isOver, queries, eventId]);

  const [wasIn, setWasIn] = useState(false);
  if (admission !== undefined && !wasIn) setWasIn(true);

  return {
    status,
    mine,
    position,
    standing: standingOf({
      status,
      number: mine?.entry.number,
      position,
      admittedUntilMs,
      metFull,
      nowMs,
    }),
    isStale: status.stale || isSilent,
    isSpent: wasIn && mine === null,
    refresh() {
      poller.askSoon();
      void queries.invalidateQueries({ queryKey: queueKey(eventId), refetchType: 'none' });
    },
  };
}
