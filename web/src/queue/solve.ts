/**
 * The proof of work before joining: several workers share the search, and the first to find the number
 * ends it. Where there are no workers or no WebCrypto, nothing can be solved here.
 */
import type { Challenge } from 'altcha-lib';
import type { SolverNews, SolverTask } from './solver.worker.ts';

const WORKERS_MAX = 4;
const TIMEOUT_MS = 60_000;

export const canSolve = (): boolean =>
  typeof Worker !== 'undefined' && globalThis.crypto?.subtle !== undefined;

/** Half of the processors: the phone has other things to do. */
const workersWanted = (): number =>
  Math.max(1, Math.min(WORKERS_MAX, Math.floor((navigator.hardwareConcurrency || 2) / 2)));

export type SolveOptions = {
  readonly onTries: (tries: number) => void;
  readonly signal: AbortSignal;
};

/** The solution as it is sent; undefined: none was found in time, or it was given up. */
export async function solve(
  challenge: Readonly<Record<string, unknown>>,
  { onTries, signal }: SolveOptions,
): Promise<string | undefined> {
  const task = challenge as unknown as Challenge;
  const count = workersWanted();
  const workers = Array.from(
    { length: count },
    () => new Worker(new URL('solver.worker.ts', import.meta.url), { type: 'module' }),
  );
  let tries = 0;
  try {
    const solution = await new Promise<object | null>((resolve, reject) => {
      let left = count;
      signal.addEventListener('abort', () => resolve(null), { once: true });
      for (const [start, worker] of workers.entries()) {
        worker.addEventListener('error', () => reject(new Error('a solver broke down')));
        worker.addEventListener('message', ({ data }: MessageEvent<SolverNews>) => {
          if ('tries' in data) {
            tries += data.tries;
            onTries(tries);
          } else if (data.solution !== null || --left === 0) {
            resolve(data.solution);
          }
        });
        const share: SolverTask = { challenge: task, start, step: count, timeoutMs: TIMEOUT_MS };
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, no window
        worker.postMessage(share);
      }
    });
    return solution === null ? undefined : btoa(JSON.stringify({ challenge: task, solution }));
  } finally {
    for (const worker of workers) worker.terminate();
  }
}
