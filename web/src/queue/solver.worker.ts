/** Works on a proof of work away from the page, which stays quick meanwhile; tells how far it has come. */
import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

export type SolverTask = {
  readonly challenge: Challenge;
  /** This worker tries every `step`-th number from `start` on. */
  readonly start: number;
  readonly step: number;
  readonly timeoutMs: number;
};

export type SolverNews =
  | { readonly tries: number }
  | { readonly solution: { readonly counter: number; readonly derivedKey: string } | null };

/** How often it tells. */
const TELL_EVERY = 20;

async function solve({ challenge, start, step, timeoutMs }: SolverTask): Promise<void> {
  let tries = 0;
  const solution = await solveChallenge({
    challenge,
    counterStart: start,
    counterStep: step,
    timeout: timeoutMs,
    deriveKey(...args) {
      tries += 1;
      if (tries % TELL_EVERY === 0) postMessage({ tries: TELL_EVERY } satisfies SolverNews);
      return deriveKey(...args);
    },
  });
  postMessage({ solution } satisfies SolverNews);
}

addEventListener('message', ({ data }: MessageEvent<SolverTask>) => {
  // An error that nobody catches is told to the page by the browser.
  void solve(data).catch((error: unknown) =>
    setTimeout(() => {
      throw error;
    }),
  );
});
