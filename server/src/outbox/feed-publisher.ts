/**
 * The process that numbers rows passes them on to the others. Nothing waits for that: what cannot be
 * published in time is left out, and those who miss it read it in the database.
 */
import { type FeedMessage, messageOf, type RowFeed } from './feed-rows.ts';
import type { OutboxDbRow } from './sql/read.ts';

export type FeedPublisher = {
  /** In order. */
  publish(term: string, rows: readonly OutboxDbRow[]): void;
  /** Since the start: published, and left out (too long, too many waiting, Redis away). */
  readonly published: number;
  readonly leftOut: number;
  /** Resolves when what waits is published or left out. */
  settle(): Promise<void>;
};

/** Rows that wait while the ones before them are on their way. */
const WAITING_MAX = 5_000;

export function createFeedPublisher(feed: Pick<RowFeed, 'publish'>): FeedPublisher {
  let waiting: FeedMessage[] = [];
  let sending: Promise<void> | undefined;
  let published = 0;
  let leftOut = 0;

  async function send(): Promise<void> {
    while (waiting.length > 0) {
      const messages = waiting;
      waiting = [];
      try {
        await feed.publish(messages);
        published += messages.length;
      } catch {
        // Counted where shared state is observed; a gap tells the others.
        leftOut += messages.length;
      }
    }
    sending = undefined;
  }

  return {
    publish(term, rows) {
      for (const row of rows) {
        const message = waiting.length < WAITING_MAX ? messageOf(term, row) : undefined;
        if (message === undefined) leftOut += 1;
        else waiting.push(message);
      }
      if (waiting.length > 0) sending ??= send();
    },
    get published() {
      return published;
    },
    get leftOut() {
      return leftOut;
    },
    settle: () => sending ?? Promise.resolve(),
  };
}
