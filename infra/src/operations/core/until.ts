/** Waiting for a fact in AWS: asked at intervals, told when it changes, and given up in time. */
import { OperatorError } from './operator-error.ts';
import { type Clock, elapsed, minutes, seconds, type Wait } from './time.ts';

export type Watch = {
  readonly clock: Clock;
  readonly wait: Wait;
  readonly say: (line: string) => void;
  readonly interrupted: () => boolean;
};

/** Either what was waited for, or what is still missing. */
export type Look<T> = { readonly done: T } | { readonly missing: string };

export type Patience = {
  readonly timeoutMs: number;
  readonly intervalMs: number;
  /** What an operator does when it did not happen in time. */
  readonly remedy: string;
};

export const patience = (timeoutMinutes: number, remedy: string): Patience => ({
  timeoutMs: timeoutMinutes * minutes,
  intervalMs: 15 * seconds,
  remedy,
});

/** Throws `OperatorError` when it takes too long or is interrupted; what `look` throws, too. */
export async function until<T>(
  watch: Watch,
  what: string,
  { timeoutMs, intervalMs, remedy }: Patience,
  look: () => Promise<Look<T>>,
): Promise<T> {
  const startedMs = watch.clock.nowMs();
  let last = '';
  for (;;) {
    const found = await look();
    if ('done' in found) return found.done;
    if (found.missing !== last) watch.say(`${what}: ${found.missing}`);
    last = found.missing;
    if (watch.interrupted()) {
      throw new OperatorError(
        `Interrupted while waiting: ${what} (${last}).`,
        'What was begun in AWS goes on. Run the same command again to see how it ends.',
      );
    }
    if (watch.clock.nowMs() - startedMs >= timeoutMs) {
      throw new OperatorError(`${what} took longer than ${elapsed(timeoutMs)}: ${last}`, remedy);
    }
    await watch.wait(intervalMs);
  }
}
