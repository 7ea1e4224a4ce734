/**
 * Keeps calls to Redis bounded: each in time, all of them in number, and none is sent where no answer
 * is to be expected. After a row of time-outs one call at a time finds out whether it answers again,
 * so that nobody else waits for it.
 */
import type { Clock } from '../../lib/clock.ts';
import { DeadlineError, systemTimers, type Timers, withDeadline } from '../../lib/deadline.ts';
import {
  type Operation,
  type Outcome,
  SharedStateError,
  type SharedObserver,
} from '../contract.ts';

export type GuardOptions = {
  readonly timeoutMs: number;
  readonly inFlightMax: number;
  readonly isConnected: () => boolean;
  readonly observer: SharedObserver;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly timers?: Timers;
};

/** The outcome of `send`, or a SharedStateError. */
export type Guard = <Value>(operation: Operation, send: () => Promise<Value>) => Promise<Value>;

const TIMEOUTS_IN_A_ROW = 5;

export function createGuard(options: GuardOptions): Guard {
  const { timeoutMs, inFlightMax, isConnected, observer, clock } = options;
  const timers = options.timers ?? systemTimers;
  let inFlight = 0;
  let timeouts = 0;
  let isProbing = false;

  function refusal(): string | undefined {
    if (!isConnected()) return 'not connected';
    if (inFlight >= inFlightMax) return 'too many calls are under way';
    return timeouts >= TIMEOUTS_IN_A_ROW && isProbing ? 'no answer for some time' : undefined;
  }

  return async (operation, send) => {
    const refused = refusal();
    if (refused !== undefined) {
      observer.called(operation, 'refused', 0);
      throw new SharedStateError(operation, 'refused', new Error(refused));
    }
    const isProbe = timeouts >= TIMEOUTS_IN_A_ROW;
    if (isProbe) isProbing = true;
    inFlight++;
    const beganMs = clock.monotonicMs();
    const ended = (outcome: Outcome): void =>
      observer.called(operation, outcome, clock.monotonicMs() - beganMs);
    try {
      const value = await withDeadline(send(), timeoutMs, timers);
      timeouts = 0;
      ended('ok');
      return value;
    } catch (error) {
      const outcome = isTimeout(error) ? 'timeout' : 'error';
      if (outcome === 'timeout') timeouts++;
      ended(outcome);
      throw new SharedStateError(operation, outcome, error);
    } finally {
      inFlight--;
      if (isProbe) isProbing = false;
    }
  };
}

/** Ours, or the client's own. */
const isTimeout = (error: unknown): boolean =>
  error instanceof DeadlineError || (error instanceof Error && error.message === TIMED_OUT);
const TIMED_OUT = 'Command timed out';
