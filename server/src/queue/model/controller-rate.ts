/** The rate a room allows itself: lowered by half when the engine suffers, raised step by step when it is well. */
import type { ControllerState, Readings } from './controller-state.ts';

export const rateLaw = {
  /** Both must be at most this to count as well, either above that to count as ill; between: wait. */
  well: { p99Ms: 250, depth: 250 },
  ill: { p99Ms: 1_000, depth: 2_000 },
  lowerBy: 0.5,
  /** After it was lowered, for so long it is not lowered again: the effect has to show first. */
  calmMs: 3_000,
  /** From the least to the most in so long. */
  raiseMs: 20_000,
  /** Never less than this share of the most: with nobody let in, nothing would show that it is well. */
  leastShare: 0.01,
} as const;

export const clamp = (least: number, most: number, value: number): number =>
  Math.min(most, Math.max(least, value));

const leastOf = (readings: Readings): number =>
  Math.min(
    readings.perMinuteMax,
    Math.max(1, readings.perMinuteMin, readings.perMinuteMax * rateLaw.leastShare),
  );

export function nextRate(
  readings: Readings,
  before: ControllerState,
  elapsedMs: number,
): Pick<ControllerState, 'perMinute' | 'calmUntilMs'> {
  const { nowMs, engine, perMinuteMax } = readings;
  const { well, ill } = rateLaw;
  const within = (rate: number): number => clamp(leastOf(readings), perMinuteMax, rate);
  const perMinute = within(before.perMinute === 0 ? perMinuteMax : before.perMinute);
  const { calmUntilMs } = before;
  if (engine.p99Ms > ill.p99Ms || engine.depth > ill.depth) {
    if (nowMs < calmUntilMs) return { perMinute, calmUntilMs };
    return { perMinute: within(perMinute * rateLaw.lowerBy), calmUntilMs: nowMs + rateLaw.calmMs };
  }
  if (engine.p99Ms > well.p99Ms || engine.depth > well.depth) return { perMinute, calmUntilMs };
  const raised = perMinute + (perMinuteMax * elapsedMs) / rateLaw.raiseMs;
  return { perMinute: within(raised), calmUntilMs };
}

/** True while it is the engine's health that keeps the rate below what was set. */
export const rateIsLowered = (readings: Readings, perMinute: number): boolean =>
  perMinute < readings.perMinuteMax * 0.99;
