/**
 * Who is buying at events whose waiting room comes by itself: whoever asked for places in the last
 * minutes. Counted in shared state, over all processes; where that does not answer, nobody is held up by
 * it, and the tick counts those who hold something instead.
 */
import { LRUCache } from 'lru-cache';
import type { Clock } from '../lib/clock.ts';
import type { Distinct } from '../shared/contract.ts';

export type Buyers = {
  /** Somebody asks for places. Never waits, never fails. */
  seen(eventId: number, personId: string): void;
  /** How many different people did in the last minutes. Rejects when shared state does not answer. */
  count(eventId: number): Promise<number>;
};

/** Somebody who has not asked for places for so long buys no more: a hold lives about as long. */
export const BUYERS_WINDOW_MINUTES = 5;
/** Seen again so soon is no news. */
const AGAIN_MS = 30_000;
const PEOPLE_MAX = 50_000;

const groupOf = (eventId: number): string => `buyers:${eventId}`;

export function createBuyers(
  distinct: Distinct,
  clock: Pick<Clock, 'monotonicMs'>,
  onError: (error: unknown) => void,
): Buyers {
  const lately = new LRUCache<string, number>({ max: PEOPLE_MAX });
  return {
    seen(eventId, personId) {
      const key = `${eventId} ${personId}`;
      const nowMs = clock.monotonicMs();
      if (nowMs - (lately.get(key) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return;
      lately.set(key, nowMs);
      distinct.seen(groupOf(eventId), personId).catch((error: unknown) => {
        lately.delete(key);
        onError(error);
      });
    },
    count: (eventId) => distinct.count(groupOf(eventId)),
  };
}
