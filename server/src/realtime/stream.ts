/**
 * One client: its connection and where it is in each of its topics. What it is told follows from
 * where it is, so a client that was skipped is simply brought up with one newer change later.
 */
import { encodePositions, eventTopic } from '@onsale/contract/realtime.ts';
import { goneFrame, heartbeatFrame, positionsFrame } from './model/frames.ts';
import { type LiveTopic, NOWHERE, VOID } from './topic.ts';

/** A connection as the hub sees it. */
export type Sink = {
  /** Writes all of it at once. The buffers are shared with other clients: they are not changed. */
  write(frames: readonly Buffer[]): void;
  /** Bytes that the peer has not taken yet. */
  buffered(): number;
  /** Writes the last words and closes. */
  end(last: Buffer): void;
  /** Closes at once. */
  destroy(): void;
};

export type Flushed = 'current' | 'behind' | 'dropped';

export type FlushOptions = {
  readonly nowMs: number;
  readonly bufferedBytesMax: number;
  /** How long a client may have more than that buffered before it is dropped, in milliseconds. */
  readonly slowMs: number;
  /** The topic needs a snapshot for this client. */
  readonly onSnapshotNeeded: (topic: LiveTopic) => void;
  /** The client has been told that the event does not exist, and no longer listens. */
  readonly onGone: (topic: LiveTopic) => void;
};

type Place = { readonly topic: LiveTopic; position: number; isTold: boolean };

export class LiveStream {
  readonly sink: Sink;
  #places: Place[] = [];
  #overSinceMs: number | undefined;

  constructor(sink: Sink) {
    this.sink = sink;
  }

  get topics(): readonly LiveTopic[] {
    return this.#places.map(({ topic }) => topic);
  }

  /** `position`: the sequence number that the client claims to have. */
  listen(topic: LiveTopic, position: number | undefined): void {
    this.#places.push({ topic, position: position ?? NOWHERE, isTold: false });
  }

  /** Where the client is, as its next Last-Event-ID would say. */
  get positions(): string {
    return encodePositions(this.#known());
  }

  #known() {
    return this.#places
      .filter(({ position }) => position !== NOWHERE && position !== VOID)
      .map(({ topic, position }) => [eventTopic(topic.eventId), position] as const);
  }

  /** What the client has of this topic no longer counts. */
  void(topic: LiveTopic): void {
    for (const place of this.#places) {
      if (place.topic !== topic || place.position === NOWHERE) continue;
      place.position = VOID;
      place.isTold = false;
    }
  }

  /** Tells the client what is new, in one write. */
  flush(options: FlushOptions): Flushed {
    const pace = this.#pace(options);
    if (pace !== 'current') return pace;
    let frames: Buffer[] | undefined;
    for (const place of this.#places) {
      const { topic } = place;
      if (topic.gone) {
        (frames ??= []).push(goneFrame(topic.eventId));
        // A new array: this loop is going through the old one.
        this.#places = this.#places.filter((one) => one !== place);
        options.onGone(topic);
        continue;
      }
      const update = topic.update(place.position, place.isTold);
      if (update === undefined) {
        options.onSnapshotNeeded(topic);
        continue;
      }
      place.position = update.seq;
      place.isTold = true;
      if (update.frames.length > 0) (frames ??= []).push(...update.frames);
    }
    if (frames === undefined) return 'current';
    if (this.#places.length > 1) frames.push(positionsFrame(this.#known()));
    this.sink.write(frames);
    return 'current';
  }

  heartbeat(options: FlushOptions): Flushed {
    const pace = this.#pace(options);
    if (pace === 'current') this.sink.write([heartbeatFrame]);
    return pace;
  }

  #pace({ nowMs, bufferedBytesMax, slowMs }: FlushOptions): Flushed {
    if (this.sink.buffered() <= bufferedBytesMax) {
      this.#overSinceMs = undefined;
      return 'current';
    }
    this.#overSinceMs ??= nowMs;
    return nowMs - this.#overSinceMs >= slowMs ? 'dropped' : 'behind';
  }
}
