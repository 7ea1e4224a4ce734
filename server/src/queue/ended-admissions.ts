/**
 * Admissions that have ended, as the outbox tells them, for as long as a pass could still name them.
 * Whoever was let in since this process began to listen has either ended in here or is still in; about
 * admissions before that, and those that were forgotten for want of room, the database has to be asked.
 */
import type { Clock } from '../lib/clock.ts';
import { queueLimits } from '@onsale/contract/queue.ts';

export type EndedAdmissions = {
  note(id: string): void;
  has(id: string): boolean;
  /** Would this process have heard of the end of an admission that began so many ms ago? */
  knowsSince(agoMs: number): boolean;
  /** The outbox was lost for a while: what it told meanwhile is not known. */
  reset(): void;
  readonly size: number;
};

/** A pass says when it ends at the latest: after that nobody needs to remember. */
const KEEP_MS = queueLimits.sessionSecondsMax * 1_000 + 60_000;
const IDS_MAX = 100_000;
/** Between the database's clock and the moment at which this process began to listen. */
const MARGIN_MS = 2_000;

export function createEndedAdmissions(
  clock: Pick<Clock, 'monotonicMs'>,
  idsMax = IDS_MAX,
): EndedAdmissions {
  /** By id when it was heard of; the oldest first. */
  const ended = new Map<string, number>();
  let sureSinceMs = clock.monotonicMs();

  function forget(nowMs: number): void {
    for (const [id, heardMs] of ended) {
      const isOver = nowMs - heardMs > KEEP_MS;
      if (!isOver && ended.size <= idsMax) return;
      ended.delete(id);
      if (!isOver && heardMs > sureSinceMs) sureSinceMs = heardMs;
    }
  }

  return {
    note(id) {
      const nowMs = clock.monotonicMs();
      if (!ended.has(id)) ended.set(id, nowMs);
      forget(nowMs);
    },
    has: (id) => ended.has(id),
    knowsSince: (agoMs) => clock.monotonicMs() - agoMs > sureSinceMs + MARGIN_MS,
    reset() {
      sureSinceMs = clock.monotonicMs();
    },
    get size() {
      return ended.size;
    },
  };
}
