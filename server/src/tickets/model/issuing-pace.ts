/**
 * When the issuing worker works and how much it takes at a time. Bookings come first: while many of them
 * wait, it rests, but never for longer than `PATIENCE_MS`, so tickets always come. After a batch that
 * left work behind it rests as long as the batch took, so it never has more than half of its processor.
 * All times are on the monotonic clock, in ms.
 */

/** More bookings than this wait or are in flight: the house is busy. A few always are. */
const DEPTH_BUSY = 50;
/** The longest rest while the house is busy. */
const PATIENCE_MS = 2_000;
/** Batches of few rows are gathered: a buyer waits so long for a ticket at most, in a quiet house. */
const GATHER_MS = 100;
/** Without a word from the outbox: how often it is looked at all the same. */
const LOOK_MS = 5_000;
/** The size of a batch that is aimed at, in tickets. */
const TICKETS_AIM = 4_000;
const ROWS_MIN = 1;
const ROWS_FIRST = 16;
const ROWS_MAX = 200;

export type Pace = {
  /** Not before: the rest after the last batch. */
  readonly notBeforeMs: number;
  readonly lastEndMs: number;
  /** The last batch left rows behind. */
  readonly hasMore: boolean;
  /** Outbox rows that the next batch may take. */
  readonly rows: number;
};

export const firstPace = (nowMs: number): Pace => ({
  notBeforeMs: nowMs,
  lastEndMs: nowMs,
  hasMore: true,
  rows: ROWS_FIRST,
});

export type House = {
  readonly nowMs: number;
  /** Bookings that wait or are in flight in this process. */
  readonly depth: number;
  /** The outbox has said something since the last batch began. */
  readonly isTold: boolean;
};

export function isDue(pace: Pace, { nowMs, depth, isTold }: House): boolean {
  if (nowMs < pace.notBeforeMs) return false;
  const restedMs = nowMs - pace.lastEndMs;
  if (!isTold && !pace.hasMore) return restedMs >= LOOK_MS;
  return depth <= DEPTH_BUSY || restedMs >= PATIENCE_MS;
}

export type Batch = {
  readonly startMs: number;
  readonly endMs: number;
  /** Outbox rows that were handled. */
  readonly rows: number;
  /** Tickets that these rows asked for. */
  readonly tickets: number;
};

/** The pace after a batch. */
export function paceAfter(pace: Pace, { startMs, endMs, rows, tickets }: Batch): Pace {
  const hasMore = rows >= pace.rows;
  const restMs = hasMore ? Math.min(endMs - startMs, PATIENCE_MS) : GATHER_MS;
  return {
    notBeforeMs: endMs + restMs,
    lastEndMs: endMs,
    hasMore,
    rows: rowsAfter(hasMore, rows, tickets),
  };
}

/** A row is one booking in a quiet house and hundreds in a stampede: the next batch is measured by the last. */
function rowsAfter(hasMore: boolean, rows: number, tickets: number): number {
  if (!hasMore) return ROWS_FIRST;
  const fitting = Math.floor((rows * TICKETS_AIM) / Math.max(tickets, 1));
  return Math.max(ROWS_MIN, Math.min(ROWS_MAX, rows * 2, fitting));
}
