/** A limit goes on without Redis, with a share of the rate, and says so now and then. */
import { expect, it } from 'vitest';
import type { Log } from '../ops/log.ts';
import { type Limiter, SharedStateError } from './contract.ts';
import { createLocalLimiter } from './in-process/limiter.ts';
import { createSharedLimiter } from './shared-limiter.ts';

function setUp(share: number) {
  const time = { ms: 0 };
  const clock = { monotonicMs: () => time.ms };
  const trouble: { error: Error | undefined } = { error: undefined };
  const told = { lines: 0, fallbacks: 0 };
  const all = createLocalLimiter(clock);
  const shared: Limiter = {
    take: (name, rate, cost) =>
      trouble.error === undefined ? all.take(name, rate, cost) : Promise.reject(trouble.error),
  };
  const limiter = createSharedLimiter({
    shared,
    local: createLocalLimiter(clock),
    share,
    clock,
    log: { warn: () => void told.lines++ } as unknown as Log,
    onFallback: () => void told.fallbacks++,
  });
  const admitted = async (name: string, calls: number): Promise<number> => {
    const rate = { perSecond: 1, burst: 9 };
    let count = 0;
    for (let n = 0; n < calls; n++) if ((await limiter.take(name, rate)) === 0) count++;
    return count;
  };
  return { time, trouble, told, limiter, admitted };
}

it('asks the shared one while that answers', async () => {
  const { admitted, told } = setUp(0.5);
  expect(await admitted('a:x', 20)).toBe(9);
  expect(told).toEqual({ lines: 0, fallbacks: 0 });
});

it('admits a share by itself otherwise, in the long run too', async () => {
  const { admitted, trouble, time, told } = setUp(1 / 3);
  trouble.error = new SharedStateError('take', 'timeout');
  expect(await admitted('a:x', 20)).toBe(3);
  time.ms += 6_000;
  expect(await admitted('a:x', 20)).toBe(2);
  expect(told).toEqual({ lines: 1, fallbacks: 40 });
  time.ms += 30_000;
  await admitted('a:x', 1);
  expect(told.lines).toBe(2);
  trouble.error = undefined;
  expect(await admitted('a:x', 20)).toBe(9);
});

it('never makes what costs more than the share impossible', async () => {
  const { limiter, trouble } = setUp(0.1);
  trouble.error = new SharedStateError('take', 'refused');
  expect(await limiter.take('a:x', { perSecond: 1, burst: 10 }, 7)).toBe(0);
});

it('hides no mistakes of ours', async () => {
  const { limiter, trouble } = setUp(0.5);
  trouble.error = new TypeError('ours');
  await expect(limiter.take('a:x', { perSecond: 1, burst: 1 })).rejects.toThrow('ours');
});
