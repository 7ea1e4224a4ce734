/**
 * Things a scenario started, ended in reverse order, also when a later one could not be started.
 */

export type Stack = {
  /** Remembers how to end something and hands it through. */
  add<T extends { stop(): Promise<void> }>(started: T): T;
  close(): Promise<void>;
};

/** Runs `open` with an empty stack; whatever it added is ended when it fails. */
export async function withStack<T>(open: (stack: Stack) => Promise<T>): Promise<T> {
  const running: { stop(): Promise<void> }[] = [];
  let closing: Promise<void> | undefined;
  async function stopAll(): Promise<void> {
    for (let last = running.pop(); last !== undefined; last = running.pop()) await last.stop();
  }
  const stack: Stack = {
    add(started) {
      running.push(started);
      return started;
    },
    // An interrupt and the end of the bench may both ask for it.
    close: () => (closing ??= stopAll()),
  };
  try {
    return await open(stack);
  } catch (error) {
    await stack.close();
    throw error;
  }
}
