/** The services of a process, by role: everybody follows the outbox; workers stamp it and tidy up. */
import { forgetPeople, tidySignIns } from '../identity/jobs.ts';
import { sweep, tidy } from '../inventory/jobs.ts';
import type { InventoryPayload } from '../inventory/model/facts.ts';
import type { Loop, Step } from '../ops/loop.ts';
import { createTail, type OutboxRow, type Tail } from '../outbox/tail.ts';
import { registerTail } from '../outbox/tail-metrics.ts';
import { tidyRehearsals } from '../rehearsal/jobs.ts';
import { createTicketIssuer } from '../tickets/jobs.ts';
import { looping } from './background.ts';
import type { Context } from './context.ts';
import { discoveryLoops } from './discover.ts';
import { letterLoops } from './letters.ts';
import { orderLoops } from './orders.ts';
import { hearSessions } from './people.ts';
import { personalData } from './personal-data.ts';
import { transferLoops } from './purchase.ts';
import { pushLoops } from './push.ts';
import { forgetRooms, hearQueue } from './queue.ts';
import { queueLoops } from './queue-loops.ts';
import { reminderLoops } from './reminders.ts';
import { surfaceOf } from './surface.ts';
import { isOfWaitlist, waitlistLoops } from './waitlist.ts';

/** How long a loop rests when there is nothing to do; a commit in this process ends the rest. */
const RELAY_REST_MS = 25;
const TAIL_REST_MS = 25;
const SWEEP_REST_MS = 1_000;
const TIDY_REST_MS = 60_000;
const LAG_REST_MS = 5_000;
/** Should the relay stand still, ended sessions are heard of this late. */
const SESSIONS_REST_MS = 5_000;
const SIGN_INS_REST_MS = 60_000;
const FORGET_REST_MS = 600_000;
/** How often the issuer asks itself whether a batch is due; most answers cost nothing. */
const TICKETS_REST_MS = 25;

export type Loops = { stop(deadlineMs: number): Promise<boolean> };

/** `more`: those of a demo. */
export function startLoops(context: Context, more: readonly Loop[] = []): Loops {
  const { config, log } = context;
  const loop = looping(log);

  const isWorker = surfaceOf(config).works;
  const issuer = isWorker
    ? createTicketIssuer({ ...context, depth: () => context.inventory.depth() })
    : undefined;
  const sessions = loop('sessions', SESSIONS_REST_MS, async () => {
    await context.identity.revocations.load();
    return 'rest';
  });
  const rooms = queueLoops(context, isWorker);
  const outbox = openTail(context, {
    onInventory(eventId, payload) {
      issuer?.hear();
      rooms.hear(eventId, payload);
    },
    onReset: () => sessions.wake(),
    onTurn: () => tail.wake(),
  });
  const tail = loop('tail', TAIL_REST_MS, async () =>
    (await outbox.step()) > 0 ? 'more' : 'rest',
  );
  const loops = [
    tail,
    loop('tidy desks', TIDY_REST_MS, async () => {
      await context.inventory.tidy();
      return 'rest';
    }),
    sessions,
    ...rooms.loops,
    // One crowd, however many processes answer it.
    ...(isWorker ? more : []),
  ];
  if (isWorker) {
    const relay = loop(
      'relay',
      RELAY_REST_MS,
      relayStep(context, () => {
        outbox.stamped();
        tail.wake();
      }),
    );
    context.committed.wake = () => relay.wake();
    const lag = { waiting: 0, lagMs: 0 };
    registerLag(context, lag);
    loops.push(
      relay,
      loop('sweep', SWEEP_REST_MS, async () =>
        (await sweep(context.db, context.inventory)) ? 'more' : 'rest',
      ),
      loop('tidy', TIDY_REST_MS, async () =>
        (await tidy(context.db, config.retention)) ? 'more' : 'rest',
      ),
      loop('tickets', TICKETS_REST_MS, async () => {
        await issuer?.step();
        return 'rest';
      }),
      ...orderLoops(context),
      ...letterLoops(context),
      ...waitlistLoops(context),
      ...discoveryLoops(context),
      ...reminderLoops(context),
      ...pushLoops(context),
      ...transferLoops(context),
      loop('rehearsals', TIDY_REST_MS, () => tidyRehearsals(context.db)),
      loop('sign-ins', SIGN_INS_REST_MS, async () =>
        (await tidySignIns(context.db)) ? 'more' : 'rest',
      ),
      loop('forgotten-people', FORGET_REST_MS, async () =>
        (await forgetPeople(context.db, personalData)) ? 'more' : 'rest',
      ),
      loop('lag', LAG_REST_MS, async () => {
        Object.assign(lag, await context.relay.lag());
        return 'rest';
      }),
    );
  }
  for (const one of loops) one.run();
  return {
    async stop(deadlineMs) {
      const ended = await Promise.all(loops.map((one) => one.stop(deadlineMs)));
      await outbox.close();
      if (isWorker) await context.relay.resign().catch(() => undefined);
      return ended.every(Boolean);
    },
  };
}

function relayStep({ relay }: Context, onStamped: () => void): Step {
  return async () => {
    const stamped = await relay.step();
    if (stamped === undefined || stamped === 0) return 'rest';
    onStamped();
    return 'more';
  };
}

function openTail(
  context: Context,
  {
    onInventory,
    onReset,
    onTurn,
  }: {
    readonly onInventory: (eventId: number, payload: InventoryPayload) => void;
    readonly onReset: () => void;
    readonly onTurn: () => void;
  },
): Tail {
  const { db, inventory, events, book, hub, identity, queue } = context;
  const onRow = (row: OutboxRow): void => {
    const { eventId, seq, payload } = row;
    if (hearSessions(identity, row)) return;
    const { kind } = payload as { kind: string };
    if (kind === 'inventory') {
      inventory.hear(eventId, seq, payload as InventoryPayload);
      onInventory(eventId, payload as InventoryPayload);
    } else inventory.hearOther(eventId, seq);
    if (kind === 'event') book.evict(eventId);
    if (!hearQueue(queue, row) && !isOfWaitlist(row)) events.evict(eventId);
    hub.publish(row);
  };
  const handlers = {
    onRow,
    onEnd: () => inventory.heardAll(),
    onReset: () => {
      identity.revocations.reset();
      onReset();
      inventory.forgetViews();
      book.clear();
      events.clear();
      forgetRooms(queue);
      hub.reset();
    },
  };
  const { shared, relay, clock, metrics } = context;
  // A process by itself has nobody to pass rows on to.
  if (shared.engine === 'in-process') return createTail(db, handlers);
  const tail = createTail(db, handlers, {
    open: (name) => shared.feed(name),
    term: () => relay.term(),
    monotonicMs: () => clock.monotonicMs(),
    onTurn,
  });
  registerTail(metrics, () => tail.stats);
  return tail;
}

function registerLag({ metrics }: Context, lag: { waiting: number; lagMs: number }): void {
  metrics.gauge(
    'outbox_lag_seconds',
    'Age of the oldest row that is not stamped.',
    () => lag.lagMs / 1_000,
  );
  metrics.gauge('outbox_waiting_rows', 'Rows that are not stamped.', () => lag.waiting);
}
