/** What was used once stays used without Redis, as far as this process has seen it. */
import { expect, it } from 'vitest';
import type { Log } from '../ops/log.ts';
import { type Once, SharedStateError } from './contract.ts';
import { createLocalOnce } from './in-process/once.ts';
import { createSharedOnce } from './shared-once.ts';

function setUp() {
  const clock = { monotonicMs: () => 0 };
  const trouble: { error: Error | undefined } = { error: undefined };
  const all = createLocalOnce(clock);
  const shared: Once = {
    first: (name, ttlMs) =>
      trouble.error === undefined ? all.first(name, ttlMs) : Promise.reject(trouble.error),
  };
  const told: unknown[] = [];
  const log = { warn: (what: unknown) => void told.push(what) } as unknown as Log;
  const open = () => createSharedOnce({ shared, local: createLocalOnce(clock), clock, log });
  return { trouble, told, here: open(), there: open() };
}
const away = new SharedStateError('first', 'timeout');

it('is once for all processes while the shared memory answers', async () => {
  const { here, there, told } = setUp();
  expect(await here.first('a', 1_000)).toBe(true);
  expect(await there.first('a', 1_000)).toBe(false);
  expect(await here.first('b', 1_000)).toBe(true);
  expect(told).toEqual([]);
});

it('stays used in this process when the shared memory goes away, before or after', async () => {
  const { here, trouble, told } = setUp();
  await here.first('before', 1_000);
  trouble.error = away;
  expect(await here.first('before', 1_000)).toBe(false);
  expect(await here.first('meanwhile', 1_000)).toBe(true);
  expect(await here.first('meanwhile', 1_000)).toBe(false);
  expect(told).toHaveLength(1);
  trouble.error = undefined;
  expect(await here.first('meanwhile', 1_000)).toBe(false);
});

it('takes no other failure for an outage', async () => {
  const { here, trouble } = setUp();
  trouble.error = new TypeError('a mistake');
  await expect(here.first('a', 1_000)).rejects.toThrow('a mistake');
});
