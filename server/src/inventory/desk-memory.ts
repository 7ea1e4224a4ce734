/**
 * What a process remembers of one event: the view of its places, which requests it has heard of, and how
 * the database's clock differs from its own. Good for readers and for refusing early; never for selling.
 */
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import type { Refusal } from '../lib/result.ts';
import { loadView, refreshView } from './load-view.ts';
import type { Command, Outcome, Place } from './model/commands.ts';
import type { InventoryPayload } from './model/facts.ts';
import { RecentIds } from './model/recent-ids.ts';
import type { InventoryView } from './model/view.ts';

/** After a sold-out verdict the database is asked again this often. */
const SHORT_MS = 500;
/** What the outbox told longer ago than this is no ground for a refusal. */
const FRESH_MS = 2_000;

export class DeskMemory {
  readonly #eventId: number;
  readonly #db: Db;
  readonly #clock: Clock;
  readonly #recent: RecentIds;
  #view: InventoryView | undefined;
  #loading: Promise<InventoryView | undefined> | undefined;
  /** Database clock minus process clock, as of the last commit. */
  #clockOffsetMs = 0;

  constructor(eventId: number, db: Db, clock: Clock) {
    this.#eventId = eventId;
    this.#db = db;
    this.#clock = clock;
    this.#recent = new RecentIds(clock.nowMs());
  }

  get revision(): number | undefined {
    return this.#view?.revision;
  }

  get asOfSeq(): number {
    return this.#view?.seq ?? 0;
  }

  /** The process's estimate of the database's clock. */
  databaseNowMs(): number {
    return this.#clock.nowMs() + this.#clockOffsetMs;
  }

  /** Loaded on first use. Undefined: no such event. */
  view(): Promise<InventoryView | undefined> {
    if (this.#view !== undefined) return Promise.resolve(this.#view);
    this.#loading ??= loadView(this.#db, this.#eventId)
      .then((view) => {
        this.#recent.doubtOlder(this.#clock.nowMs());
        return (this.#view = view);
      })
      .finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  /** Makes sure that the view is there soon, without waiting for it. */
  warm(): void {
    if (this.#view === undefined) void this.view().catch(() => undefined);
  }

  knowsPool(pool: number): boolean {
    return this.#view?.pools.has(pool) ?? false;
  }

  /** Why a booking is surely refused. `heardMs`: when (monotonic) the outbox was heard to its end. */
  refusal(command: Place, heardMs: number): Refusal | undefined {
    const view = this.#view;
    if (view === undefined || this.#clock.monotonicMs() - heardMs > FRESH_MS) return undefined;
    const refusal = view.refusal(command.wanted, this.databaseNowMs());
    return refusal !== undefined && this.#surelyNew(command) ? refusal : undefined;
  }

  /** A repeated request has to find its reservation, however full the house is. */
  #surelyNew({ id, key, once }: Place): boolean {
    if (key !== undefined) return false;
    return once === true || this.#recent.surelyNew(id, this.#clock.nowMs());
  }

  /** This process has committed these commands at `atMs` of the database's clock. */
  committed(
    commands: readonly Command[],
    outcomes: readonly (Outcome | undefined)[],
    atMs: number,
    change: Pick<InventoryPayload, 'pools' | 'seats'> | undefined,
  ): void {
    const nowMs = this.#clock.nowMs();
    this.#clockOffsetMs = atMs - nowMs;
    if (change !== undefined) this.#view?.apply(change);
    commands.forEach((command, i) => {
      const isRepeatable = command.kind === 'place' && command.once !== true;
      if (isRepeatable && outcomes[i]?.ok) this.#recent.add(command.id, nowMs);
    });
  }

  /** What is short now need not be asked of the database again for a moment. */
  noteShort(commands: readonly Command[], outcomes: readonly Outcome[]): void {
    commands.forEach((command, i) => {
      const outcome = outcomes[i];
      const soldOut = outcome !== undefined && !outcome.ok && outcome.code === 'sold_out';
      if (soldOut && command.kind === 'place' && 'pool' in command.wanted) {
        this.#view?.noteShort(command.wanted.pool, this.databaseNowMs() + SHORT_MS);
      }
    });
  }

  /** Takes what the outbox says. A gap means that something was missed: start anew from the rows. */
  hear(payload: InventoryPayload, seq: number): void {
    const nowMs = this.#clock.nowMs();
    for (const fact of payload.facts) {
      const isMade = fact.t === 'booked' || fact.t === 'held';
      if (isMade && fact.once !== 1) this.#recent.add(fact.r, nowMs);
    }
    if (this.#isNext(seq)) this.#view?.apply(payload, seq);
  }

  /** A row that does not change the inventory: only its place in the sequence counts. */
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
    await refreshView(this.#db, this.#eventId, this.#view);
    this.#recent.doubtOlder(this.#clock.nowMs());
  }

  /** Drops the view; the next use loads it again. */
  forget(): void {
    this.#view = undefined;
  }
}
