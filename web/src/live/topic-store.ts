/** What is known of each event, and who wants to hear about it. */
import {
  applyMessage,
  emptyTopicState,
  needsSnapshot,
  type TopicState,
} from '@onsale/contract/realtime-state.ts';
import type { LiveMessage, Topic } from '@onsale/contract/realtime.ts';

export class TopicStore {
  readonly #states = new Map<Topic, TopicState>();
  readonly #listeners = new Map<Topic, Set<() => void>>();

  /** Undefined before the first snapshot. */
  read(topic: Topic): TopicState | undefined {
    const state = this.#states.get(topic);
    return state === undefined || (state.seq < 0 && !state.gone) ? undefined : state;
  }

  /** True when the message brought something new. */
  apply(message: LiveMessage): boolean {
    if (message.t === 'bye') return false;
    const { topic } = message;
    const before = this.#states.get(topic) ?? emptyTopicState(topic);
    const after = applyMessage(before, message);
    if (after === before) return false;
    this.#states.set(topic, after);
    for (const listener of this.#listeners.get(topic) ?? []) listener();
    return true;
  }

  /** Something was missed, and only a snapshot can tell what. */
  isMissing(topic: Topic): boolean {
    const state = this.#states.get(topic);
    return state !== undefined && needsSnapshot(state);
  }

  /** Which sequence number of these topics is here, for resuming. */
  positions(topics: Iterable<Topic>): [Topic, number][] {
    return [...topics].flatMap((topic): [Topic, number][] => {
      const state = this.read(topic);
      return state === undefined || state.gone || needsSnapshot(state) ? [] : [[topic, state.seq]];
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
