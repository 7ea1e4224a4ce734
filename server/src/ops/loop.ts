/**
 * Work that goes on for as long as the process lives (relay, expiry, clean-up) is a service: `run`
 * starts it, `stop` ends it. It goes at its own pace, one step at a time: the next begins at once
 * while there is more to do, else after a rest; a failure is reported and followed by a longer one.
 */
import { DeadlineError, systemTimers, type Timers, withDeadline } from '../lib/deadline.ts';

/** `more`: work was left, go on at once. `rest`: nothing to do for now. */
export type Step = (signal: AbortSignal) => Promise<'more' | 'rest'>;

export type LoopOptions = {
  readonly name: string;
  readonly step: Step;
  /** Pause after a step that found nothing more, in milliseconds. */
  readonly restMs: number;
  /** First pause after a failure in milliseconds; it doubles with each further failure. */
  readonly backoffMinMs: number;
  readonly backoffMaxMs: number;
  readonly onError: (error: unknown, name: string) => void;
  readonly timers?: Timers;
  /** In [0, 1): spreads the restarts of many processes. */
  readonly random?: () => number;
};

export type Loop = {
  readonly name: string;
  /** Starts it; a loop runs once. */
  run(): void;
  /** Ends a rest early: there is something to do. */
  wake(): void;
  /**
   * Aborts the signal of the step in progress and waits for it, `deadlineMs` at most. Answers
   * whether it ended in time.
   */
  stop(deadlineMs: number): Promise<boolean>;
};

export function createLoop(options: LoopOptions): Loop {
  const timers = options.timers ?? systemTimers;
  const random = options.random ?? Math.random;
  const abort = new AbortController();
  let running: Promise<void> | undefined;
  let endRest: (() => void) | undefined;
  // The pause after a failure is not for wake() to end, or a busy caller would turn it into a spin.
  let failing = false;
  // A call of wake() during a step must not be lost: the step may have looked before it.
  let woken = false;

  function rest(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = timers.after(delayMs, finish);
      function finish(): void {
        cancel();
        endRest = undefined;
        resolve();
      }
      endRest = finish;
    });
  }

  async function go(): Promise<void> {
    let failures = 0;
    while (!abort.signal.aborted) {
      woken = false;
      try {
        const outcome = await options.step(abort.signal);
        failures = 0;
        failing = false;
        if (outcome === 'rest' && !woken && !abort.signal.aborted) await rest(options.restMs);
      } catch (error) {
        if (abort.signal.aborted) break;
        options.onError(error, options.name);
        failing = true;
        await rest(backoffMs(options, failures++, random()));
      }
    }
  }

  return {
    name: options.name,
    run: () => {
      running ??= go();
    },
    wake: () => {
      woken = true;
      if (!failing) endRest?.();
    },
    async stop(deadlineMs) {
      abort.abort();
      endRest?.();
      try {
        await withDeadline(running ?? Promise.resolve(), deadlineMs, timers);
        return true;
      } catch (error) {
        if (error instanceof DeadlineError) return false;
        throw error;
      }
    },
  };
}

/** Doubling from the minimum to the maximum; between half of it and all of it by `random`. */
export function backoffMs(
  limits: { readonly backoffMinMs: number; readonly backoffMaxMs: number },
  failuresBefore: number,
  random: number,
): number {
  const fullMs = Math.min(limits.backoffMaxMs, limits.backoffMinMs * 2 ** failuresBefore);
  return fullMs * (0.5 + random / 2);
}
