/** What a worker runs for orders. */
import type { OrderDeps } from './deps.ts';
import { createOrderConsumer } from './hear-outbox.ts';
import { forgetMessages, measureUnsettled, reconcile, walkCancelledEvent } from './reconcile.ts';

export type OrderJob = {
  readonly name: string;
  readonly restMs: number;
  /** Answers whether there may be more to do at once. */
  readonly step: () => Promise<boolean>;
};

const HEAR_REST_MS = 50;
const LOOK_REST_MS = 250;
const WALK_REST_MS = 1_000;
const MEASURE_REST_MS = 5_000;
const FORGET_REST_MS = 60_000;

/** While so many commands wait for the inventory, hearing of ended holds can wait, for so long. */
const DEEP_COMMANDS = 100;
const HEAR_LATE_MS = 1_000;

/** `wakeLooking`: ends the rest of the job `orders look`. */
export function orderJobs(deps: OrderDeps, wakeLooking: () => void): readonly OrderJob[] {
  return [
    { name: 'orders hear', restMs: HEAR_REST_MS, step: hearing(deps, wakeLooking) },
    { name: 'orders look', restMs: LOOK_REST_MS, step: () => reconcile(deps) },
    { name: 'orders walk', restMs: WALK_REST_MS, step: () => walkCancelledEvent(deps) },
    {
      name: 'orders measure',
      restMs: MEASURE_REST_MS,
      step: async () => {
        await measureUnsettled(deps);
        return false;
      },
    },
    { name: 'orders forget', restMs: FORGET_REST_MS, step: () => forgetMessages(deps) },
  ];
}

function hearing({ db, clock, inventory }: OrderDeps, wakeLooking: () => void) {
  let news = false;
  let heardMs = Number.NEGATIVE_INFINITY;
  const consumer = createOrderConsumer(db, () => (news = true));
  return async (): Promise<boolean> => {
    const nowMs = clock.monotonicMs();
    if (inventory.depth() > DEEP_COMMANDS && nowMs - heardMs < HEAR_LATE_MS) return false;
    heardMs = nowMs;
    const rows = await consumer.step();
    // After the commit: before it there is nothing to see.
    if (news) wakeLooking();
    news = false;
    return rows > 0;
  };
}
