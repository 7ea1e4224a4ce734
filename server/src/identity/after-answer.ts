/**
 * Work that a request leaves behind: the answer goes out first, so that how long it took says nothing
 * about what was found. Bounded; whoever closes the process waits for it.
 */
export type AfterAnswer = {
  /** False: too much is under way already, and nothing was begun. */
  run(work: () => Promise<void>): boolean;
  settle(): Promise<void>;
};

/** Each is a handful of statements. */
const UNDER_WAY_MAX = 50;

export function createAfterAnswer(onError: (error: unknown) => void): AfterAnswer {
  const underWay = new Set<Promise<void>>();
  return {
    run(work) {
      if (underWay.size >= UNDER_WAY_MAX) return false;
      const one = work()
        .catch(onError)
        .finally(() => underWay.delete(one));
      underWay.add(one);
      return true;
    },
    async settle() {
      await Promise.all(underWay);
    },
  };
}
