/**
 * The current second of the server's time for all components that show one: a single timer, which
 * runs while somebody looks. The first rendering in the browser uses the moment at which the server
 * rendered, so that both write the same.
 */
import type { ServerClock } from './server-clock.ts';

export type NowStore = {
  readonly subscribe: (listener: () => void) => () => void;
  /** Milliseconds, changing once a second. */
  readonly nowMs: () => number;
  readonly renderedAtMs: () => number;
};

export function createNowStore(clock: ServerClock, renderedAtMs: number): NowStore {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let nowMs = renderedAtMs;

  function tick(): void {
    nowMs = clock.nowMs();
    // Just after the next full second, so that no second is shown twice or left out.
    timer = setTimeout(tick, 1_000 - (nowMs % 1_000) + 5);
    for (const listener of listeners) listener();
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (timer === undefined) {
        nowMs = clock.nowMs();
        timer = setTimeout(tick, 1_000 - (nowMs % 1_000) + 5);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearTimeout(timer);
        timer = undefined;
      };
    },
    nowMs: () => nowMs,
    renderedAtMs: () => renderedAtMs,
  };
}
