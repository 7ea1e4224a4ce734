/**
 * The desk of one event in one process: its lanes and its memory. Bookings take the fast lane of their
 * pool or of the seats; whatever that does not plainly accept, and every other command, settles.
 */
import { refuse } from '../lib/result.ts';
import type { Pipeline } from '../lib/pipeline.ts';
import { DeskMemory } from './desk-memory.ts';
import { FastLanes } from './fast-lanes.ts';
import { Lane } from './lane.ts';
import type { Command, Outcome } from './model/commands.ts';
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

const busy = (): Outcome => refuse('busy', { retryAfterSeconds: 1 });

export class Desk {
  readonly eventId: number;
  readonly memory: DeskMemory;
  readonly #options: DeskOptions;
  readonly #fast: FastLanes;
  readonly #settle: Lane<Command, Outcome>;
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
    this.#fast = new FastLanes({
      ...options,
      eventId,
      lane,
      settle: (command) => this.#settle.submit(command),
      onClaimed: (batch, outcomes, atMs, change) => {
        this.memory.committed(batch, outcomes, atMs, change);
        if (change !== undefined) onCommit(eventId);
      },
    });
  }

  /** Commands waiting or in flight. */
  get depth(): number {
    return this.#fast.depth + this.#settle.depth;
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
    if (command.kind !== 'place') return this.#settle.submit(command);
    this.memory.warm();
    const refusal = this.memory.refusal(command, heardMs);
    if (refusal !== undefined) {
      this.#options.observer.refusedEarly();
      return Promise.resolve(refusal);
    }
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
        onSettled: ({ commands, payload, atMs, outcomes: answers }) => {
          if (atMs > 0) this.memory.committed(commands, answers, atMs, payload);
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
