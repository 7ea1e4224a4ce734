/** Work that a process does beside its requests: loops that report a failure, wait, and go on. */
import type { Log } from '../ops/log.ts';
import { createLoop, type Loop, type Step } from '../ops/loop.ts';

/** How long the pauses after failures are, in ms: the first one, and the longest. */
export type Backoff = { readonly minMs: number; readonly maxMs: number };

const USUAL: Backoff = { minMs: 100, maxMs: 5_000 };
/** Nobody waits for it. */
export const unhurried: Backoff = { minMs: 1_000, maxMs: 60_000 };

/** Makes loops of one part of the process. */
export const looping =
  (log: Log, { minMs, maxMs }: Backoff = USUAL) =>
  (name: string, restMs: number, step: Step): Loop =>
    createLoop({
      name,
      restMs,
      step,
      backoffMinMs: minMs,
      backoffMaxMs: maxMs,
      onError: (error) => log.warn({ error, loop: name }, 'A loop failed and will go on.'),
    });

/** As modules describe what a worker does for them. */
export type Job = {
  readonly name: string;
  readonly restMs: number;
  /** Answers whether there may be more to do at once. */
  readonly step: () => Promise<boolean>;
};

export const jobLoops = (log: Log, jobs: readonly Job[]): readonly Loop[] =>
  jobs.map(({ name, restMs, step }) =>
    looping(log)(name, restMs, async () => ((await step()) ? 'more' : 'rest')),
  );
