/** The topics of a hub: made when somebody listens, forgotten a while after nobody does. */
import { partsOfTopic, type Topic } from '@onsale/contract/realtime.ts';
import type { HubTopic, Sources } from './hub-topic.ts';
import { QueueRoomTopic } from './queue-topic.ts';
import { LiveTopic } from './topic.ts';

export type TopicsOptions = {
  /** Topics at most; one more is refused. */
  readonly topicsMax: number;
  /** Topics without listeners that are remembered for those who come back, at most. */
  readonly idleTopicsMax: number;
  /** How long they are remembered, and how long changes are, in milliseconds. */
  readonly rememberMs: number;
  /** Places named in the changes that a topic remembers, at most. */
  readonly weightMax: number;
  /** Each waiting room is told at most once in so many milliseconds. */
  readonly queueEveryMs: number;
};

export class Topics {
  readonly #options: TopicsOptions;
  readonly #sources: Sources;
  readonly #topics = new Map<Topic, HubTopic>();

  constructor(options: TopicsOptions, sources: Sources) {
    this.#options = options;
    this.#sources = sources;
  }

  get size(): number {
    return this.#topics.size;
  }

  [Symbol.iterator](): Iterator<HubTopic> {
    return this.#topics.values();
  }

  get(name: Topic): HubTopic | undefined {
    return this.#topics.get(name);
  }

  /** Adds a listener to each of these topics, or to none: then there are too many. */
  enter(names: readonly Topic[]): readonly HubTopic[] | undefined {
    const added = names.filter((name) => !this.#topics.has(name)).length;
    if (this.#topics.size + added > this.#options.topicsMax) this.#forgetIdle(names);
    if (this.#topics.size + added > this.#options.topicsMax) return undefined;
    return names.map((name) => {
      const topic = this.#topics.get(name) ?? this.#create(name);
      this.#topics.set(name, topic);
      if (topic.listeners === 0) topic.begin();
      topic.listeners += 1;
      return topic;
    });
  }

  #create(name: Topic): HubTopic {
    const { weightMax, queueEveryMs } = this.#options;
    const { kind, eventId = 0 } = partsOfTopic(name) ?? {};
    if (kind === 'queue') return new QueueRoomTopic(eventId, queueEveryMs, this.#sources);
    return new LiveTopic(eventId, weightMax);
  }

  leave(topic: HubTopic, nowMs: number): void {
    topic.listeners -= 1;
    topic.idleSinceMs = nowMs;
    if (topic.listeners > 0) return;
    topic.end();
    // Whoever asks for events that do not exist must not fill the table with them.
    if (topic.gone) this.#topics.delete(topic.name);
  }

  #forgetIdle(except: readonly Topic[]): void {
    for (const [name, topic] of this.#topics) {
      if (topic.listeners === 0 && !except.includes(name)) this.#topics.delete(name);
    }
  }

  /** Forgets old changes, and the topics that nobody has listened to for a while. */
  tidy(nowMs: number): void {
    const beforeMs = nowMs - this.#options.rememberMs;
    const idle: HubTopic[] = [];
    for (const topic of this.#topics.values()) {
      topic.forget(beforeMs);
      if (topic.listeners > 0) topic.idleSinceMs = nowMs;
      else if (topic.idleSinceMs < beforeMs || topic.gone) this.#topics.delete(topic.name);
      else idle.push(topic);
    }
    idle.sort((a, b) => b.idleSinceMs - a.idleSinceMs);
    for (const topic of idle.slice(this.#options.idleTopicsMax)) this.#topics.delete(topic.name);
  }
}
