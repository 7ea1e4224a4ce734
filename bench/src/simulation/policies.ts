/** Who decides how many are called: the product's controller, and what people do without one. */
import { decide } from '@onsale/server/src/queue/model/controller.ts';
import type { ControllerState, Readings } from '@onsale/server/src/queue/model/controller-state.ts';

export type Word = { readonly call: number; readonly state: ControllerState };
export type Policy = (readings: Readings, state: ControllerState) => Word;

/** A second's share of a rate, with the fraction carried in `credit`. */
function atRate({ perMinuteMax, elapsedMs, waiting }: Readings, state: ControllerState): Word {
  const credit = state.credit + (perMinuteMax * elapsedMs) / 60_000;
  const call = Math.min(waiting, Math.floor(credit));
  return { call, state: { ...state, credit: credit - call } };
}

export const policies = {
  controller: decide,
  /** So many a minute, whatever happens inside. */
  'fixed-rate': atRate,
  /** Free slots, as if everybody who is called came, until their grace is over. */
  'fixed-cap': (readings, state) => {
    const free = readings.activeMax - readings.active - readings.outstanding;
    return { call: Math.max(0, Math.min(free, readings.waiting)), state };
  },
  /** No waiting room: whoever is there is in. */
  none: (readings, state) => ({ call: readings.waiting, state }),
} as const satisfies Readonly<Record<string, Policy>>;

export type PolicyName = keyof typeof policies;
export const policyNames = Object.keys(policies) as readonly PolicyName[];
