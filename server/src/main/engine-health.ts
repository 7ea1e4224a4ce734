/** How the engine of this process was doing in the last seconds: what admits more people asks it. */
import type { Clock } from '../lib/clock.ts';

export type EngineHealth = {
  /** A command waited so many ms for its batch. */
  waited(ms: number): void;
  /** Of the last seconds, in ms; 0 when nothing was asked of the engine. */
  p99Ms(): number;
};

const WINDOW_MS = 5_000;
/** Of a busy window the latest count. */
const SAMPLES = 2_048;

export function createEngineHealth(clock: Pick<Clock, 'monotonicMs'>): EngineHealth {
  const waits = new Float64Array(SAMPLES);
  const atMs = new Float64Array(SAMPLES).fill(Number.NEGATIVE_INFINITY);
  let next = 0;
  return {
    waited(ms) {
      waits[next] = ms;
      atMs[next] = clock.monotonicMs();
      next = (next + 1) % SAMPLES;
    },
    p99Ms() {
      const sinceMs = clock.monotonicMs() - WINDOW_MS;
      const recent = waits.filter((_, at) => (atMs[at] ?? 0) >= sinceMs).toSorted();
      return recent[Math.ceil(recent.length * 0.99) - 1] ?? 0;
    },
  };
}
