/** Time and waiting as arguments: tests pass their own and never wait. */
export type Clock = {
  /** Milliseconds since the Unix epoch. */
  readonly nowMs: () => number;
};

/** Resolves after `ms` milliseconds, at once when the operation is interrupted. Never rejects. */
export type Wait = (ms: number) => Promise<void>;

export const systemClock: Clock = { nowMs: () => Date.now() };

export const waitUnlessAborted =
  (signal: AbortSignal): Wait =>
  (ms) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
    });

const two = (value: number): string => String(value).padStart(2, '0');

/** `04:09`, or `1:04:09` beyond an hour. */
export function elapsed(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const hours = Math.floor(seconds / 3_600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}

export const seconds = 1_000;
export const minutes = 60 * seconds;
export const hours = 60 * minutes;
