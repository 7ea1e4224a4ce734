/**
 * What was used once, for those who must go on without Redis. This process remembers what it has seen
 * itself, whether the shared memory answers or not; while that does not, its own word decides. So a second
 * use is accepted only by another process, and only during an outage. Where that would be too much, the
 * shared memory is asked directly.
 */
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../ops/log.ts';
import { type Once, SharedStateError } from './contract.ts';
import { createOccasion } from './occasion.ts';

export type SharedOnceOptions = {
  readonly shared: Once;
  readonly local: Once;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly log: Log;
};

const LOG_EVERY_MS = 30_000;

export function createSharedOnce({ shared, local, clock, log }: SharedOnceOptions): Once {
  const occasion = createOccasion(clock, LOG_EVERY_MS);
  return {
    async first(name, ttlMs) {
      if (!(await local.first(name, ttlMs))) return false;
      try {
        return await shared.first(name, ttlMs);
      } catch (error) {
        if (!(error instanceof SharedStateError)) throw error;
        if (occasion())
          log.warn({ error }, 'What was used is remembered by each process by itself.');
        return true;
      }
    },
  };
}
