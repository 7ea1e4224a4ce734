/** Rates of one process: a table of buckets for each purpose, so that none crowds out another. */
import { assert } from '../../lib/assert.ts';
import type { Clock } from '../../lib/clock.ts';
import { Gcra, type Rate } from '../../lib/gcra.ts';
import { checkTake, tagOf } from '../bounds.ts';
import type { Limiter } from '../contract.ts';

const CALLERS_MAX = 100_000;
const PURPOSES_MAX = 64;

/** Like the shared one, and it never fails. */
export type LocalLimiter = Limiter & { takeNow(name: string, rate: Rate, cost?: number): number };

export function createLocalLimiter(
  clock: Pick<Clock, 'monotonicMs'>,
  callersMax = CALLERS_MAX,
): LocalLimiter {
  const tables = new Map<string, Gcra<string>>();

  function tableOf(purpose: string): Gcra<string> {
    const known = tables.get(purpose);
    if (known !== undefined) return known;
    assert(tables.size < PURPOSES_MAX, 'purposes of limits come from the code and are few');
    const made = new Gcra<string>({ callersMax });
    tables.set(purpose, made);
    return made;
  }

  function takeNow(name: string, rate: Rate, cost = 1): number {
    checkTake(rate, cost);
    const [purpose = ''] = name.split(':', 1);
    return tableOf(purpose).take(tagOf(name), rate, clock.monotonicMs(), cost);
  }

  return { takeNow, take: async (name, rate, cost) => takeNow(name, rate, cost) };
}
