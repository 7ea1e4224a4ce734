/**
 * Rows as the feed brings them. The database decides what is true: a row of the feed counts only when
 * its position is the very next one, and when it was numbered in the term that the database names
 * (`outbox_relay.holder`). Else the rows are read there. So it does not matter what the feed loses,
 * repeats, or still has of a history that was undone.
 */
import { type FeedMessage, type FeedSubscription, type RowFeed, rowOf } from './feed-rows.ts';
import type { OutboxDbRow } from './sql/read.ts';

export type FeedFollower = {
  /** The feed answers, and is not ahead of what was handed on. */
  readonly isHealthy: () => boolean;
  /** One piece of work at a time: rows are handed on in order. */
  readonly exclusive: <Value>(work: () => Promise<Value>) => Promise<Value>;
  /** The database says who numbers rows. */
  readonly knows: (term: string) => void;
  /** Handed on up to here, from the database. */
  readonly skipTo: (position: number) => void;
  close(): Promise<void>;
};

export type FollowOptions = {
  readonly stats: { fromFeed: number; gaps: number; outages: number };
  /** What has been handed on. */
  readonly position: () => number;
  /** Hands on more rows from the database; answers how many. */
  readonly read: () => Promise<number>;
  /** Answers the term that the database names. */
  readonly look: () => Promise<string>;
  readonly onRow: (row: OutboxDbRow) => void;
  readonly onTurn: () => void;
};

export function followFeed(feed: RowFeed, options: FollowOptions): FeedFollower {
  const { stats, position, onTurn } = options;
  let term = '';
  let isLost = false;
  let last: Promise<unknown> = Promise.resolve();

  function exclusive<Value>(work: () => Promise<Value>): Promise<Value> {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  }

  async function readUpTo(to: number): Promise<void> {
    while (position() < to && (await options.read()) > 0);
  }

  /** False: it is not the next row of the history that is true. */
  async function take(message: FeedMessage): Promise<boolean> {
    if (message.position !== position() + 1) return false;
    const fed = rowOf(message);
    if (fed === undefined) return false;
    if (fed.term !== term) term = await options.look();
    // The look may have found that the history is shorter than what was handed on.
    if (fed.term !== term || message.position !== position() + 1) return false;
    options.onRow(fed.row);
    stats.fromFeed += 1;
    return true;
  }

  async function hear(messages: readonly FeedMessage[]): Promise<void> {
    const to = messages.at(-1)?.position ?? 0;
    for (const message of messages) {
      if (message.position <= position()) continue;
      if (!(await take(message))) {
        // The others are not better than this one, or are read along with it.
        await readUpTo(to);
        return;
      }
    }
  }

  const subscription: FeedSubscription = feed.subscribe({
    after: position(),
    onMessages: (messages) => exclusive(() => hear(messages)),
    onGap(_from, to) {
      stats.gaps += 1;
      return exclusive(() => readUpTo(to));
    },
    onLost() {
      stats.outages += 1;
      isLost = true;
      onTurn();
    },
    onBack() {
      isLost = false;
      onTurn();
    },
  });

  return {
    // A feed that is ahead has positions that the database does not: of a history that was undone.
    isHealthy: () => !isLost && subscription.position <= position(),
    exclusive,
    knows: (named) => (term = named),
    skipTo: (to) => subscription.skipTo(to),
    close: () => subscription.close(),
  };
}
