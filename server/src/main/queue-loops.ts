/** What runs for waiting rooms: every process reads them, workers tick them and draw their order. */
import { randomBytes } from 'node:crypto';
import type { InventoryPayload } from '../inventory/model/facts.ts';
import type { Loop } from '../ops/loop.ts';
import {
  type EngineState,
  forgetEngines,
  reportEngine,
  worstEngine,
} from '../queue/engine-reports.ts';
import { createTicker, drawRooms, type Ticker, tidyRooms } from '../queue/jobs.ts';
import { stockOf } from '../queue/model/stock.ts';
import { tickSeconds } from '../queue/queue-metrics.ts';
import { looping } from './background.ts';
import type { Context } from './context.ts';
import { surfaceOf } from './surface.ts';

export type QueueLoops = {
  readonly loops: readonly Loop[];
  /** The inventory of an event has changed: somebody may have bought. */
  hear(eventId: number, payload: InventoryPayload): void;
};

/** How often rooms that were heard of are read; all of them are once a second. */
const ROOMS_REST_MS = 200;
/** How often a worker asks which rooms are due; each is ticked once a second. */
const TICK_REST_MS = 200;
const DRAW_REST_MS = 500;
const TIDY_REST_MS = 60_000;
/** How often a process that takes bookings says how it is doing. */
const ENGINE_REST_MS = 1_000;

export function queueLoops(context: Context, isWorker: boolean): QueueLoops {
  const { queue, log } = context;
  // Nobody is let in while rooms are not read: it is tried often.
  const loop = looping(log, { minMs: 100, maxMs: 1_000 });
  const reading = [
    loop('waiting rooms', ROOMS_REST_MS, async () => {
      await queue.rooms.step();
      return 'rest';
    }),
    loop('tidy lines', TIDY_REST_MS, async () => {
      queue.core.tidy();
      return 'rest';
    }),
  ];
  const { db, config } = context;
  if (surfaceOf(config).product) {
    reading.push(
      loop('engine health', ENGINE_REST_MS, async () => {
        await reportEngine(db, queue.rooms, context.processName, engineOf(context));
        return 'rest';
      }),
    );
  }
  if (!isWorker) return { loops: reading, hear: () => {} };

  const onError = (error: unknown, eventId: number): void =>
    log.warn({ error, eventId }, 'A waiting room could not be worked on; it is tried again.');
  const drawing = loop('draw', DRAW_REST_MS, () =>
    drawRooms({
      db,
      ...(config.queue.beacon && { beacon: config.queue.beacon }),
      onTrouble: (error) => log.warn({ error }, 'The beacon did not answer.'),
      onCommit: () => context.committed.wake(),
      onError,
    }),
  );
  const ticker = openTicker(context, { onError, onClosed: () => drawing.wake() });
  return {
    hear: (eventId, payload) => ticker.hear(eventId, payload),
    loops: [
      ...reading,
      drawing,
      loop('tick', TICK_REST_MS, () => ticker.step()),
      loop('tidy rooms', TIDY_REST_MS, async () => {
        await forgetEngines(db);
        return tidyRooms(db, config.queue.retentionMs);
      }),
    ],
  };
}

const engineOf = ({ inventory, engineHealth }: Context): EngineState => ({
  depth: inventory.depth(),
  p99Ms: engineHealth.p99Ms(),
});

function openTicker(
  context: Context,
  on: {
    readonly onError: (error: unknown, eventId: number) => void;
    readonly onClosed: () => void;
  },
): Ticker {
  const { db, clock, config, queue, inventory, metrics, shared, committed } = context;
  const took = tickSeconds(metrics);
  // Where processes share no memory, this one sees only its own buyers: then the holds are counted.
  const seesAll = shared.engine === 'redis' || config.role === 'all';
  return createTicker({
    ...on,
    db,
    clock,
    randomBytes,
    ...(config.queue.beacon && { beacon: config.queue.beacon }),
    async stock(eventId, nowMs) {
      const view = await inventory.view(eventId);
      return view && stockOf(view, nowMs);
    },
    engine: () => worstEngine(db, engineOf(context)),
    ...(seesAll && { buyers: (eventId: number) => queue.buyers.count(eventId) }),
    onCommit: () => committed.wake(),
    onTick: (ms) => took.record(ms / 1_000),
  });
}
