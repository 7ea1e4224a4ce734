/** What is known of each event and waiting room, and who wants to hear about it. */
import type { QueueStatus } from '@onsale/contract/queue.ts';
import {
  applyMessage,
  applyQueue,
  emptyTopicState,
  needsSnapshot,
  type TopicState,
} from '@onsale/contract/realtime-state.ts';
import {
  type ByeMessage,
  eventOfTopic,
  eventTopic,
  type EventTopic,
  type LiveMessage,
  type QueueMessage,
  type QueueTopic,
  type Topic,
} from '@onsale/contract/realtime.ts';

export class TopicStore {
  readonly #states = new Map<Topic, TopicState>();
  readonly #queues = new Map<Topic, QueueStatus>();
  readonly #listeners = new Map<Topic, Set<() => void>>();

  /** Undefined before the first snapshot. */
  read(topic: EventTopic): TopicState | undefined {
    const state = this.#states.get(topic);
    return state === undefined || (state.seq < 0 && !state.gone) ? undefined : state;
  }

  /** Undefined before the first status. */
  readQueue(topic: QueueTopic): QueueStatus | undefined {
    return this.#queues.get(topic);
  }

  /** True when the message brought something new. */
  apply(message: LiveMessage): boolean {
    if (message.t === 'bye') return false;
    const { topic } = message;
    const isNew = message.t === 'queue' ? this.#takeStatus(message) : this.#takeState(message);
    if (isNew) for (const listener of this.#listeners.get(topic) ?? []) listener();
    return isNew;
  }

  #takeState(message: Exclude<LiveMessage, ByeMessage | QueueMessage>): boolean {
    const eventId = eventOfTopic(message.topic);
    if (eventId === undefined) return false;
    const topic = eventTopic(eventId);
    const before = this.#states.get(topic) ?? emptyTopicState(topic);
    const after = applyMessage(before, message);
    this.#states.set(topic, after);
    return after !== before;
  }

  #takeStatus(message: QueueMessage): boolean {
    const before = this.#queues.get(message.topic);
    const after = applyQueue(before, message.topic, message);
    if (after !== undefined) this.#queues.set(message.topic, after);
    return after !== before;
  }

  /** Something was missed, and only a snapshot can tell what. */
  isMissing(topic: Topic): boolean {
    const state = this.#states.get(topic);
    return state !== undefined && needsSnapshot(state);
  }

  /** Which sequence number of these topics is here, for resuming. */
  positions(topics: Iterable<Topic>): [Topic, number][] {
    return [...topics].flatMap((topic): [Topic, number][] => {
      const status = this.#queues.get(topic);
      if (status !== undefined) return [[topic, status.version]];
      const state = this.#states.get(topic);
      return state === undefined || state.seq < 0 || state.gone || needsSnapshot(state)
        ? []
        : [[topic, state.seq]];
    });
  }

  listen(topic: Topic, listener: () => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(topic);
    };
  }

  /** Topics that somebody here listens to. */
  get wanted(): Topic[] {
    return [...this.#listeners.keys()];
  }
}
