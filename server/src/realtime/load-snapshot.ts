/** Gets topics their snapshots: one question at a time for each, asked again after a failure. */
import type { HubLimits, HubOptions } from './hub-options.ts';
import type { LiveTopic } from './topic.ts';

export type SnapshotLoader = {
  /** Asks for a snapshot of this topic, unless that has been done already. */
  load(topic: LiveTopic): void;
  /** Snapshots asked for since the start. */
  asked(): number;
};

/** `onLoaded`: clients that waited can be told, or have to ask again. */
export function createSnapshotLoader(
  { snapshotOf, timers, onError }: HubOptions,
  { reloadMs }: Pick<HubLimits, 'reloadMs'>,
  onLoaded: () => void,
): SnapshotLoader {
  let asked = 0;

  async function take(topic: LiveTopic): Promise<boolean> {
    const { generation } = topic;
    try {
      const state = await snapshotOf(topic.eventId);
      // A reset came in between: the answer may be from before it.
      if (topic.generation !== generation) return false;
      topic.gone = state === undefined;
      return state === undefined || topic.adopt(state);
    } catch (error) {
      onError(error);
      return false;
    }
  }

  async function ask(topic: LiveTopic): Promise<void> {
    const isSettled = await take(topic);
    const end = (): void => {
      topic.loading = false;
      onLoaded();
    };
    // What failed, or is older than what has been heard, is asked for again; not at once.
    if (isSettled) end();
    else timers.after(reloadMs, end);
  }

  return {
    asked: () => asked,
    load(topic) {
      if (topic.loading) return;
      topic.loading = true;
      asked += 1;
      void ask(topic);
    },
  };
}
