/** Uses shared state all the time, from several processes, while a test breaks something. */
import { waitFor } from '../support/wait-for.ts';
import { systemWait } from '../../src/lib/wait.ts';
import { SharedStateError } from '../../src/shared/contract.ts';

export type Traffic<Value> = {
  readonly answers: Value[];
  /** Calls that failed as the contract says they may. */
  readonly failures: SharedStateError[];
  /** Waits until so many more calls were answered. */
  more(answers: number): Promise<void>;
  /** The longest time without an answer, in seconds. */
  longestSilence(): number;
  /** Ends it; rejects when something failed otherwise. */
  stop(): Promise<void>;
};

/** After a failure a caller waits a moment; otherwise each calls again at once. */
const PAUSE_MS = 5;

export function startTraffic<Value>(
  callers: number,
  call: (caller: number, n: number) => Promise<Value>,
): Traffic<Value> {
  const answers: Value[] = [];
  const failures: SharedStateError[] = [];
  const stop = new AbortController();
  let answeredMs = performance.now();
  let silenceMs = 0;

  async function use(caller: number): Promise<void> {
    for (let n = 0; !stop.signal.aborted; n++) {
      try {
        answers.push(await call(caller, n));
        const nowMs = performance.now();
        silenceMs = Math.max(silenceMs, nowMs - answeredMs);
        answeredMs = nowMs;
      } catch (error) {
        if (!(error instanceof SharedStateError)) throw error;
        failures.push(error);
        await systemWait(PAUSE_MS);
      }
    }
  }

  const running = Promise.all(Array.from({ length: callers }, (_, caller) => use(caller)));
  // Looked at in stop().
  running.catch(() => {});
  return {
    answers,
    failures,
    async more(count) {
      const goal = answers.length + count;
      await waitFor(`${count} more answers`, () => answers.length >= goal, 40_000);
    },
    longestSilence: () => silenceMs / 1_000,
    async stop() {
      stop.abort();
      await running;
    },
  };
}
