/** What was used once, in this process. When the memory is full it refuses: forgetting would be a yes. */
import type { Clock } from '../../lib/clock.ts';
import { checkTtl, tagOf } from '../bounds.ts';
import { type Once, SharedStateError } from '../contract.ts';

const NAMES_MAX = 200_000;
/** Looking for names whose time is over takes a while: not at every call of a full memory. */
const SWEEP_EVERY_MS = 1_000;

export function createLocalOnce(clock: Pick<Clock, 'monotonicMs'>, namesMax = NAMES_MAX): Once {
  const untilMs = new Map<string, number>();
  let sweptMs = -Infinity;

  function sweep(nowMs: number): void {
    if (nowMs - sweptMs < SWEEP_EVERY_MS) return;
    sweptMs = nowMs;
    for (const [name, until] of untilMs) if (until <= nowMs) untilMs.delete(name);
  }

  return {
    async first(name, ttlMs) {
      const tag = tagOf(name);
      const ttl = checkTtl(ttlMs);
      const nowMs = clock.monotonicMs();
      if ((untilMs.get(tag) ?? -Infinity) > nowMs) return false;
      untilMs.delete(tag);
      if (untilMs.size >= namesMax) sweep(nowMs);
      if (untilMs.size >= namesMax) throw new SharedStateError('first', 'refused');
      untilMs.set(tag, nowMs + ttl);
      return true;
    },
  };
}
