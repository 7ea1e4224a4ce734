/**
 * Follows the outbox in memory, from its end at the start of the process: what views and caches need.
 * It keeps no cursor; who must not miss anything is a consumer (`consume.ts`).
 *
 * Rows come from the database, or from a feed where there is one (`tail-feed.ts`). What the feed says is
 * taken in the order of positions and without a gap, or not at all; the database is looked at now and
 * then to be sure.
 */
import type { Db } from '../lib/db.ts';
import { createFeedPublisher, type FeedPublisher } from './feed-publisher.ts';
import type { RowFeed } from './feed-rows.ts';
import { type OutboxDbRow, readAfter, readEnd, readIdentity } from './sql/read.ts';
import { followFeed, type FeedFollower } from './tail-feed.ts';

export type OutboxRow = OutboxDbRow;

export type Tail = {
  /** Reads what is new and hands it on, in order. Answers how many rows there were. */
  step(): Promise<number>;
  /** There is something new in the database: the next step reads it. */
  stamped(): void;
  readonly stats: TailStats;
  close(): Promise<void>;
};

export type TailStats = {
  /** Rows handed on since the start, by where they came from. */
  fromFeed: number;
  fromDatabase: number;
  /** Times that the end was looked at in the database. */
  looks: number;
  /** Runs of rows that the feed did not have, and times that it did not answer. */
  gaps: number;
  outages: number;
  /** Rows that the database was ahead of us at the last look. */
  lag: number;
  /** Rows passed on to other processes, and those left out. */
  published: number;
  leftOut: number;
};

const ROWS_MAX = 500;

/** Every so many steps the end is looked at: it must never lie before us, and somebody must be stamping. */
const LOOK_EVERY = 16;
/** Rows that wait longer to be stamped mean that the relay stands still: then nothing is up to date. */
const STANDS_MS = 1_000;
/** With a feed that works: how often the database is looked at. Views are good for 2 s after a look. */
const FED_LOOK_MS = 800;
/** With one that does not: every process would otherwise ask forty times a second. */
const UNFED_LOOK_MS = 100;

export type TailHandlers = {
  readonly onRow: (row: OutboxRow) => void;
  /** Everything committed until about now has been handed on. */
  readonly onEnd: () => void;
  /** The outbox is shorter than it was (a replica that lagged was promoted): forget what was heard. */
  readonly onReset: () => void;
};

export type TailFeed = {
  /** The feed of this name. */
  readonly open: (name: string) => RowFeed;
  /** The term in which this process numbers rows; undefined while another one does. */
  readonly term: () => string | undefined;
  readonly monotonicMs: () => number;
  /** The feed came or went: the next step should not wait. */
  readonly onTurn?: () => void;
};

export function createTail(db: Db, handlers: TailHandlers, fed?: TailFeed): Tail {
  const { onRow, onEnd, onReset } = handlers;
  const stats = { fromFeed: 0, fromDatabase: 0, looks: 0, gaps: 0, outages: 0, lag: 0 };
  let position: number | undefined;
  let steps = 0;
  let isStamped = true;
  let isDue = true;
  let isFresh = false;
  let nextLookMs = 0;
  let follower: FeedFollower | undefined;
  let publisher: FeedPublisher | undefined;

  async function look(): Promise<{ readonly end: number; readonly term: string }> {
    const [end] = await db.query(readEnd);
    // Read after the answer: the feed goes on meanwhile, except for those who exclude it.
    const heard = position ?? 0;
    stats.looks += 1;
    isStamped = (end?.waitingMs ?? 0) < STANDS_MS;
    stats.lag = Math.max(0, (end?.position ?? 0) - heard);
    if (end !== undefined && end.position < heard) {
      position = end.position;
      onReset();
    }
    return { end: end?.position ?? 0, term: end?.holder ?? '' };
  }

  /** Rows from the database. Those numbered by this process are for the others too. */
  async function read(): Promise<number> {
    const term = fed?.term();
    const rows = await db.query(readAfter, [position ?? 0, ROWS_MAX]);
    for (const row of rows) {
      onRow(row);
      position = row.position;
    }
    stats.fromDatabase += rows.length;
    if (term !== undefined) publisher?.publish(term, rows);
    return rows.length;
  }

  /** As without a feed: everything is read, and the end is looked at now and then. */
  async function poll(): Promise<number> {
    const count = await read();
    steps += 1;
    if (steps % LOOK_EVERY === 0) await look();
    if (count < ROWS_MAX && isStamped) onEnd();
    return count;
  }

  async function follow(feed: TailFeed): Promise<FeedFollower> {
    const [database] = await db.query(readIdentity);
    const rows = feed.open(`outbox ${database?.identity ?? ''}`);
    publisher = createFeedPublisher(rows);
    return followFeed(rows, {
      stats,
      position: () => position ?? 0,
      read,
      look: async () => (await look()).term,
      onRow(row) {
        onRow(row);
        position = row.position;
      },
      onTurn() {
        isDue = true;
        feed.onTurn?.();
      },
    });
  }

  async function stepFed(feed: TailFeed): Promise<number> {
    follower ??= await follow(feed);
    const { exclusive, isHealthy, knows, skipTo } = follower;
    const nowMs = feed.monotonicMs();
    const isTimeToLook = isDue || nowMs >= nextLookMs;
    if (!isTimeToLook && !isFresh) return 0;
    isDue = false;
    isFresh = false;
    return exclusive(async () => {
      let isBehind = true;
      if (isTimeToLook) {
        const { end, term } = await look();
        knows(term);
        isBehind = end > (position ?? 0);
      }
      const count = isBehind ? await read() : 0;
      skipTo(position ?? 0);
      // Whoever numbers the rows is told of them at once.
      const isFed = isHealthy() || feed.term() !== undefined;
      if (isTimeToLook) nextLookMs = nowMs + (isFed ? FED_LOOK_MS : UNFED_LOOK_MS);
      if (count === ROWS_MAX) isFresh = true;
      else if (isStamped) onEnd();
      return count;
    });
  }

  return {
    async step() {
      position ??= (await db.query(readEnd))[0]?.position ?? 0;
      return fed === undefined ? poll() : stepFed(fed);
    },
    stamped() {
      isFresh = true;
    },
    get stats() {
      return {
        ...stats,
        published: publisher?.published ?? 0,
        leftOut: publisher?.leftOut ?? 0,
      };
    },
    async close() {
      await follower?.close();
      await publisher?.settle();
    },
  };
}
