/**
 * A limit that outlives Redis. While the shared limiter does not answer, this process counts by itself
 * and admits a share of the rate, since the other processes do the same.
 */
import type { Clock } from '../lib/clock.ts';
import type { Rate } from '../lib/gcra.ts';
import type { Log } from '../ops/log.ts';
import { type Limiter, SharedStateError } from './contract.ts';
import { createOccasion } from './occasion.ts';

export type SharedLimiterOptions = {
  readonly shared: Limiter;
  readonly local: Limiter;
  /** Of the rate, while this process is on its own; 0 < share <= 1. */
  readonly share: number;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly log: Log;
  /** One call was decided by this process alone. */
  readonly onFallback: () => void;
};

const LOG_EVERY_MS = 30_000;

export function createSharedLimiter(options: SharedLimiterOptions): Limiter {
  const { shared, local, share, clock, log, onFallback } = options;
  const occasion = createOccasion(clock, LOG_EVERY_MS);
  return {
    async take(name, rate, cost = 1) {
      try {
        return await shared.take(name, rate, cost);
      } catch (error) {
        if (!(error instanceof SharedStateError)) throw error;
        onFallback();
        if (occasion()) log.warn({ error }, 'Limits are counted by each process by itself.');
        return local.take(name, shareOf(rate, share, cost), cost);
      }
    },
  };
}

const shareOf = (rate: Rate, share: number, cost: number): Rate => ({
  perSecond: rate.perSecond * share,
  burst: Math.max(cost, Math.ceil(rate.burst * share)),
});
