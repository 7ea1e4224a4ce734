/**
 * The server's time, told from the `Date` of its answers: what a countdown goes by, because a
 * visitor's own clock may be minutes off. A header counts whole seconds and says when the answer
 * left, so the server is never earlier than what we have heard: the largest difference is the best,
 * and being late by part of a second is better than opening a door too early.
 */
export type ServerClock = {
  nowMs(): number;
  /** @param date a `Date` header; ignored when absent or not a date */
  hear(date: string | null): void;
};

/** Within this an answer agrees with what was heard before: part of a second, and the way here. */
const AGREEING_MS = 2_000;
/** So many answers in a row that agree with each other and not with us: our own clock has been set. */
const RUN_MIN = 8;

/** @param offsetMs what to add to the own clock until an answer has been heard */
export function createServerClock(ownNowMs: () => number, offsetMs = 0): ServerClock {
  let heard = false;
  let offset = offsetMs;
  const run = { offset: 0, length: 0 };

  return {
    nowMs: () => ownNowMs() + offset,
    hear(date) {
      const at = date === null ? Number.NaN : Date.parse(date);
      if (Number.isNaN(at)) return;
      const difference = at - ownNowMs();
      if (!heard || difference >= offset) {
        heard = true;
        offset = difference;
        run.length = 0;
      } else if (offset - difference <= AGREEING_MS) {
        run.length = 0;
      } else {
        const goesOn = run.length > 0 && Math.abs(run.offset - difference) <= AGREEING_MS;
        run.offset = goesOn ? Math.max(run.offset, difference) : difference;
        run.length = goesOn ? run.length + 1 : 1;
        if (run.length < RUN_MIN) return;
        offset = run.offset;
        run.length = 0;
      }
    },
  };
}
