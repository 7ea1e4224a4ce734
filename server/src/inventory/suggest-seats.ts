/**
 * Suggestions without taking anything, for everybody and from memory only. Equal questions of one moment
 * get one answer, and the process spends no more than a fifth of its time on them.
 */
import { LRUCache } from 'lru-cache';
import type { EventRecord } from '../catalog/model/event.ts';
import type { Clock } from '../lib/clock.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import type { Chooser } from './chooser.ts';
import { createCpuBudget } from './cpu-budget.ts';
import { bestAvailable } from './model/choose/best-available.ts';
import type { SeatPicker } from './seat-picker.ts';
import { type Asked, arrangementOf, readingsOf } from './wish-of.ts';

export type Suggested = {
  readonly seats: readonly number[];
  readonly arrangement: ReturnType<typeof arrangementOf>;
};
export type Suggester = (
  event: EventRecord,
  asked: Asked,
) => Promise<Result<readonly Suggested[], 'rate_limited'>>;

const MS_PER_SECOND = 200;
const FRESH_MS = 250;
const ANSWERS_MAX = 1_000;

export function createSuggester(chooser: Chooser, clock: Pick<Clock, 'monotonicMs'>): Suggester {
  const budget = createCpuBudget(clock, MS_PER_SECOND);
  const answers = new LRUCache<string, readonly Suggested[]>({ max: ANSWERS_MAX, ttl: FRESH_MS });
  return async (event, asked) => {
    const picker = await chooser.open(event);
    if (picker === undefined) return ok([]);
    // Lists of seats to avoid are as many as there are people who ask for the next suggestion.
    const key = asked.avoid === undefined ? `${event.eventId} ${JSON.stringify(asked)}` : undefined;
    const known = key === undefined ? undefined : answers.get(key);
    if (known !== undefined) return ok(known);
    const found = budget.run(() => search(picker, asked));
    if (found === undefined) return refuse('rate_limited', { retryAfterSeconds: 1 });
    if (key !== undefined) answers.set(key, found);
    return ok(found);
  };
}

function search(picker: SeatPicker, asked: Asked): readonly Suggested[] {
  for (const wish of readingsOf(asked)) {
    const count = asked.count ?? 1;
    const choice = bestAvailable(picker.index, picker.states(), { ...wish, count });
    if (!choice.ok) continue;
    const arrangement = arrangementOf(choice.rung);
    return choice.suggestions.map(({ seats }) => ({ seats, arrangement }));
  }
  return [];
}
