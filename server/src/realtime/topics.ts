/** The topics of a hub: made when somebody listens, forgotten a while after nobody does. */
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
};

export class Topics {
  readonly #options: TopicsOptions;
  readonly #topics = new Map<number, LiveTopic>();

  constructor(options: TopicsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#topics.size;
  }

  [Symbol.iterator](): Iterator<LiveTopic> {
    return this.#topics.values();
  }

  get(eventId: number): LiveTopic | undefined {
    return this.#topics.get(eventId);
  }

  /** Adds a listener to each of these topics, or to none: then there are too many. */
  enter(eventIds: readonly number[]): readonly LiveTopic[] | undefined {
    const added = eventIds.filter((eventId) => !this.#topics.has(eventId)).length;
    if (this.#topics.size + added > this.#options.topicsMax) this.#forgetIdle(eventIds);
    if (this.#topics.size + added > this.#options.topicsMax) return undefined;
    return eventIds.map((eventId) => {
      const topic = this.#topics.get(eventId) ?? new LiveTopic(eventId, this.#options.weightMax);
      this.#topics.set(eventId, topic);
      topic.listeners += 1;
      return topic;
    });
  }

  leave(topic: LiveTopic, nowMs: number): void {
    topic.listeners -= 1;
    topic.idleSinceMs = nowMs;
    // Whoever asks for events that do not exist must not fill the table with them.
    if (topic.listeners === 0 && topic.gone) this.#topics.delete(topic.eventId);
  }

  #forgetIdle(except: readonly number[]): void {
    for (const [eventId, topic] of this.#topics) {
      if (topic.listeners === 0 && !except.includes(eventId)) this.#topics.delete(eventId);
    }
  }

  /** Forgets old changes, and the topics that nobody has listened to for a while. */
  tidy(nowMs: number): void {
    const beforeMs = nowMs - this.#options.rememberMs;
    const idle: LiveTopic[] = [];
    for (const topic of this.#topics.values()) {
      topic.forget(beforeMs);
      if (topic.listeners > 0) topic.idleSinceMs = nowMs;
      else if (topic.idleSinceMs < beforeMs || topic.gone) this.#topics.delete(topic.eventId);
      else idle.push(topic);
    }
    idle.sort((a, b) => b.idleSinceMs - a.idleSinceMs);
    for (const topic of idle.slice(this.#options.idleTopicsMax)) this.#topics.delete(topic.eventId);
  }
}
