/**
 * One event as the hub knows it: the last changes, what has come since the last tick, the last
 * snapshot, and the bytes of all of them. Every byte is made once, however many clients get it.
 */
import type { InventoryState } from '@onsale/contract/product.ts';
import { addPayload, type Change, changeAfter } from './model/change.ts';
import { ChangeLog } from './model/change-log.ts';
import { type EventTopic, eventTopic } from '@onsale/contract/realtime.ts';
import type { HubTopic, Sources, Update } from './hub-topic.ts';
import type { Frame } from './model/frame.ts';
import { deltaFrame, snapshotFrame } from './model/frames.ts';

/** A snapshot that so much has happened since (places named) is replaced before it is given away. */
const SNAPSHOT_WEIGHT_MAX = 500;

type Snapshot = { readonly state: InventoryState; readonly frame: Frame; resetFrame?: Frame };

export class LiveTopic implements HubTopic {
  readonly name: EventTopic;
  readonly eventId: number;
  readonly #weightMax: number;
  #log: ChangeLog | undefined;
  #pending: Change | undefined;
  #snapshot: Snapshot | undefined;
  /** By position of the client; good until the head moves. */
  readonly #updates = new Map<number, Update>();
  listeners = 0;
  idleSinceMs = 0;
  gone = false;
  loading = false;
  generation = 0;

  constructor(eventId: number, weightMax: number) {
    this.eventId = eventId;
    this.name = eventTopic(eventId);
    this.#weightMax = weightMax;
  }

  begin(): void {
    // The outbox is heard anyway.
  }

  end(): void {
    // What has changed is remembered for those who come back.
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

  seal(nowMs: number): boolean {
    const pending = this.#pending;
    if (pending === undefined) return true;
    this.#log ??= new ChangeLog(pending.from, this.#weightMax);
    this.#log.append(pending, nowMs);
    this.#pending = undefined;
    this.#updates.clear();
    return true;
  }

  async load({ snapshotOf }: Sources): Promise<(() => boolean) | undefined> {
    const state = await snapshotOf(this.eventId);
    return state && (() => this.adopt(state));
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

  freshen(): void {
    if (this.#snapshot === undefined || this.#log === undefined) return;
    const weight = this.#log.weightSince(this.#snapshot.state.asOfSeq);
    if (weight > SNAPSHOT_WEIGHT_MAX) this.#snapshot = undefined;
  }

  update(position: number, isTold: boolean): Update | undefined {
    const log = this.#log;
    if (log === undefined) return undefined;
    if (position >= log.base && position <= log.head) return this.#since(position, log);
    if (position > log.head && isTold) return { frames: [], position };
    const snapshot = this.#snapshot;
    if (snapshot === undefined || snapshot.state.asOfSeq < log.base) return undefined;
    const seq = snapshot.state.asOfSeq;
    if (seq >= position) return this.#after(snapshot.frame, seq, log);
    snapshot.resetFrame ??= snapshotFrame(snapshot.state, true);
    return this.#after(snapshot.resetFrame, seq, log);
  }

  #since(position: number, log: ChangeLog): Update {
    if (position >= log.head) return { frames: [], position };
    let update = this.#updates.get(position);
    if (update === undefined) {
      const frames = [deltaFrame(this.eventId, log.since(position))];
      update = { frames, position: log.head };
      this.#updates.set(position, update);
    }
    return update;
  }

  #after(snapshot: Frame, seq: number, log: ChangeLog): Update {
    const { frames, position } = this.#since(seq, log);
    return { frames: [snapshot, ...frames], position };
  }

  seqAt(position: number): number {
    return position;
  }

  forget(beforeMs: number): void {
    this.#log?.forget(beforeMs);
    this.#updates.clear();
  }

  reset(): void {
    this.#log = undefined;
    this.#pending = undefined;
    this.#snapshot = undefined;
    this.#updates.clear();
    this.gone = false;
    this.generation += 1;
  }
}
