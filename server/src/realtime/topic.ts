/**
 * One event as the hub knows it: the last changes, what has come since the last tick, the last
 * snapshot, and the bytes of all of them. Every byte is made once, however many clients get it.
 */
import type { InventoryState } from '@onsale/contract/product.ts';
import { addPayload, type Change, changeAfter } from './model/change.ts';
import { ChangeLog } from './model/change-log.ts';
import { deltaFrame, snapshotFrame } from './model/frames.ts';

/** Everything after this is old: a client there has to begin anew. */
export const NOWHERE = -1;
/** Whatever the client has is void, however new it claims to be. */
export const VOID: number = Number.POSITIVE_INFINITY;

export type Update = {
  readonly frames: readonly Buffer[];
  /** Where the client is afterwards. */
  readonly seq: number;
};

/** A snapshot that so much has happened since (places named) is replaced before it is given away. */
const SNAPSHOT_WEIGHT_MAX = 500;

type Snapshot = { readonly state: InventoryState; readonly frame: Buffer; resetFrame?: Buffer };

export class LiveTopic {
  readonly eventId: number;
  readonly #weightMax: number;
  #log: ChangeLog | undefined;
  #pending: Change | undefined;
  #snapshot: Snapshot | undefined;
  /** By position of the client; good until the head moves. */
  readonly #frames = new Map<number, Buffer>();
  /** How many streams listen. */
  listeners = 0;
  /** Since when none does; on the hub's monotonic clock. */
  idleSinceMs = 0;
  /** The event does not exist. */
  gone = false;
  loading = false;
  /** Grows with each reset: a snapshot asked for before it is not for after it. */
  generation = 0;

  constructor(eventId: number, weightMax: number) {
    this.eventId = eventId;
    this.#weightMax = weightMax;
  }

  /** Takes a row of the outbox. False: it is nothing new. */
  publish(seq: number, payload: unknown): boolean {
    this.gone = false;
    const last = this.#pending?.seq ?? this.#log?.head ?? seq - 1;
    if (seq <= last) return false;
    // Behind a gap nothing that came before is of use.
    if (this.#pending === undefined || seq > last + 1) this.#pending = changeAfter(seq - 1);
    if (!addPayload(this.#pending, seq, payload)) this.#pending = changeAfter(seq);
    return true;
  }

  /** Makes one change of all that has come since the last time. */
  seal(nowMs: number): void {
    const pending = this.#pending;
    if (pending === undefined) return;
    this.#log ??= new ChangeLog(pending.from, this.#weightMax);
    this.#log.append(pending, nowMs);
    this.#pending = undefined;
    this.#frames.clear();
  }

  /** Takes a snapshot. False: it is too old to go on from. */
  adopt(state: InventoryState): boolean {
    const { asOfSeq } = state;
    this.#log ??= new ChangeLog(this.#pending?.from ?? asOfSeq, this.#weightMax);
    // A gap that is not sealed yet will move the base.
    const isGapAhead = this.#pending !== undefined && this.#pending.from > this.#log.head;
    if (asOfSeq < (isGapAhead ? (this.#pending?.from ?? 0) : this.#log.base)) return false;
    this.#snapshot = { state, frame: snapshotFrame(state, false) };
    return true;
  }

  /** Forgets a snapshot that is not worth giving to somebody new. */
  freshen(): void {
    if (this.#snapshot === undefined || this.#log === undefined) return;
    const weight = this.#log.weightSince(this.#snapshot.state.asOfSeq);
    if (weight > SNAPSHOT_WEIGHT_MAX) this.#snapshot = undefined;
  }

  /**
   * What brings a client at `position` up to date; no frames when it is. `isTold`: it has that
   * position from us, and may be ahead of the outbox as far as we have heard it. Undefined: a new
   * snapshot is needed.
   */
  update(position: number, isTold: boolean): Update | undefined {
    const log = this.#log;
    if (log === undefined) return undefined;
    if (position >= log.base && position <= log.head) return this.#since(position, log, []);
    if (position > log.head && isTold) return { frames: [], seq: position };
    const snapshot = this.#snapshot;
    if (snapshot === undefined || snapshot.state.asOfSeq < log.base) return undefined;
    const seq = snapshot.state.asOfSeq;
    if (seq >= position) return this.#since(seq, log, [snapshot.frame]);
    snapshot.resetFrame ??= snapshotFrame(snapshot.state, true);
    return this.#since(seq, log, [snapshot.resetFrame]);
  }

  #since(position: number, log: ChangeLog, before: readonly Buffer[]): Update {
    if (position >= log.head) return { frames: before, seq: position };
    let frame = this.#frames.get(position);
    if (frame === undefined) {
      frame = deltaFrame(this.eventId, log.since(position));
      this.#frames.set(position, frame);
    }
    return { frames: [...before, frame], seq: log.head };
  }

  /** Forgets changes from before this moment. */
  forget(beforeMs: number): void {
    this.#log?.forget(beforeMs);
    this.#frames.clear();
  }

  /** Forgets everything: the outbox is not the one that it was. */
  reset(): void {
    this.#log = undefined;
    this.#pending = undefined;
    this.#snapshot = undefined;
    this.#frames.clear();
    this.gone = false;
    this.generation += 1;
  }
}
