/** The own place: read from the server, its position computed from the draw once there is one. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApp, useIsBrowser } from '../main/app-services.ts';
import { keepAdmission } from './pass.ts';
import { noteRoot } from './notes.ts';
import { drawQuery, type Mine, mineQuery, type QueueStatus } from './queries.ts';

/** The record of a draw that is being made is read again so often. */
const DRAW_AGAIN_MS = 4_000;

export type MinePlace = {
  /** Undefined while it is being read. */
  readonly mine: Mine | undefined;
  readonly isBroken: boolean;
  /** Undefined: not drawn yet, or being computed. */
  readonly position: number | undefined;
};

export function useMine(eventId: number, status: QueueStatus | undefined): MinePlace {
  const { api } = useApp();
  const isBrowser = useIsBrowser();
  const {
    data: mine,
    isError,
    refetch,
  } = useQuery({ ...mineQuery(api, eventId), enabled: isBrowser, refetchOnMount: 'always' });
  useEffect(() => {
    if (mine !== undefined) keepAdmission(eventId, mine?.admission);
  }, [eventId, mine]);

  const entry = mine?.entry;
  const cohortSize = status?.cohortSize;
  const isDrawn = cohortSize !== undefined && status !== undefined && status.phase !== 'drawing';
  const isInCohort = isDrawn && entry !== undefined && entry.number <= cohortSize;
  // The root is worth noting before the seed is out.
  const wantsDraw = entry !== undefined && (isInCohort || status?.phase === 'drawing');
  const draw = useQuery({
    ...drawQuery(api, eventId),
    enabled: wantsDraw,
    refetchInterval: ({ state }) =>
      wantsDraw && state.data?.seed === undefined ? DRAW_AGAIN_MS : false,
  });
  const record = draw.data;
  const isRevealed = record?.seed !== undefined;
  useEffect(() => {
    if (record?.cohortRoot !== undefined && !isRevealed) noteRoot(eventId, record.cohortRoot);
  }, [eventId, record, isRevealed]);

  const number = entry?.number;
  const computed = useQuery({
    queryKey: ['own-position', eventId, number, record?.seed, record?.cohortSize],
    queryFn: async (): Promise<number | null> => {
      const { canCompute, ownPosition } = await import('./own-position.ts');
      if (!canCompute() || record === undefined || number === undefined) return null;
      return (await ownPosition(record, number)) ?? null;
    },
    enabled: isInCohort && isRevealed,
    staleTime: Infinity,
  });
  const isLate = isDrawn && number !== undefined && number > cohortSize;
  const told = entry?.position;
  const isUnable = computed.data === null || computed.isError || draw.isError;
  const needsTelling = isInCohort && isUnable && told === undefined;
  // Where nothing can be computed, the server's word has to do.
  useEffect(() => {
    if (!needsTelling) return undefined;
    void refetch();
    const timer = setInterval(() => void refetch(), DRAW_AGAIN_MS);
    return () => clearInterval(timer);
  }, [needsTelling, refetch]);
  const own = isLate ? number : (computed.data ?? (isUnable ? told : undefined));
  return {
    mine,
    isBroken: isError && mine === undefined,
    position: own ?? undefined,
  };
}
