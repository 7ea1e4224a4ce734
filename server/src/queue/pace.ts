/**
 * How fast lines have moved in the last minute, or since the first call where that is less long ago, from
 * what this process has seen of them.
 */
import { LRUCache } from 'lru-cache';

export type Pace = {
  /** Positions called so far, at a time on the monotonic clock. */
  note(eventId: number, servedUpTo: number, atMs: number): void;
  /** Positions called per minute. */
  perMinute(eventId: number, nowMs: number): number;
};

type Sample = { readonly atMs: number; readonly servedUpTo: number };
/** The first is from before the window or the oldest there is; `latest` may be younger than the last. */
type Line = { readonly samples: Sample[]; latest: number };

const WINDOW_MS = 60_000;
/** Samples closer together than this say nothing new. */
const STEP_MS = 900;
/** A shorter look than this would make a single call look like a race. */
const LOOK_MIN_MS = 5_000;
const EVENTS_MAX = 5_000;

export function createPace(): Pace {
  const lines = new LRUCache<number, Line>({ max: EVENTS_MAX });
  return {
    note(eventId, servedUpTo, atMs) {
      const line = lines.get(eventId) ?? { samples: [], latest: servedUpTo };
      lines.set(eventId, line);
      line.latest = Math.max(line.latest, servedUpTo);
      const { samples } = line;
      const last = samples.at(-1);
      if (last !== undefined && atMs - last.atMs < STEP_MS) return;
      samples.push({ atMs, servedUpTo });
      // One from before the window stays: it says where the window began.
      while ((samples[1]?.atMs ?? Infinity) < atMs - WINDOW_MS) samples.shift();
    },
    perMinute(eventId, nowMs) {
      const line = lines.get(eventId);
      if (line === undefined) return 0;
      const { samples } = line;
      // Before the first call there was nothing to be fast at: that time says nothing of the pace.
      const first = samples.findLast(({ servedUpTo }) => servedUpTo === 0) ?? samples[0];
      if (first === undefined) return 0;
      const calls = line.latest - first.servedUpTo;
      return Math.round((calls * WINDOW_MS) / Math.max(LOOK_MIN_MS, nowMs - first.atMs));
    },
  };
}
