/** How long to wait before the next attempt: longer each time, and differently in every browser. */

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * @param failures in a row, 1 or more @param random 0 to 1 @param atLeastMs what the server asked for
 * @returns milliseconds, between half of the step and all of it, never less than asked for
 */
export function backOffMs(failures: number, random: number, atLeastMs = 0): number {
  const step = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(20, Math.max(0, failures - 1)));
  const jittered = step * (0.5 + random / 2);
  // Whoever was told a time comes a little later than that, not all in the same millisecond.
  return Math.max(jittered, atLeastMs * (1 + random * 0.1));
}
