/**
 * Painting in steps: a generator that stops wherever it may be interrupted, after a millisecond or so of
 * a slow phone's time. Whoever runs it decides how many steps a frame has room for.
 */
export type Steps = Generator<void, void, void>;

/** All of them at once. */
export function runAll(steps: Steps): void {
  while (steps.next().done !== true);
}
