/**
 * One stream for a set of topics, kept open: it comes back after every loss, polls the state while it
 * cannot stream, and says truthfully which of both it does.
 *
 *   idle --topics--> connecting --bytes--> live --end--> connecting (after a while)
 *                        |                                   |
 *                        +--refused, or failed twice---------+--> polling, still trying to stream
 */
import {
  decodeLive,
  encodePositions,
  eventOfTopic,
  liveHeartbeatMs,
  livePath,
  liveTopicsMax,
  snapshotOfState,
  type LiveMessage,
  type Topic,
} from '@onsale/contract/realtime.ts';
import type { InventoryState } from '@onsale/contract/product.ts';
import { backOffMs } from './back-off.ts';
import type { OpenStream, Stream, StreamEnd } from './open-stream.ts';
import type { TopicStore } from './topic-store.ts';

/** `offline`: neither stream nor poll succeeds. `paused`: nobody looks. */
export type LiveStatus = 'connecting' | 'live' | 'polling' | 'offline' | 'paused';

export type Timers = {
  nowMs(): number;
  /** Returns how to cancel. */
  after(delayMs: number, action: () => void): () => void;
};

export type ConnectionDeps = {
  readonly openStream: OpenStream;
  /** GET .../state; undefined when that fails. */
  readonly readState: (eventId: number) => Promise<InventoryState | undefined>;
  readonly timers: Timers;
  readonly random: () => number;
};

export type ConnectionOptions = ConnectionDeps & {
  readonly store: TopicStore;
  readonly onStatus: (status: LiveStatus) => void;
  /** Every message that was new, for other tabs. */
  readonly onMessage: (message: LiveMessage) => void;
};

const SILENCE_MS = 3 * liveHeartbeatMs;
const POLL_MS = 5_000;
/** Topics often change together: when a page is left and the next one entered. */
const GATHER_MS = 50;
const REFETCH_MS = 1_000;
const FAILURES_TO_POLL = 2;

const nothing = (): void => {};

export class Connection {
  readonly #options: ConnectionOptions;
  #topics: readonly Topic[] = [];
  #stream: Stream | undefined;
  #failures = 0;
  #status: LiveStatus = 'connecting';
  #isPolling = false;
  #cancelOpen = nothing;
  #cancelSilence = nothing;
  #cancelPoll = nothing;
  readonly #refetching = new Set<Topic>();

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  get status(): LiveStatus {
    return this.#status;
  }

  /** Opens the stream anew when the set has changed; closes it when there is nothing to hear. */
  setTopics(topics: readonly Topic[]): void {
    const next = topics.toSorted().slice(0, liveTopicsMax);
    if (next.join() === this.#topics.join()) return;
    const isBeginning = this.#topics.length === 0;
    this.#topics = next;
    this.#close();
    this.#cancelPoll();
    this.#isPolling = false;
    if (next.length === 0) return;
    // A stream that only changes its topics is not worth a flicker.
    if (isBeginning) this.#setStatus('connecting');
    this.#failures = 0;
    this.#openAfter(GATHER_MS);
  }

  stop(): void {
    this.setTopics([]);
  }

  #close(): void {
    this.#cancelOpen();
    this.#cancelSilence();
    this.#stream?.close();
    this.#stream = undefined;
  }

  #openAfter(delayMs: number): void {
    this.#close();
    this.#cancelOpen = this.#options.timers.after(delayMs, () => this.#open());
  }

  #open(): void {
    const { store, openStream } = this.#options;
    // Commas and colons mean nothing in a query: written as they are, the address stays readable.
    const url = `${livePath}?topics=${this.#topics.join(',')}`;
    this.#listenForSilence();
    this.#stream = openStream(url, encodePositions(store.positions(this.#topics)), {
      onBeat: () => this.#listenForSilence(),
      onData: (data) => this.#hear(data),
      onEnd: (end) => this.#end(end),
    });
  }

  /** A line that is dead without being closed shows by the heartbeats that stay out. */
  #listenForSilence(): void {
    this.#cancelSilence();
    this.#cancelSilence = this.#options.timers.after(SILENCE_MS, () =>
      this.#end({ kind: 'broken', retryAfterMs: 0 }),
    );
  }

  #hear(data: string): void {
    const message = decodeLive(data);
    // A later version's message: nothing for us.
    if (message === undefined) return;
    if (message.t === 'bye') return this.#end({ kind: 'broken', retryAfterMs: message.retryMs });
    this.#failures = 0;
    this.#cancelPoll();
    this.#isPolling = false;
    this.#setStatus('live');
    this.#take(message);
    return undefined;
  }

  #take(message: LiveMessage): void {
    if (this.#options.store.apply(message)) this.#options.onMessage(message);
    if (message.t !== 'bye' && this.#options.store.isMissing(message.topic)) {
      void this.#refetch(message.topic);
    }
  }

  #end({ kind, retryAfterMs }: StreamEnd): void {
    this.#failures += 1;
    if (this.#status === 'live') this.#setStatus('connecting');
    this.#openAfter(backOffMs(this.#failures, this.#options.random(), retryAfterMs));
    if (kind === 'refused' || this.#failures >= FAILURES_TO_POLL) this.#startPolling();
  }

  #startPolling(): void {
    if (this.#isPolling) return;
    this.#isPolling = true;
    void this.#poll();
  }

  async #poll(): Promise<void> {
    const topics = this.#topics;
    const read = await Promise.all(topics.map((topic) => this.#fetchState(topic)));
    // Streaming again, or about something else, meanwhile.
    if (!this.#isPolling || topics !== this.#topics) return;
    this.#setStatus(read.every(Boolean) ? 'polling' : 'offline');
    const delayMs = POLL_MS * (0.8 + 0.4 * this.#options.random());
    this.#cancelPoll = this.#options.timers.after(delayMs, () => void this.#poll());
  }

  async #fetchState(topic: Topic): Promise<boolean> {
    const eventId = eventOfTopic(topic);
    // Whoever waits asks by itself while nothing is streamed: the status says how often.
    if (eventId === undefined) return true;
    const state = await this.#options.readState(eventId);
    if (state === undefined) return false;
    const snapshot = snapshotOfState(state);
    if (this.#options.store.apply(snapshot)) this.#options.onMessage(snapshot);
    return true;
  }

  /** After a gap: one at a time for each topic, again after a while when it did not help. */
  async #refetch(topic: Topic): Promise<void> {
    if (this.#refetching.has(topic)) return;
    this.#refetching.add(topic);
    await this.#fetchState(topic);
    this.#options.timers.after(REFETCH_MS, () => {
      this.#refetching.delete(topic);
      const isStillMissing = this.#options.store.isMissing(topic);
      if (isStillMissing && this.#topics.includes(topic)) void this.#refetch(topic);
    });
  }

  #setStatus(status: LiveStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    this.#options.onStatus(status);
  }
}
