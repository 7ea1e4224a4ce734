/**
 * Whether somebody may choose tickets: at once where there is no waiting room, else with an admission.
 * It spares a way in vain; what decides is the server, when something is to be held.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApp, useNow } from '../main/app-services.ts';
import { keepAdmission } from './pass.ts';
import { type Admission, leadsThroughRoom, mineKey, mineQuery, queueQuery } from './queries.ts';

export type Gate =
  | { readonly state: 'open'; readonly admission?: Admission }
  | { readonly state: 'loading' }
  /** Through the waiting room first. */
  | { readonly state: 'room' }
  /** There was an admission in this page, and it has ended. */
  | { readonly state: 'over' };

const STATUS_REFRESH_MS = 30_000;
/** Another tab may leave, and the organizer may end it. */
const MINE_REFRESH_MS = 60_000;

export function useGate(eventId: number): Gate {
  const { api } = useApp();
  const queries = useQueryClient();
  const status = useQuery({
    ...queueQuery(api, eventId),
    refetchInterval: STATUS_REFRESH_MS,
    retry: false,
  });
  const hasRoom = leadsThroughRoom(status.data);
  const mine = useQuery({
    ...mineQuery(api, eventId),
    enabled: hasRoom,
    refetchInterval: MINE_REFRESH_MS,
  });
  const admission = mine.data?.admission;
  const [wasIn, setWasIn] = useState(false);
  if (admission !== undefined && !wasIn) setWasIn(true);
  useEffect(() => {
    if (admission !== undefined) keepAdmission(eventId, admission);
  }, [eventId, admission]);

  const untilMs =
    admission && Math.min(Date.parse(admission.expiresAt), Date.parse(admission.endsAt));
  const isOver = useNow() >= (untilMs ?? Infinity);
  useEffect(() => {
    if (isOver) void queries.invalidateQueries({ queryKey: mineKey(eventId) });
  }, [isOver, queries, eventId]);

  if (status.isPending) return { state: 'loading' };
  if (!hasRoom || mine.isError) return { state: 'open' };
  if (mine.isPending) return { state: 'loading' };
  if (admission !== undefined && !isOver) return { state: 'open', admission };
  return { state: wasIn ? 'over' : 'room' };
}
