/** A small room for the controller's tests: people come some seconds after their call, stay, and go. */
import { callSpans, countCalls, nobody, noteCalls } from './controller-calls.ts';
import { decide } from './controller.ts';
import { type ControllerState, initialState, type Readings } from './controller-state.ts';

export const calm: Readings = {
  nowMs: 1_000_000,
  elapsedMs: 1_000,
  activeMax: 100,
  active: 0,
  admitted: 0,
  outstanding: 0,
  inGrace: 0,
  waiting: 10_000,
  perMinuteMin: 0,
  perMinuteMax: 6_000,
  throttlePerMinute: null,
  control: 'run',
  stock: { available: 100_000, held: 0 },
  engine: { depth: 0, p99Ms: 20 },
  settledCalls: 0,
  settledCame: 0,
};

export type Plant = {
  /** Of a call made in this second; from 0 to 1. */
  readonly noShow: (second: number) => number;
  readonly comeS: number;
  readonly stayS: number;
  readonly graceS: number;
  readonly given: (second: number) => Partial<Readings>;
};

const usual: Plant = { noShow: () => 0, comeS: 4, stayS: 60, graceS: 30, given: () => ({}) };

export type Second = ReturnType<typeof decide> & {
  readonly active: number;
  /** At the door of a full room in this second. */
  readonly refused: number;
  readonly servedUpTo: number;
};

/** Between half and one and a half of `seconds`, all over that range and the same for the same number. */
const spread = (seconds: number, number: number): number =>
  Math.max(1, Math.round(seconds * (0.5 + ((number * 37) % 101) / 100)));

/** Runs the controller against the room and tells every second. Nothing in it is left to chance. */
export function runTrace(seconds: number, changes: Partial<Plant>): readonly Second[] {
  const plant = { ...usual, ...changes };
  const told: Second[] = [];
  const comesAt: number[][] = [];
  const leavesAt: number[] = [];
  const came = new Set<number>();
  let state: ControllerState = initialState;
  let [active, admitted, servedUpTo, owed] = [0, 0, 0, 0];
  const door: number[] = [];
  for (let second = 0; second < seconds; second++) {
    const given = { ...calm, ...plant.given(second) };
    active -= leavesAt[second] ?? 0;
    door.push(...(comesAt[second] ?? []));
    while (door.length > 0 && active < given.activeMax) {
      came.add(door.shift() ?? 0);
      active += 1;
      admitted += 1;
      const leaves = second + spread(plant.stayS, admitted);
      leavesAt[leaves] = (leavesAt[leaves] ?? 0) + 1;
    }
    const nowMs = calm.nowMs + second * 1_000;
    const graceMs = plant.graceS * 1_000;
    const spans = callSpans(state, nowMs, graceMs, servedUpTo);
    const within = (from: number, to: number): number =>
      [...came].filter((position) => position > from && position <= to).length;
    const counts = countCalls(
      spans,
      {
        settled: within(spans.settledFrom, spans.settledTo),
        inGrace: within(spans.settledTo, spans.servedUpTo),
      },
      nobody,
    );
    const waiting = given.waiting - servedUpTo;
    const word = decide({ ...given, ...counts, nowMs, active, admitted, waiting }, state);
    for (let call = 1; call <= word.call; call++) {
      owed += 1 - plant.noShow(second);
      if (owed < 1 - 1e-9) continue;
      owed -= 1;
      const position = servedUpTo + call;
      (comesAt[second + spread(plant.comeS, position)] ??= []).push(position);
    }
    servedUpTo += word.call;
    state = noteCalls(word.state, spans, nowMs, graceMs, servedUpTo);
    told.push({ ...word, state, active, refused: door.length, servedUpTo });
  }
  return told;
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
