/** Timers that only go off when a test says so. */
import type { Timers } from '../lib/deadline.ts';

export type ManualTimers = Timers & {
  /** Delays of the timers that are set, in milliseconds. */
  readonly delays: () => number[];
  /** Sets off those that are set with exactly this delay. */
  readonly fire: (delayMs: number) => void;
};

export function createManualTimers(): ManualTimers {
  const pending = new Set<{ readonly delayMs: number; readonly work: () => void }>();
  return {
    after(delayMs, work) {
      const timer = { delayMs, work };
      pending.add(timer);
      return () => void pending.delete(timer);
    },
    delays: () => Array.from(pending, ({ delayMs }) => delayMs),
    fire(delayMs) {
      for (const timer of [...pending].filter((one) => one.delayMs === delayMs)) {
        pending.delete(timer);
        timer.work();
      }
    },
  };
}
