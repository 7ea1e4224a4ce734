/** What the waiting room reads: the status that everybody shares, one's own place, the draw. */
import { queryOptions } from '@tanstack/react-query';
import { productApi } from '@onsale/contract/product-api.ts';
import type { BodyOf } from '@onsale/contract/route.ts';
import type { Api } from '../api/client.ts';
import { CallError, valueOf } from '../api/outcome.ts';
import { hasSessionHint } from '../session/hint.ts';

export type QueueStatus = BodyOf<typeof productApi.readQueue>;
export type QueueEntry = BodyOf<typeof productApi.joinQueue>['entry'];
export type Admission = BodyOf<typeof productApi.admit>['admission'];
export type DrawRecord = BodyOf<typeof productApi.readDraw>;
export type DrawProof = BodyOf<typeof productApi.proveEntry>;

/** Null: this session has no place. */
export type Mine = { readonly entry: QueueEntry; readonly admission?: Admission } | null;

export const queueKey = (eventId: number) => ['queue', eventId] as const;
export const mineKey = (eventId: number) => ['queue-mine', eventId] as const;

const STATUS_MS = 20_000;

/** Kept up to date by whoever needs it so; see `poller.ts`. */
export const queueQuery = (api: Api, eventId: number) =>
  queryOptions({
    queryKey: queueKey(eventId),
    // A cache on the way may answer with the news of a second ago; the browser's own would with older.
    queryFn: ({ signal }): Promise<QueueStatus> =>
      valueOf(api.call(productApi.readQueue, { params: { eventId }, cache: 'no-cache', signal })),
    staleTime: STATUS_MS,
  });

/** The place of this session. Who has no session has none, and need not ask. */
export const mineQuery = (api: Api, eventId: number) =>
  queryOptions({
    queryKey: mineKey(eventId),
    queryFn: async ({ signal }): Promise<Mine> => {
      if (!hasSessionHint()) return null;
      const outcome = await api.call(productApi.readMyEntry, { params: { eventId }, signal });
      if (outcome.ok) return outcome.value;
      if (outcome.code === 'entry_not_found') return null;
      throw new CallError(outcome);
    },
    staleTime: STATUS_MS,
  });

export const drawQuery = (api: Api, eventId: number) =>
  queryOptions({
    queryKey: ['draw', eventId],
    queryFn: ({ signal }): Promise<DrawRecord> =>
      valueOf(api.call(productApi.readDraw, { params: { eventId }, cache: 'no-cache', signal })),
    staleTime: STATUS_MS,
  });

export const proofQuery = (api: Api, eventId: number, number: number) =>
  queryOptions({
    queryKey: ['draw-proof', eventId, number],
    queryFn: ({ signal }): Promise<DrawProof> =>
      valueOf(api.call(productApi.proveEntry, { params: { eventId }, query: { number }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** In these phases nobody needs a pass to buy. */
export const isFree = ({ phase }: Pick<QueueStatus, 'phase'>): boolean =>
  phase === 'off' || phase === 'idle';

/** Whether the way to the tickets leads through the waiting room. */
export const leadsThroughRoom = (status: Pick<QueueStatus, 'phase'> | undefined): boolean =>
  status !== undefined && !isFree(status) && status.phase !== 'ended';
