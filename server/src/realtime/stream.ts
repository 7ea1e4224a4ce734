/**
 * One client: its connection and where it is in each of its topics. What it is told follows from
 * where it is, so a client that was skipped is simply brought up with one newer change later.
 */
import { encodePositions, type Topic } from '@onsale/contract/realtime.ts';
import type { Frame } from './model/frame.ts';
import { goneFrame, heartbeatFrame, positionsFrame } from './model/frames.ts';
import { type HubTopic, NOWHERE, VOID } from './hub-topic.ts';

/** A connection as the hub sees it. */
export type Sink = {
  /** Writes all of it at once. The bytes are shared with other clients: they are not changed. */
  write(frames: readonly Frame[]): void;
  /** Bytes that the peer has not taken yet. */
  buffered(): number;
  /** Writes the last words and closes. */
  end(last: Frame): void;
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
  readonly onSnapshotNeeded: (topic: HubTopic) => void;
  /** The client has been told that the event does not exist, and no longer listens. */
  readonly onGone: (topic: HubTopic) => void;
};

type Place = { readonly topic: HubTopic; position: number; isTold: boolean };

export class LiveStream {
  readonly sink: Sink;
  #places: Place[] = [];
  #overSinceMs: number | undefined;

  constructor(sink: Sink) {
    this.sink = sink;
  }

  get topics(): readonly HubTopic[] {
    return this.#places.map(({ topic }) => topic);
  }

  /** `position`: the sequence number that the client claims to have. */
  listen(topic: HubTopic, position: number | undefined): void {
    this.#places.push({ topic, position: position ?? NOWHERE, isTold: false });
  }

  /** Where the client is, as its next Last-Event-ID would say. */
  get positions(): string {
    return encodePositions(this.#known());
  }

  #known(): [Topic, number][] {
    return this.#places
      .filter(({ position }) => position !== NOWHERE && position !== VOID)
      .map(({ topic, position }): [Topic, number] => [topic.name, topic.seqAt(position)]);
  }

  /** What the client has of this topic no longer counts. */
  void(topic: HubTopic): void {
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
    let frames: readonly Frame[] | undefined;
    for (const place of this.#places) {
      const { topic } = place;
      if (topic.gone) {
        frames = [...(frames ?? []), goneFrame(topic.name)];
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
      place.position = update.position;
      place.isTold = true;
      // Most streams have one topic: what everybody gets is handed on as it is.
      if (update.frames.length > 0) {
        frames = frames === undefined ? update.frames : [...frames, ...update.frames];
      }
    }
    if (frames === undefined) return 'current';
    if (this.#places.length > 1) frames = [...frames, positionsFrame(this.#known())];
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
