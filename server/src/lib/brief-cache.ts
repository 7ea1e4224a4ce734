/**
 * Answers that are the same for everybody for a moment: each is made once per key, however many ask at
 * the same time. The number of keys is bounded, and so is how many are being made at once, because
 * whoever makes up keys would keep the process busy with nothing else.
 */
import { LRUCache } from 'lru-cache';
import type { Clock } from './clock.ts';

export type BriefCache<Value> = {
  /** Undefined: too many others are being made; try again in a moment. */
  ask(key: string, make: () => Promise<Value>): Promise<Value> | undefined;
};

export type BriefOptions = {
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly forMs: number;
  readonly keysMax: number;
  readonly makingMax: number;
};

type Kept<Value> = { readonly value: Promise<Value>; readonly untilMs: number };

export function createBriefCache<Value>(options: BriefOptions): BriefCache<Value> {
  const { clock, forMs, keysMax, makingMax } = options;
  const kept = new LRUCache<string, Kept<Value>>({ max: keysMax });
  let making = 0;
  return {
    ask(key, make) {
      const nowMs = clock.monotonicMs();
      const known = kept.get(key);
      if (known !== undefined && nowMs < known.untilMs) return known.value;
      if (making >= makingMax) return undefined;
      making += 1;
      const value = make().finally(() => {
        making -= 1;
      });
      kept.set(key, { value, untilMs: nowMs + forMs });
      // A failure is not kept: the next one tries again.
      value.catch(() => {
        if (kept.peek(key)?.value === value) kept.delete(key);
      });
      return value;
    },
  };
}
