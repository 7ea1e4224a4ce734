/**
 * What the rate controller is told at each decision, and what it remembers between two: a few numbers,
 * kept as JSON with the room.
 */

export type Readings = {
  readonly nowMs: number;
  /** Since the last decision. */
  readonly elapsedMs: number;
  readonly activeMax: number;
  readonly active: number;
  /** Admissions ever, the ended ones too. */
  readonly admitted: number;
  /** Called, within grace, not come yet. */
  readonly outstanding: number;
  /** Called and within grace, whether they came or not. */
  readonly inGrace: number;
  /** Joined - servedUpTo. */
  readonly waiting: number;
  readonly perMinuteMin: number;
  readonly perMinuteMax: number;
  readonly throttlePerMinute: number | null;
  readonly control: 'run' | 'pause' | 'drain';
  /** Places for sale and places in the hands of somebody who may let go; null: unknown. */
  readonly stock: { readonly available: number; readonly held: number } | null;
  /** Of the last seconds; zeroes when nothing was asked of it. */
  readonly engine: { readonly depth: number; readonly p99Ms: number };
  /** Calls whose grace ended since the last decision, and how many of those came. */
  readonly settledCalls: number;
  readonly settledCame: number;
};

/** [when, servedUpTo after it]: how far people had been called at that time. */
export type CallMark = readonly [atMs: number, servedUpTo: number];

export type ControllerState = {
  readonly v: 1;
  /** The rate it allows itself; the engine's health moves it. 0: not decided yet. */
  readonly perMinute: number;
  /** Estimated share of the called who do not come within grace. */
  readonly noShow: number;
  /** Calls that the rate allows now; the fraction is carried over. */
  readonly credit: number;
  /** Calls of late, weighed down as the time passes in which most people come. */
  readonly fresh: number;
  /** People who came in of late, weighed down as the time passes in which most of them choose. */
  readonly looking: number;
  /** Calls whose grace is over and those of them who missed it, both slowly forgotten. */
  readonly settled: number;
  readonly missed: number;
  /** Admissions that end per second, smoothed, and what it is measured against. */
  readonly leavesPerSecond: number;
  readonly active: number;
  readonly admitted: number;
  /** Until then the rate is not lowered again: what was lowered has to be seen first. */
  readonly calmUntilMs: number;
  /** Oldest first; see controller-calls.ts. */
  readonly marks: readonly CallMark[];
  /** Up to this position calls have been counted as settled. */
  readonly settledUpTo: number;
};

export const noShowPrior = 0.1;

export const initialState: ControllerState = {
  v: 1,
  perMinute: 0,
  noShow: noShowPrior,
  credit: 0,
  fresh: 0,
  looking: 0,
  settled: 0,
  missed: 0,
  leavesPerSecond: 0,
  active: 0,
  admitted: 0,
  calmUntilMs: 0,
  marks: [],
  settledUpTo: 0,
};

export const marksMax = 64;

const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

const isMark = (value: unknown): value is CallMark =>
  Array.isArray(value) && value.length === 2 && value.every(isAmount);

/**
 * Reads what a room kept. What is missing, of another version or senseless counts as not known: the
 * controller then begins anew, which costs some seconds of precision and nobody's place.
 */
export function readControllerState(json: unknown): ControllerState {
  if (typeof json !== 'object' || json === null || !('v' in json) || json.v !== 1) {
    return initialState;
  }
  const kept: Readonly<Record<string, unknown>> = { ...json };
  const amount = (name: keyof ControllerState, fallback: number): number => {
    const value = kept[name];
    return isAmount(value) ? value : fallback;
  };
  const marks = Array.isArray(kept['marks']) ? kept['marks'].filter(isMark) : [];
  return {
    v: 1,
    perMinute: amount('perMinute', 0),
    noShow: Math.min(1, amount('noShow', noShowPrior)),
    credit: amount('credit', 0),
    fresh: amount('fresh', 0),
    looking: amount('looking', 0),
    settled: amount('settled', 0),
    missed: Math.min(amount('missed', 0), amount('settled', 0)),
    leavesPerSecond: amount('leavesPerSecond', 0),
    active: amount('active', 0),
    admitted: amount('admitted', 0),
    calmUntilMs: amount('calmUntilMs', 0),
    marks: marks.slice(-marksMax),
    settledUpTo: amount('settledUpTo', 0),
  };
}
