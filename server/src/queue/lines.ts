/**
 * A lane per room: commands gather while a batch is in the database. One batch at a time, because the
 * next one would only wait for the lock of the same row.
 */
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import { meaningOf } from '../lib/db-errors.ts';
import { Lane } from '../lib/lane.ts';
import { refuse } from '../lib/result.ts';
import type { QueueObserver } from './core.ts';
import type { LineCommand, LineOutcome } from './model/decide-line.ts';
import type { Positions } from './positions.ts';
import { type Settled, settleLine } from './settle-line.ts';

export type LinesDeps = {
  readonly db: Db;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly positions: Positions;
  readonly onCommit?: (eventId: number) => void;
  readonly observer?: QueueObserver;
  /** A batch failed in a way that repeating would not mend. */
  readonly onFault?: (error: unknown) => void;
  /** Commands in one transaction; 1,000 unless told. */
  readonly batchMax?: number;
};

export type Lines = {
  submit(eventId: number, command: LineCommand): Promise<LineOutcome>;
  depth(): number;
  /** Forgets lanes that nobody uses. */
  tidy(): void;
};

const BATCH_MAX = 1_000;
const QUEUE_MAX = 50_000;
const WAIT_MAX_MS = 10_000;

type Lined = Lane<LineCommand, LineOutcome>;

export function createLines(deps: LinesDeps): Lines {
  const { clock, observer } = deps;
  const lanes = new Map<number, Lined>();

  async function run(
    eventId: number,
    lane: () => Lined,
    batch: readonly LineCommand[],
  ): Promise<readonly LineOutcome[]> {
    try {
      const settled = await settleLine(deps, eventId, batch);
      if (settled.wrote) deps.onCommit?.(eventId);
      // Numbers of events that do not exist must not fill the memory.
      if (!settled.hasRoom && lanes.get(eventId) === lane()) lanes.delete(eventId);
      return settled.outcomes;
    } catch (error) {
      return recover(deps, eventId, batch, error);
    }
  }

  function open(eventId: number): Lined {
    const lane: Lined = new Lane<LineCommand, LineOutcome>({
      batchMax: deps.batchMax ?? BATCH_MAX,
      inFlightMax: 1,
      queueMax: QUEUE_MAX,
      waitMaxMs: WAIT_MAX_MS,
      clock,
      busy: () => refuse('busy', { retryAfterSeconds: 1 }),
      run: (batch) => run(eventId, () => lane, batch),
      ...(observer && {
        onBatch: (size: number) => observer.batch(size),
        onWait: (ms: number) => observer.waited(ms),
      }),
    });
    lanes.set(eventId, lane);
    return lane;
  }

  return {
    submit: (eventId, command) => (lanes.get(eventId) ?? open(eventId)).submit(command),
    depth: () => [...lanes.values()].reduce((sum, lane) => sum + lane.depth, 0),
    tidy() {
      for (const [eventId, lane] of lanes) if (lane.depth === 0) lanes.delete(eventId);
    },
  };
}

/**
 * Every command may be repeated: what was committed before a connection was lost is found again. So a
 * failure of the database is "not now", for everybody in the batch. One that breaks a rule must not
 * take the others with it: they are run one by one.
 */
async function recover(
  deps: LinesDeps,
  eventId: number,
  batch: readonly LineCommand[],
  error: unknown,
): Promise<readonly LineOutcome[]> {
  const meaning = meaningOf(error);
  if (meaning === 'lost') return batch.map(() => refuse('unavailable', { retryAfterSeconds: 2 }));
  if (meaning === 'slow') return batch.map(() => refuse('busy', { retryAfterSeconds: 1 }));
  if (meaning === 'fatal') deps.onFault?.(error);
  if (batch.length === 1) throw error;
  const outcomes: LineOutcome[] = [];
  for (const command of batch) outcomes.push(await alone(deps, eventId, command));
  return outcomes;
}

async function alone(deps: LinesDeps, eventId: number, command: LineCommand): Promise<LineOutcome> {
  try {
    const { outcomes, wrote }: Settled = await settleLine(deps, eventId, [command]);
    if (wrote) deps.onCommit?.(eventId);
    return outcomes[0] ?? refuse('internal');
  } catch (error) {
    deps.onFault?.(error);
    return refuse(meaningOf(error) === 'fatal' ? 'internal' : 'unavailable', {
      retryAfterSeconds: 2,
    });
  }
}
