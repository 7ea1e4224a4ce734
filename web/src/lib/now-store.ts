/**
 * The current second of the server's time for all components that show one: a single timer, which
 * runs while somebody looks. The first rendering in the browser uses the moment at which the server
 * rendered, so that both write the same; the time moves on with the next full second, not at once, or
 * every clock of the page would be rendered twice in one go.
 */
import type { ServerClock } from './server-clock.ts';

export type NowStore = {
  readonly subscribe: (listener: () => void) => () => void;
  /** Milliseconds, changing once a second. */
  readonly nowMs: () => number;
  readonly renderedAtMs: () => number;
};

/** A page that was rendered so long ago tells another time as soon as it can. */
const LATE_MS = 5_000;

export function createNowStore(clock: ServerClock, renderedAtMs: number): NowStore {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let nowMs = renderedAtMs;

  /** Just after the next full second, so that no second is shown twice or left out. */
  function wait(): void {
    timer = setTimeout(tick, 1_000 - (clock.nowMs() % 1_000) + 5);
  }

  function tick(): void {
    nowMs = clock.nowMs();
    wait();
    for (const listener of listeners) listener();
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (timer === undefined) {
        // Nobody has looked for a while: to begin with what is long over would be worse.
        if (clock.nowMs() - nowMs > LATE_MS) nowMs = clock.nowMs();
        wait();
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
