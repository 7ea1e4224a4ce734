/** What a worker runs for waiting lists. */
import type { WaitlistDeps } from './deps.ts';
import { createWaitlistConsumer } from './hear-outbox.ts';
import { serveLists } from './serve-list.ts';
import { forgetEntries, forgetOffers } from './sql/entries.ts';
import { readFigures } from './sql/lists.ts';
import type { WaitlistFigures } from './waitlist-metrics.ts';

export type WaitlistJob = {
  readonly name: string;
  readonly restMs: number;
  /** Answers whether there may be more to do at once. */
  readonly step: () => Promise<boolean>;
};

const HEAR_REST_MS = 50;
const SERVE_REST_MS = 250;
const MEASURE_REST_MS = 5_000;
const FORGET_REST_MS = 60_000;
const FORGET_ROWS = 1_000;

/** While so many commands wait for the inventory, hearing can wait, for so long. */
const DEEP_COMMANDS = 100;
const HEAR_LATE_MS = 500;

export type WaitlistJobs = {
  readonly jobs: readonly WaitlistJob[];
  readonly figures: () => WaitlistFigures;
};

/** `wakeServing`: ends the rest of the job `waitlist serve`. */
export function waitlistJobs(
  deps: WaitlistDeps,
  { retentionMs, wakeServing }: { readonly retentionMs: number; readonly wakeServing: () => void },
): WaitlistJobs {
  const { db } = deps;
  let figures: WaitlistFigures = { lists: 0, waiting: 0, offered: 0, oldestMs: 0 };
  const jobs = [
    { name: 'waitlist hear', restMs: HEAR_REST_MS, step: hearing(deps, wakeServing) },
    { name: 'waitlist serve', restMs: SERVE_REST_MS, step: () => serveLists(deps) },
    {
      name: 'waitlist figures',
      restMs: MEASURE_REST_MS,
      step: async () => {
        [figures = figures] = await db.query(readFigures);
        return false;
      },
    },
    {
      name: 'waitlist retention',
      restMs: FORGET_REST_MS,
      step: async () => {
        const offers = await db.query(forgetOffers, [retentionMs, FORGET_ROWS]);
        const entries = await db.query(forgetEntries, [retentionMs, FORGET_ROWS]);
        return offers.length === FORGET_ROWS || entries.length === FORGET_ROWS;
      },
    },
  ];
  return { jobs, figures: () => figures };
}

function hearing(deps: WaitlistDeps, wakeServing: () => void): () => Promise<boolean> {
  const { clock, inventory } = deps;
  let isNews = false;
  let heardMs = Number.NEGATIVE_INFINITY;
  const consumer = createWaitlistConsumer(deps, () => (isNews = true));
  return async () => {
    const nowMs = clock.monotonicMs();
    if (inventory.depth() > DEEP_COMMANDS && nowMs - heardMs < HEAR_LATE_MS) return false;
    heardMs = nowMs;
    const rows = await consumer.step();
    // After the commit: before it there is nothing to see.
    if (isNews) wakeServing();
    isNews = false;
    return rows > 0;
  };
}
