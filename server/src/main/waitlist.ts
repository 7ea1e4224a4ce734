/** Waiting lists in a process: what they work with, their routes, and what a worker runs for them. */
import { createPlanShelf } from '../catalog/read-plan.ts';
import { verifiedEmail } from '../identity/verified-email.ts';
import { createChooser } from '../inventory/chooser.ts';
import { createSeatIndexes } from '../inventory/seat-indexes.ts';
import type { Loop } from '../ops/loop.ts';
import type { OutboxRow } from '../outbox/tail.ts';
import type { WaitlistDeps } from '../waitlist/deps.ts';
import { waitlistJobs } from '../waitlist/jobs.ts';
import { createJoins } from '../waitlist/join-list.ts';
import { createListBoard } from '../waitlist/list-status.ts';
import { waitlistRoutes, type WaitlistRoutes } from '../waitlist/routes.ts';
import { createWaitlistMetrics, registerWaitlists } from '../waitlist/waitlist-metrics.ts';
import { jobLoops } from './background.ts';
import type { Context } from './context.ts';
import { siteUrlOf } from './site.ts';

type Parts = Pick<
  Context,
  | 'config'
  | 'db'
  | 'reads'
  | 'inventory'
  | 'book'
  | 'clock'
  | 'ids'
  | 'log'
  | 'metrics'
  | 'limiter'
  | 'processName'
  | 'committed'
>;

export function openWaitlist(parts: Parts): WaitlistDeps {
  const { db, reads, inventory, clock, config, committed, metrics, ...rest } = parts;
  const indexes = createSeatIndexes(createPlanShelf(db, reads));
  return {
    ...rest,
    db,
    inventory,
    clock,
    chooser: createChooser(inventory, indexes, clock, Math.random),
    metrics: createWaitlistMetrics(metrics),
    offerMs: config.waitlist.offerMs,
    sendsMail: config.mail !== undefined,
    pageUrl: (eventId) => `${siteUrlOf(config)}/events/${eventId}/waiting-list`,
    emailOf: async (accountId) => (await verifiedEmail(db, accountId))?.email,
    onCommit: () => committed.wake(),
  };
}

export function waitingLists({ waitlist: deps }: Pick<Context, 'waitlist'>): WaitlistRoutes {
  return waitlistRoutes({ ...deps, joins: createJoins(deps), lists: createListBoard(deps) });
}

/** The loops of a worker. */
export function waitlistLoops(context: Context): readonly Loop[] {
  const { log, metrics, config } = context;
  const { jobs, figures } = waitlistJobs(context.waitlist, {
    retentionMs: config.waitlist.retentionMs,
    wakeServing: () => loops.find(({ name }) => name === 'waitlist serve')?.wake(),
  });
  registerWaitlists(metrics, figures);
  const loops = jobLoops(log, jobs);
  return loops;
}

/** True: the row was about a list, which changes nothing that is shown of the event. */
export const isOfWaitlist = ({ payload }: OutboxRow): boolean =>
  (payload as { readonly kind: string }).kind === 'waitlist';
