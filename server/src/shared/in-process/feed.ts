/** A feed inside of one process: subscribers read from the messages that are kept. */
import { assert } from '../../lib/assert.ts';
import { systemWait } from '../../lib/wait.ts';
import { bounds } from '../bounds.ts';
import type { Feed, FeedMessage, Subscription } from '../contract.ts';
import { type FeedSource, pump } from '../feed-pump.ts';

export type LocalFeed = Feed & { close(): Promise<void> };

export function createLocalFeed(keptMax: number = bounds.feedKept): LocalFeed {
  /** Ascending; the oldest go when there are too many. */
  let kept: FeedMessage[] = [];
  let highest = 0;
  const sleeping = new Set<() => void>();
  const subscriptions = new Set<Subscription>();

  function keep(message: FeedMessage): void {
    kept.push(message);
    highest = message.position;
    // In bulk: shifting one by one would move all the others each time.
    if (kept.length >= keptMax * 2) kept = kept.slice(-keptMax);
  }

  const nextChange = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      function wake(): void {
        sleeping.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      }
      sleeping.add(wake);
      signal.addEventListener('abort', wake);
      if (signal.aborted) wake();
    });

  const source: FeedSource = {
    async read(after, signal) {
      if (after >= highest) await nextChange(signal);
      const from = firstAbove(kept, after);
      return kept.slice(from, from + bounds.feedBatch);
    },
    close() {},
  };

  return {
    async publish(messages) {
      for (const message of messages) {
        assert(Number.isSafeInteger(message.position) && message.position > 0, 'a position');
        assert(message.body.length <= bounds.feedBodyChars, 'a message of a feed is short');
        if (message.position > highest) keep(message);
      }
      for (const wake of sleeping) wake();
    },
    subscribe(options) {
      const subscription = pump(source, options, systemWait);
      const own: Subscription = {
        get position() {
          return subscription.position;
        },
        skipTo: (position) => subscription.skipTo(position),
        async close() {
          subscriptions.delete(own);
          await subscription.close();
        },
      };
      subscriptions.add(own);
      return own;
    },
    async close() {
      await Promise.all([...subscriptions].map((one) => one.close()));
    },
  };
}

/** Where the messages above `after` begin. */
function firstAbove(messages: readonly FeedMessage[], after: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((messages[middle]?.position ?? 0) > after) high = middle;
    else low = middle + 1;
  }
  return low;
}
