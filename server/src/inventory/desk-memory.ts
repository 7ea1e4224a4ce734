/**
 * What a process remembers of one event: the view of its places, and how the database's clock differs
 * from its own. Good for readers and for refusing early; never for selling.
 */
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import type { Refusal } from '../lib/result.ts';
import { loadView, refreshView } from './load-view.ts';
import type { Command, Outcome, Place } from './model/commands.ts';
import type { InventoryPayload } from './model/facts.ts';
import type { InventoryView } from './model/view.ts';

/** After a sold-out verdict the database is asked again this often. */
const SHORT_MS = 500;
/** What the outbox told longer ago than this is no ground for a refusal. */
export const FRESH_MS = 2_000;

export class DeskMemory {
  readonly #eventId: number;
  readonly #db: Db;
  readonly #clock: Clock;
  #view: InventoryView | undefined;
  #loading: Promise<InventoryView | undefined> | undefined;
  /** The last sequence number heard, also while there is no view to apply it to. */
  #heardSeq = 0;
  /** Database clock minus process clock, as of the last commit. */
  #clockOffsetMs = 0;

  constructor(eventId: number, db: Db, clock: Clock) {
    this.#eventId = eventId;
    this.#db = db;
    this.#clock = clock;
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
    this.#loading ??= this.#load().finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  async #load(): Promise<InventoryView | undefined> {
    const view = await loadView(this.#db, this.#eventId);
    if (view === undefined) return undefined;
    // What was heard meanwhile may have been committed after the rows were read. Rows that are read
    // after hearing contain all that was heard.
    while (this.#heardSeq > view.seq) {
      view.seq = this.#heardSeq;
      await refreshView(this.#db, this.#eventId, view);
    }
    return (this.#view = view);
  }

  /** Makes sure that the view is there soon, without waiting for it. */
  warm(): void {
    if (this.#view === undefined) void this.view().catch(() => undefined);
  }

  knowsPool(pool: number): boolean {
    return this.#view?.pools.has(pool) ?? false;
  }

  /**
   * Why these places are surely taken. `heardMs`: when (monotonic) the outbox was heard to its end.
   * Says nothing about requests with a key: only the rows know whether they are repetitions.
   */
  refusal({ wanted, key }: Place, heardMs: number): Refusal | undefined {
    if (key !== undefined || this.#clock.monotonicMs() - heardMs > FRESH_MS) return undefined;
    return this.#view?.refusal(wanted, this.databaseNowMs());
  }

  /** This process has committed something, at `databaseMs` of the database's clock. */
  committed(
    databaseMs: number,
    change: Pick<InventoryPayload, 'pools' | 'seats'> | undefined,
  ): void {
    this.#clockOffsetMs = databaseMs - this.#clock.nowMs();
    if (change !== undefined) this.#view?.apply(change);
  }

  /** What is short now need not be asked of the database again for a moment. */
  noteShort(commands: readonly Command[], outcomes: readonly Outcome[]): void {
    commands.forEach((command, i) => {
      const outcome = outcomes[i];
      const soldOut = outcome !== undefined && !outcome.ok && outcome.code === 'sold_out';
      if (!soldOut || command.kind !== 'place' || !('pool' in command.wanted)) return;
      const available = Number(outcome.details?.['available'] ?? 0);
      this.#view?.noteShort(command.wanted.pool, available, this.databaseNowMs() + SHORT_MS);
    });
  }

  /** Takes what the outbox says. A gap means that something was missed: start anew from the rows. */
  hear(payload: Pick<InventoryPayload, 'pools' | 'seats'>, seq: number): void {
    if (seq > this.#heardSeq) this.#heardSeq = seq;
    const view = this.#view;
    if (view === undefined || seq <= view.seq) return;
    if (seq > view.seq + 1) this.forget();
    else view.apply(payload, seq);
  }

  /** A row that does not change the inventory: only its place in the sequence counts. */
  hearOther(seq: number): void {
    this.hear({ pools: [], seats: [] }, seq);
  }

  /** Reads the rows again into the view: whatever it may have missed is there afterwards. */
  async heal(): Promise<void> {
    if (this.#view !== undefined) await refreshView(this.#db, this.#eventId, this.#view);
  }

  /** Drops the view; the next use loads it again. */
  forget(): void {
    this.#view = undefined;
  }

  /** The outbox itself went back: what was heard counts no more. */
  reset(): void {
    this.#heardSeq = 0;
    this.forget();
  }
}
