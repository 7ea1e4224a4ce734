/** Recomputes a draw in this browser: the record, what was noted before it, the own ticket and its proof. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { DrawVerdict } from '@onsale/contract/verify-draw.ts';
import { useApp } from '../main/app-services.ts';
import { readNote } from './notes.ts';
import { type DrawRecord, drawQuery, mineQuery, proofQuery, type QueueEntry } from './queries.ts';

export type DrawCheckView = {
  readonly record: DrawRecord | undefined;
  readonly entry: QueueEntry | undefined;
  /** Undefined while it is being computed. */
  readonly verdict: DrawVerdict | undefined;
  readonly isInsecure: boolean;
  /** Why the record, or the proof, could not be read. */
  readonly error: Error | null;
  readonly retry: () => void;
};

/** A draw that is about to be made is asked for again so often. */
const AGAIN_MS = 10_000;

export function useDrawCheck(eventId: number): DrawCheckView {
  const { api } = useApp();
  const queries = useQueryClient();
  const draw = useQuery({
    ...drawQuery(api, eventId),
    refetchOnMount: 'always',
    refetchInterval: ({ state }) => (state.data?.seed === undefined ? AGAIN_MS : false),
    retry: false,
  });
  const mine = useQuery({ ...mineQuery(api, eventId), refetchOnMount: 'always' });
  const record = draw.data;
  const entry = mine.data?.entry;
  const isInsecure = globalThis.crypto?.subtle === undefined;
  const isReady = record !== undefined && !mine.isPending && !mine.isFetching && !draw.isFetching;
  const check = useQuery({
    queryKey: ['draw-check', eventId, record, entry],
    queryFn: async (): Promise<DrawVerdict | null> => {
      if (record === undefined) return null;
      const { verifyDraw } = await import('@onsale/contract/verify-draw.ts');
      const { number } = entry ?? {};
      const isInCohort = number !== undefined && number <= (record.cohortSize ?? 0);
      // Without its proof the check of the entry fails, and says so.
      const proof = isInCohort
        ? await queries.fetchQuery(proofQuery(api, eventId, number)).catch(() => undefined)
        : undefined;
      const note = readNote(eventId);
      return verifyDraw(record, {
        eventId,
        ...(note && { commitment: note.commitment, ...(note.root && { root: note.root }) }),
        ...(entry && { ticket: entry }),
        ...(proof && { proof: { ...proof, path: [...proof.path] } }),
      });
    },
    enabled: isReady && !isInsecure,
    staleTime: Infinity,
    structuralSharing: false,
  });
  return {
    record,
    entry,
    verdict: check.data ?? undefined,
    isInsecure,
    error: record === undefined ? draw.error : check.error,
    retry: () => void draw.refetch(),
  };
}
