/**
 * The desk of one event in one process: its lanes and its memory. Bookings take the fast lane of their
 * pool or of the seats; whatever that does not plainly accept, and every other command, settles.
 */
import { refuse, type Refusal } from '../lib/result.ts';
import type { Pipeline } from '../lib/pipeline.ts';
import { DeskMemory } from './desk-memory.ts';
import { FastLanes } from './fast-lanes.ts';
import { Lane } from '../lib/lane.ts';
import { findKnown } from './find-known.ts';
import type { Command, Outcome, Place } from './model/commands.ts';
import { type SettleDeps, settleBatch } from './settle-batch.ts';

export type DeskOptions = Omit<SettleDeps, 'onSettled'> & {
  readonly pipeline: Pipeline;
  readonly batchPoolMax: number;
  readonly batchSeatsMax: number;
  readonly batchSettleMax: number;
  readonly queueMax: number;
  readonly waitMaxMs: number;
  readonly observer: DeskObserver;
  /** A fast path failed in a way that running it again would not mend. Nothing was changed. */
  readonly onFault: (error: unknown, lane: 'pool' | 'seats') => void;
  /** Something of this event was committed: caches of it are stale. */
  readonly onCommit: (eventId: number) => void;
};

export type DeskObserver = {
  batch(lane: 'pool' | 'seats' | 'settle', size: number): void;
  /** A command waited so many ms for its batch. */
  waited(ms: number): void;
  /** Refused from memory, without the database. */
  refusedEarly(): void;
  /** A fast path handed `commands` to the settling transaction. */
  fellBack(lane: 'pool' | 'seats', commands: number): void;
};

/** Whatever may be done already must not be told that nothing was booked. */
const busy = ({ lost }: Command): Outcome =>
  lost === true ? refuse('outcome_unknown') : refuse('busy', { retryAfterSeconds: 1 });

const KNOWN_BATCH_MAX = 500;

export class Desk {
  readonly eventId: number;
  readonly memory: DeskMemory;
  readonly #options: DeskOptions;
  readonly #fast: FastLanes;
  readonly #settle: Lane<Command, Outcome>;
  /** Asks the database, many at a time, whether a request has had its effect already. */
  readonly #known: Lane<Place, boolean>;
  lastUsedMs: number;

  constructor(eventId: number, options: DeskOptions) {
    this.eventId = eventId;
    this.#options = options;
    const { db, clock, queueMax, waitMaxMs, observer, onCommit } = options;
    this.lastUsedMs = clock.monotonicMs();
    this.memory = new DeskMemory(eventId, db, clock);
    const onWait = (ms: number) => observer.waited(ms);
    const lane = { queueMax, waitMaxMs, clock, busy, onWait };
    this.#settle = new Lane<Command, Outcome>({
      ...lane,
      batchMax: options.batchSettleMax,
      inFlightMax: 1,
      run: (batch) => this.#runSettle(batch),
      onBatch: (size) => observer.batch('settle', size),
    });
    this.#known = new Lane<Place, boolean>({
      queueMax,
      waitMaxMs,
      clock,
      busy: () => true,
      batchMax: KNOWN_BATCH_MAX,
      inFlightMax: 2,
      run: (batch) => findKnown(db, eventId, batch),
    });
    this.#fast = new FastLanes({
      ...options,
      eventId,
      lane,
      settle: (command) => this.#settle.submit(command),
      onClaimed: (databaseMs, change) => {
        this.memory.committed(databaseMs, change);
        if (change !== undefined) onCommit(eventId);
      },
    });
  }

  /** Commands waiting or in flight. */
  get depth(): number {
    return this.#fast.depth + this.#settle.depth + this.#known.depth;
  }

  /** Somebody is interested in this event. */
  touch(): void {
    this.lastUsedMs = this.#options.clock.monotonicMs();
  }

  /**
   * Runs a command. `limited`: the event counts tickets per person, so the fast paths do not apply.
   * `heardMs`: when (monotonic) the outbox was last heard to the end.
   */
  submit(command: Command, limited: boolean, heardMs: number): Promise<Outcome> {
    this.touch();
    // The fast lanes know nothing of waiting lists.
    if (command.kind !== 'place' || command.listed) return this.#settle.submit(command);
    this.memory.warm();
    const refusal = this.memory.refusal(command, heardMs);
    if (refusal === undefined) return this.#place(command, limited);
    if (command.once !== true) return this.#refuseUnlessKnown(command, limited, refusal);
    this.#options.observer.refusedEarly();
    return Promise.resolve(refusal);
  }

  /** A repeated request has to find its reservation, however full the house is. */
  async #refuseUnlessKnown(command: Place, limited: boolean, refusal: Refusal): Promise<Outcome> {
    const isKnown = await this.#known.submit(command).catch(() => true);
    if (isKnown) return this.#place(command, limited);
    this.#options.observer.refusedEarly();
    return refusal;
  }

  #place(command: Place, limited: boolean): Promise<Outcome> {
    if (limited) return this.#settle.submit(command);
    const { wanted } = command;
    if ('seats' in wanted) return this.#fast.submitSeats(command);
    // Lanes exist for pools that exist, not for whatever number a caller sends.
    return this.memory.knowsPool(wanted.pool)
      ? this.#fast.submitPool(wanted.pool, command)
      : this.#settle.submit(command);
  }

  async #runSettle(batch: readonly Command[]): Promise<readonly Outcome[]> {
    const outcomes = await settleBatch(
      {
        ...this.#options,
        onSettled: ({ payload, nowMs }) => {
          if (nowMs !== undefined) this.memory.committed(nowMs, payload);
          if (payload !== undefined) this.#options.onCommit(this.eventId);
        },
      },
      this.eventId,
      batch,
    );
    this.memory.noteShort(batch, outcomes);
    return outcomes;
  }
}
