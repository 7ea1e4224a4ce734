/** Waiting with a bound. Timers are passed in so that tests decide when time passes. */

export type Timers = {
  /** Calls `work` once after `delayMs` (>= 0); the answer cancels it. */
  after(delayMs: number, work: () => void): () => void;
};

/** Node's timers; a pending one does not keep a finished process alive. */
export const systemTimers: Timers = {
  after(delayMs, work) {
    const timer = setTimeout(work, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export class DeadlineError extends Error {
  override name = 'DeadlineError';
}

/**
 * The outcome of `work`, or a DeadlineError after `deadlineMs`. The work itself is not interrupted:
 * its late outcome is dropped, a late rejection included.
 */
export function withDeadline<Value>(
  work: Promise<Value>,
  deadlineMs: number,
  timers: Timers = systemTimers,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(deadlineMs, () => {
      reject(new DeadlineError(`no answer within ${deadlineMs} ms`));
    });
    // Whichever settles the promise first counts; the other is without effect.
    work.finally(cancel).then(resolve, reject);
  });
}
