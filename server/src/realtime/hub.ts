/**
 * The hub: follows the outbox as this process hears it and tells the streams, a few times a second.
 * What goes out is bound by socket writes, so changes are coalesced, bytes are shared, a client costs
 * one write a tick, and the clients are gone through in slices between which bookings get their turn.
 *
 * A hold that lapses changes nothing in the outbox until the sweep (every second) or the next taker
 * expires it; only then the stream says AVAILABLE. Telling it by the clock would need a number that
 * the sequence does not have.
 */
import type { QueueStatus } from '@onsale/contract/queue.ts';
import { eventTopic, type Positions, queueTopic, type Topic } from '@onsale/contract/realtime.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import type { OutboxRow } from '../outbox/tail.ts';
import { hubDefaults, type HubLimits, type HubOptions, type HubStats } from './hub-options.ts';
import type { HubTopic } from './hub-topic.ts';
import { createSnapshotLoader, type SnapshotLoader } from './load-snapshot.ts';
import { byeFrame, helloFrame } from './model/frames.ts';
import { type FlushOptions, type Flushed, LiveStream, type Sink } from './stream.ts';
import { QueueRoomTopic } from './queue-topic.ts';
import { LiveTopic } from './topic.ts';
import { Topics } from './topics.ts';
import { walkInSlices } from './walk.ts';

/** A stream as whoever opened it sees it. */
export type Listener = {
  /** Says that the connection has closed; more than once does no harm. */
  leave(): void;
};

export class Hub {
  readonly #options: HubOptions;
  readonly #limits: HubLimits;
  readonly #topics: Topics;
  readonly #soon: (work: () => void) => void;
  readonly #streams = new Set<LiveStream>();
  readonly #dirty = new Set<HubTopic>();
  readonly #snapshots: SnapshotLoader;
  readonly #stats = { opened: 0, skipped: 0, dropped: 0 };
  #cancelTick: (() => void) | undefined;
  #cancelBeat: (() => void) | undefined;
  #passing = false;
  /** A tick came while a pass was under way: the next one begins when that has ended. */
  #tickDue = false;
  /** Somebody was skipped, and is tried again at the next tick, whether there is news or not. */
  #someBehind = false;
  #passAgain = false;
  #passSoon = false;
  #closing: Promise<void> | undefined;
  #onEmpty: (() => void) | undefined;

  constructor(options: HubOptions) {
    this.#options = options;
    this.#limits = { ...hubDefaults, ...options.limits };
    const { timers } = options;
    this.#soon = options.soon ?? ((work) => void timers.after(0, work));
    this.#topics = new Topics(this.#limits, options);
    this.#snapshots = createSnapshotLoader(options, this.#limits, () => this.#deliverSoon());
    this.#awaitBeat();
  }

  get stats(): HubStats {
    const snapshots = this.#snapshots.asked();
    return { ...this.#stats, snapshots, streams: this.#streams.size, topics: this.#topics.size };
  }

  /** Takes a row of the outbox, in order. Rows of events that nobody watches cost a look-up. */
  publish({ eventId, seq, payload }: OutboxRow): void {
    const topic = this.#topics.get(eventTopic(eventId));
    if (topic instanceof LiveTopic && topic.publish(seq, payload)) this.#changed(topic);
  }

  /** Takes the status of a waiting room, as it is now. */
  tell(status: QueueStatus): void {
    const topic = this.#topics.get(queueTopic(status.eventId));
    if (topic instanceof QueueRoomTopic && topic.publish(status)) this.#changed(topic);
  }

  #changed(topic: HubTopic): void {
    this.#dirty.add(topic);
    this.#awaitTick();
  }

  /** The outbox is not the one that it was: everybody begins anew. */
  reset(): void {
    for (const topic of this.#topics) topic.reset();
    for (const stream of this.#streams) for (const t of stream.topics) stream.void(t);
    this.#dirty.clear();
    this.#deliverSoon();
  }

  /**
   * Begins a stream. `topics` are distinct; `positions`: what the client has of them already. Refuses
   * with `unavailable` while stopping and when there are too many topics.
   */
  listen(
    topics: readonly Topic[],
    positions: Positions,
    sink: Sink,
  ): Result<Listener, 'unavailable'> {
    if (this.#closing !== undefined) return refuse('unavailable', { retryAfterSeconds: 2 });
    const entered = this.#topics.enter(topics);
    if (entered === undefined) return refuse('unavailable', { retryAfterSeconds: 10 });
    const stream = new LiveStream(sink);
    for (const topic of entered) {
      topic.freshen();
      stream.listen(topic, positions.get(topic.name));
    }
    this.#streams.add(stream);
    this.#stats.opened += 1;
    sink.write([helloFrame(this.#retryMs(this.#limits.retrySpreadMs))]);
    this.#settle(stream, stream.flush(this.#flushOptions()));
    return ok({ leave: () => this.#leave(stream) });
  }

  /**
   * Says goodbye and waits for the connections to close, `closeMs` at most; then they are cut. New
   * streams are refused from now on.
   */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#cancelTick?.();
    this.#cancelBeat?.();
    if (this.#streams.size === 0) return;
    const { bufferedBytesMax, retrySpreadMs, closeMs } = this.#limits;
    // A thousand a second come back, whatever their number: the next process has to take them all.
    const spreadMs = Math.max(retrySpreadMs, this.#streams.size);
    const empty = new Promise<void>((resolve) => (this.#onEmpty = resolve));
    const cancel = this.#options.timers.after(closeMs, () => {
      for (const { sink } of this.#streams) sink.destroy();
      this.#onEmpty?.();
    });
    this.#walk(({ sink }) => {
      if (sink.buffered() > bufferedBytesMax) sink.destroy();
      else sink.end(byeFrame(this.#retryMs(spreadMs)));
    });
    await empty;
    cancel();
  }

  #retryMs(spreadMs: number): number {
    return Math.round(this.#limits.retryMinMs + this.#options.random() * spreadMs);
  }

  #leave(stream: LiveStream): void {
    if (!this.#streams.delete(stream)) return;
    const nowMs = this.#options.clock.monotonicMs();
    for (const topic of stream.topics) this.#topics.leave(topic, nowMs);
    if (this.#streams.size === 0) this.#onEmpty?.();
  }

  #flushOptions(): FlushOptions {
    const { bufferedBytesMax, slowMs } = this.#limits;
    const nowMs = this.#options.clock.monotonicMs();
    return {
      nowMs,
      bufferedBytesMax,
      slowMs,
      onSnapshotNeeded: (topic) => this.#snapshots.load(topic),
      onGone: (topic) => this.#topics.leave(topic, nowMs),
    };
  }

  #awaitTick(): void {
    if (this.#closing !== undefined) return;
    this.#cancelTick ??= this.#options.timers.after(this.#limits.tickMs, () => {
      this.#cancelTick = undefined;
      // A pass that takes longer than a tick makes the next change larger, not the queue longer.
      if (this.#passing) this.#tickDue = true;
      else this.#tick();
    });
  }

  #tick(): void {
    const nowMs = this.#options.clock.monotonicMs();
    let isNews = this.#someBehind;
    for (const topic of this.#dirty) {
      if (!topic.seal(nowMs)) continue;
      this.#dirty.delete(topic);
      isNews = true;
    }
    // What came too soon is told by a later tick.
    if (this.#dirty.size > 0) this.#awaitTick();
    if (isNews) this.#pass();
  }

  /** Brings everybody up to date. */
  #pass(): void {
    if (this.#closing !== undefined) return;
    if (this.#passing) {
      this.#passAgain = true;
      return;
    }
    this.#passing = true;
    this.#someBehind = false;
    const options = this.#flushOptions();
    this.#walk(
      (stream) => this.#settle(stream, stream.flush(options)),
      () => {
        this.#passing = false;
        if (this.#passAgain) this.#deliverSoon();
        this.#passAgain = false;
        if (this.#tickDue) this.#soon(() => this.#tick());
        this.#tickDue = false;
      },
    );
  }

  #settle(stream: LiveStream, outcome: Flushed): void {
    if (outcome === 'behind') {
      this.#stats.skipped += 1;
      this.#someBehind = true;
      this.#awaitTick();
    }
    if (outcome === 'dropped') {
      this.#stats.dropped += 1;
      stream.sink.destroy();
      this.#leave(stream);
    }
  }

  #walk(visit: (stream: LiveStream) => void, done?: () => void): void {
    walkInSlices(this.#streams, this.#limits.sliceStreams, this.#soon, visit, done);
  }

  /** A pass in the next turn, so that what arrives together is delivered together. */
  #deliverSoon(): void {
    if (this.#passSoon) return;
    this.#passSoon = true;
    this.#options.timers.after(0, () => {
      this.#passSoon = false;
      this.#pass();
    });
  }

  #awaitBeat(): void {
    this.#cancelBeat = this.#options.timers.after(this.#limits.heartbeatMs, () => {
      const options = this.#flushOptions();
      this.#topics.tidy(options.nowMs);
      this.#walk((stream) => this.#settle(stream, stream.heartbeat(options)));
      this.#awaitBeat();
    });
  }
}
