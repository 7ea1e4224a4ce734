/** Gets topics their snapshots: one question at a time for each, asked again after a failure. */
import type { HubLimits, HubOptions } from './hub-options.ts';
import type { HubTopic } from './hub-topic.ts';

export type SnapshotLoader = {
  /** Asks for a snapshot of this topic, unless that has been done already. */
  load(topic: HubTopic): void;
  /** Snapshots asked for since the start. */
  asked(): number;
};

/** `onLoaded`: clients that waited can be told, or have to ask again. */
export function createSnapshotLoader(
  options: HubOptions,
  { reloadMs }: Pick<HubLimits, 'reloadMs'>,
  onLoaded: () => void,
): SnapshotLoader {
  const { timers, onError } = options;
  let asked = 0;

  async function take(topic: HubTopic): Promise<boolean> {
    const { generation } = topic;
    try {
      const adopt = await topic.load(options);
      // A reset came in between: the answer may be from before it.
      if (topic.generation !== generation) return false;
      topic.gone = adopt === undefined;
      return adopt === undefined || adopt();
    } catch (error) {
      onError(error);
      return false;
    }
  }

  async function ask(topic: HubTopic): Promise<void> {
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
