/** Work that is welcome but not vital, kept to a share of the process's time. */
import type { Clock } from '../lib/clock.ts';

export type CpuBudget = {
  /** Runs `work` unless this second's share is used up; then undefined. */
  run<T>(work: () => T): T | undefined;
};

/** `msPerSecond`: time for such work in every second, in ms. One piece of work may exceed it. */
export function createCpuBudget(clock: Pick<Clock, 'monotonicMs'>, msPerSecond: number): CpuBudget {
  let second = -1;
  let spentMs = 0;
  return {
    run(work) {
      const startMs = clock.monotonicMs();
      const now = Math.floor(startMs / 1_000);
      if (now !== second) {
        second = now;
        spentMs = 0;
      }
      if (spentMs >= msPerSecond) return undefined;
      const result = work();
      spentMs += clock.monotonicMs() - startMs;
      return result;
    },
  };
}
