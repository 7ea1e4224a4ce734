/** For logs of what may happen thousands of times a second: true at most every `everyMs`. */
import type { Clock } from '../lib/clock.ts';

export function createOccasion(clock: Pick<Clock, 'monotonicMs'>, everyMs: number): () => boolean {
  let lastMs = -Infinity;
  return () => {
    const nowMs = clock.monotonicMs();
    if (nowMs - lastMs < everyMs) return false;
    lastMs = nowMs;
    return true;
  };
}
