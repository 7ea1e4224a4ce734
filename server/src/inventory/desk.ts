/**
 * The desk of one event in one process: its lanes and what it remembers. Bookings take the fast lane of
 * their pool or of the seats; whatever that does not plainly accept, and every other command, settles.
 */
import type { Pipeline } from '../lib/pipeline.ts';
import { meaningOf } from '../lib/db-errors.ts';
import { refuse } from '../lib/result.ts';
import { claimPoolBatch } from './claim-pool-batch.ts';
import { claimSeatsBatch } from './claim-seats-batch.ts';
import { idGate, seatGate } from './gates.ts';
import { Lane } from './lane.ts';
import { loadView, refreshView } from './load-view.ts';
import { RecentIds } from './model/recent-ids.ts';
import type { Command, Outcome, Place } from './model/commands.ts';
import type { InventoryPayload } from './model/facts.ts';
import type { InventoryView } from './model/view.ts';
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
/** After a sold-out verdict the database is asked again this often. */
const SHORT_MS = 500;
/** What the outbox told longer ago than this is no ground for a refusal. */
const FRESH_MS = 2_000;

export class Desk {
  readonly eventId: number;
  readonly #options: DeskOptions;
  readonly #pools = new Map<number, Lane<Place, Outcome>>();
  readonly #seats: Lane<Place, Outcome>;
  readonly #settle: Lane<Command, Outcome>;
  readonly #recent: RecentIds;
  #view: InventoryView | undefined;
  #loading: Promise<InventoryView | undefined> | undefined;
  /** Database clock minus process clock, as of the last batch. */
  #clockOffsetMs = 0;
  lastUsedMs: number;

  constructor(eventId: number, options: DeskOptions) {
    this.eventId = eventId;
    this.#options = options;
    this.lastUsedMs = options.clock.monotonicMs();
    this.#recent = new RecentIds(options.clock.nowMs());
    const { queueMax, waitMaxMs, clock, observer } = options;
    const onWait = (ms: number) => observer.waited(ms);
    const shared = { queueMax, waitMaxMs, clock, busy, onWait };
    this.#seats = new Lane({
      ...shared,
      batchMax: options.batchSeatsMax,
      inFlightMax: 2,
      gate: seatGate,
      run: (batch) => this.#runSeats(batch),
      onBatch: (size) => observer.batch('seats', size),
    });
    this.#settle = new Lane({
      ...shared,
      batchMax: options.batchSettleMax,
      inFlightMax: 1,
      run: (batch) => this.#runSettle(batch),
      onBatch: (size) => observer.batch('settle', size),
    });
  }

  get depth(): number {
    let depth = this.#seats.depth + this.#settle.depth;
    for (const lane of this.#pools.values()) depth += lane.depth;
    return depth;
  }

  get revision(): number | undefined {
    return this.#view?.revision;
  }

  get asOfSeq(): number {
    return this.#view?.seq ?? 0;
  }

  /** The process's estimate of the database's clock. */
  databaseNowMs(): number {
    return this.#options.clock.nowMs() + this.#clockOffsetMs;
  }

  /**
   * Runs a command. `limited`: the event counts tickets per person, so the fast paths do not apply.
   * `heardMs`: when (monotonic) the outbox was last heard to the end.
   */
  submit(command: Command, limited: boolean, heardMs: number): Promise<Outcome> {
    this.lastUsedMs = this.#options.clock.monotonicMs();
    if (command.kind !== 'place') return this.#settle.submit(command);
    if (this.#view === undefined) void this.view().catch(() => undefined);
    const refusal = this.#refusedEarly(command, heardMs);
    if (refusal !== undefined) return Promise.resolve(refusal);
    if (limited) return this.#settle.submit(command);
    const { wanted } = command;
    if ('seats' in wanted) return this.#seats.submit(command);
    // Lanes exist for pools that exist, not for whatever number a caller sends.
    const isKnown = this.#view?.pools.has(wanted.pool) ?? false;
    return isKnown ? this.#poolLane(wanted.pool).submit(command) : this.#settle.submit(command);
  }

  /** What this process knows of the inventory, loaded on first use. Undefined: no such event. */
  view(): Promise<InventoryView | undefined> {
    this.lastUsedMs = this.#options.clock.monotonicMs();
    if (this.#view !== undefined) return Promise.resolve(this.#view);
    this.#loading ??= loadView(this.#options.db, this.eventId)
      .then((view) => {
        this.#recent.doubtOlder(this.#options.clock.nowMs());
        return (this.#view = view);
      })
      .finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  /** Takes what the outbox says. A gap means that something was missed: start anew from the rows. */
  hear(payload: InventoryPayload, seq: number): void {
    const made = payload.facts.flatMap((f) => (f.t === 'booked' || f.t === 'held' ? [f.r] : []));
    for (const id of made) this.#recent.add(id, this.#options.clock.nowMs());
    if (this.#isNext(seq)) this.#view?.apply(payload, seq);
  }

  hearOther(seq: number): void {
    if (this.#isNext(seq)) this.#view?.apply({ pools: [], seats: [] }, seq);
  }

  #isNext(seq: number): boolean {
    const view = this.#view;
    if (view !== undefined && seq > view.seq + 1) this.forget();
    return view !== undefined && seq === view.seq + 1;
  }

  /** Reads the rows again into the view: whatever it may have missed is there afterwards. */
  async heal(): Promise<void> {
    if (this.#view === undefined) return;
    await refreshView(this.#options.db, this.eventId, this.#view);
    this.#recent.doubtOlder(this.#options.clock.nowMs());
  }

  /** Drops the view; the next use loads it again. */
  forget(): void {
    this.#view = undefined;
  }

  #refusedEarly(command: Place, heardMs: number): Outcome | undefined {
    const view = this.#view;
    const { clock, observer } = this.#options;
    if (view === undefined || clock.monotonicMs() - heardMs > FRESH_MS) return undefined;
    const refusal = view.refusal(command.wanted, this.databaseNowMs());
    if (refusal === undefined) return undefined;
    // A repeated request has to find its reservation, however full the house is.
    const isNew = command.key === undefined && this.#recent.surelyNew(command.id, clock.nowMs());
    if (!isNew) return undefined;
    observer.refusedEarly();
    return refusal;
  }

  #poolLane(pool: number): Lane<Place, Outcome> {
    const existing = this.#pools.get(pool);
    if (existing !== undefined) return existing;
    const { queueMax, waitMaxMs, clock, observer, batchPoolMax } = this.#options;
    const lane = new Lane<Place, Outcome>({
      queueMax,
      waitMaxMs,
      clock,
      busy,
      onWait: (ms) => observer.waited(ms),
      batchMax: batchPoolMax,
      inFlightMax: 2,
      gate: idGate,
      run: (batch) => this.#runPool(pool, batch),
      onBatch: (size) => observer.batch('pool', size),
    });
    this.#pools.set(pool, lane);
    return lane;
  }

  async #runPool(
    pool: number,
    batch: readonly Place[],
  ): Promise<readonly (Outcome | Promise<Outcome>)[]> {
    const { pipeline } = this.#options;
    const claim = await this.#attempt('pool', () =>
      claimPoolBatch(pipeline, this.eventId, pool, batch),
    );
    if (claim === 'lost') return batch.map(() => refuse('outcome_unknown'));
    if (claim === undefined) return this.#fallBack('pool', batch);
    this.#view?.apply({ pools: [claim.pool], seats: [] });
    this.#committed(batch, claim.outcomes, claim.atMs, true);
    return claim.outcomes;
  }

  async #runSeats(batch: readonly Place[]): Promise<readonly (Outcome | Promise<Outcome>)[]> {
    const { pipeline } = this.#options;
    const claim = await this.#attempt('seats', () =>
      claimSeatsBatch(pipeline, this.eventId, batch),
    );
    if (claim === 'lost') return batch.map(() => refuse('outcome_unknown'));
    if (claim === undefined) return this.#fallBack('seats', batch);
    this.#view?.apply({ pools: [], seats: claim.seats });
    this.#committed(batch, claim.outcomes, claim.atMs, claim.seats.length > 0);
    const doubtful = batch.filter((_, i) => claim.outcomes[i] === undefined);
    if (doubtful.length > 0) this.#options.observer.fellBack('seats', doubtful.length);
    return batch.map((command, i) => claim.outcomes[i] ?? this.#settle.submit(command));
  }

  /**
   * Any error of a fast path is settled: rolled back, it is decided again; lost, it is looked up by id
   * once the lost session is known to be dead. `lost`: the database did not come back in time.
   */
  async #attempt<Claim>(
    lane: 'pool' | 'seats',
    claim: () => Promise<Claim | undefined>,
  ): Promise<Claim | 'lost' | undefined> {
    const { clock, wait, settleMaxMs, pipeline, onFault } = this.#options;
    try {
      return await claim();
    } catch (error) {
      const meaning = meaningOf(error);
      if (meaning === 'fatal') onFault(error, lane);
      if (meaning !== 'lost') return undefined;
    }
    const deadlineMs = clock.monotonicMs() + settleMaxMs;
    while (clock.monotonicMs() < deadlineMs) {
      try {
        await pipeline.revive();
        return undefined;
      } catch {
        await wait(100);
      }
    }
    return 'lost';
  }

  #fallBack(lane: 'pool' | 'seats', batch: readonly Place[]): Promise<Outcome>[] {
    this.#options.observer.fellBack(lane, batch.length);
    return batch.map((command) => this.#settle.submit(command));
  }

  async #runSettle(batch: readonly Command[]): Promise<readonly Outcome[]> {
    const outcomes = await settleBatch(
      {
        ...this.#options,
        onSettled: ({ commands, payload, atMs, outcomes: answers }) => {
          if (payload !== undefined) this.#view?.apply(payload);
          if (atMs > 0) this.#committed(commands, answers, atMs, payload !== undefined);
        },
      },
      this.eventId,
      batch,
    );
    this.#noteShort(batch, outcomes);
    return outcomes;
  }

  #noteShort(batch: readonly Command[], outcomes: readonly Outcome[]): void {
    batch.forEach((command, i) => {
      const outcome = outcomes[i];
      const soldOut = outcome !== undefined && !outcome.ok && outcome.code === 'sold_out';
      if (soldOut && command.kind === 'place' && 'pool' in command.wanted) {
        this.#view?.noteShort(command.wanted.pool, this.databaseNowMs() + SHORT_MS);
      }
    });
  }

  #committed(
    batch: readonly Command[],
    outcomes: readonly (Outcome | undefined)[],
    atMs: number,
    changed: boolean,
  ): void {
    const nowMs = this.#options.clock.nowMs();
    this.#clockOffsetMs = atMs - nowMs;
    batch.forEach((command, i) => {
      if (command.kind === 'place' && outcomes[i]?.ok) this.#recent.add(command.id, nowMs);
    });
    if (changed) this.#options.onCommit(this.eventId);
  }
}
