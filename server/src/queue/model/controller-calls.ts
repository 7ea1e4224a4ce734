/**
 * Which positions were called when: enough to tell those within grace from those whose grace is over,
 * in at most 64 marks however many are called. Whoever ticks a room uses it so:
 *
 *     const state = readControllerState(room.controller);
 *     const spans = callSpans(state, nowMs, graceMs, room.servedUpTo);
 *     // one statement counts who came and who left in (settledFrom, settledTo] and (settledTo, servedUpTo]
 *     const word = decide({ ...readings, ...countCalls(spans, came, left) }, state);
 *     controller = noteCalls(word.state, spans, nowMs, graceMs, room.servedUpTo + word.call);
 */
import { type CallMark, type ControllerState, marksMax } from './controller-state.ts';

/** Positions, as half-open spans: (settledFrom, settledTo] just lost their grace, up to servedUpTo have it. */
export type CallSpans = {
  readonly settledFrom: number;
  readonly settledTo: number;
  readonly servedUpTo: number;
};

export function callSpans(
  state: ControllerState,
  nowMs: number,
  graceMs: number,
  servedUpTo: number,
): CallSpans {
  // A mark is younger than its first call by a coarse step at most, and never older than its last one.
  const over = state.marks.findLast(([atMs]) => atMs <= nowMs - graceMs);
  const settledFrom = Math.min(state.settledUpTo, servedUpTo);
  // A room without marks has forgotten: what was called before counts as settled long ago.
  const settledTo = state.marks.length === 0 ? servedUpTo : Math.min(over?.[1] ?? 0, servedUpTo);
  return { settledFrom, settledTo: Math.max(settledFrom, settledTo), servedUpTo };
}

/** How many people of each span. */
export type SpanCounts = { readonly settled: number; readonly inGrace: number };

export const nobody: SpanCounts = { settled: 0, inGrace: 0 };

/**
 * The readings about calls, given how many of each span have been admitted, and how many had left the
 * line. The latter are as if they had never been called: neither expected nor missed.
 */
export function countCalls(
  spans: CallSpans,
  came: SpanCounts,
  left: SpanCounts,
): {
  readonly inGrace: number;
  readonly outstanding: number;
  readonly settledCalls: number;
  readonly settledCame: number;
} {
  const inGrace = Math.max(0, spans.servedUpTo - spans.settledTo - left.inGrace);
  const settledCalls = Math.max(0, spans.settledTo - spans.settledFrom - left.settled);
  return {
    inGrace,
    outstanding: Math.max(0, inGrace - came.inGrace),
    settledCalls,
    settledCame: Math.min(came.settled, settledCalls),
  };
}

/** Remembers that everybody up to `servedUpTo` has been called by now. */
export function noteCalls(
  state: ControllerState,
  spans: CallSpans,
  nowMs: number,
  graceMs: number,
  servedUpTo: number,
): ControllerState {
  const kept = state.marks.filter(([, upTo]) => upTo > spans.settledTo);
  return {
    ...state,
    marks: addMark(kept, nowMs, graceMs, servedUpTo),
    settledUpTo: spans.settledTo,
  };
}

/** Calls close to each other share a mark, which lengthens a grace by a fiftieth at most. */
function addMark(
  marks: readonly CallMark[],
  nowMs: number,
  graceMs: number,
  servedUpTo: number,
): readonly CallMark[] {
  const last = marks.at(-1);
  if (last !== undefined && servedUpTo <= last[1]) return marks;
  const before = marks.at(-2);
  const merge = last !== undefined && before !== undefined && last[0] - before[0] < graceMs / 50;
  const kept = merge ? marks.slice(0, -1) : marks;
  return [...kept, [nowMs, servedUpTo] as const].slice(-marksMax);
}
