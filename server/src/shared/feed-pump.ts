/**
 * What every subscription does, whichever engine it reads from: hands messages over in order, says
 * what is missing, and goes on by itself after trouble.
 */
import type { Wait } from '../lib/wait.ts';
import { backoffMs } from '../ops/loop.ts';
import type { FeedMessage, FeedOptions, Subscription } from './contract.ts';

export type FeedSource = {
  /**
   * Some messages above `after`, ascending; waits a while for them, and answers none when there are
   * none or when `signal` aborts. Rejects when the engine does not answer.
   */
  read(after: number, signal: AbortSignal): Promise<readonly FeedMessage[]>;
  close(): void;
};

const BACKOFF = { backoffMinMs: 50, backoffMaxMs: 2_000 };

export function pump(
  source: FeedSource,
  options: FeedOptions,
  wait: Wait,
  random: () => number = Math.random,
): Subscription {
  const abort = new AbortController();
  const { signal } = abort;
  let position = options.after;
  let failures = 0;

  async function step(): Promise<void> {
    const read = await source.read(position, signal);
    if (failures > 0 && !signal.aborted) options.onBack();
    failures = 0;
    // Skipped to meanwhile, say.
    const fresh = read.filter((message) => message.position > position);
    for (const run of contiguous(fresh)) {
      const [first] = run;
      const last = run.at(-1);
      if (signal.aborted || first === undefined || last === undefined) return;
      if (first.position > position + 1) await options.onGap(position + 1, first.position - 1);
      position = Math.max(position, first.position - 1);
      await options.onMessages(run);
      position = Math.max(position, last.position);
    }
  }

  async function go(): Promise<void> {
    while (!signal.aborted) {
      try {
        await step();
      } catch (error) {
        if (signal.aborted) return;
        if (failures === 0) options.onLost(error);
        await wait(backoffMs(BACKOFF, failures++, random()), signal);
      }
    }
  }

  const going = go();
  return {
    get position() {
      return position;
    },
    skipTo(to) {
      position = Math.max(position, to);
    },
    async close() {
      abort.abort();
      source.close();
      await going;
    },
  };
}

/** Splits ascending messages where a position is missing. */
function contiguous(messages: readonly FeedMessage[]): FeedMessage[][] {
  const runs: FeedMessage[][] = [];
  for (const message of messages) {
    const run = runs.at(-1);
    if (run?.at(-1)?.position === message.position - 1) run.push(message);
    else runs.push([message]);
  }
  return runs;
}
