/** Loops: pace, waking, back-off, stopping. Time passes only when a test says so. */
import { expect, it } from 'vitest';
import { backoffMs, createLoop, type LoopOptions, type Step } from './loop.ts';
import { createManualTimers } from './testing.ts';

const REST_MS = 500;

function start(step: Step, options: Partial<LoopOptions> = {}) {
  const timers = createManualTimers();
  const errors: unknown[] = [];
  const loop = createLoop({
    name: 'sweeper',
    step,
    restMs: REST_MS,
    backoffMinMs: 100,
    backoffMaxMs: 1_000,
    onError: (error, name) => errors.push([name, error]),
    timers,
    random: () => 1,
    ...options,
  });
  loop.run();
  return { loop, timers, errors };
}

it('goes on at once while there is more, then rests', async () => {
  let steps = 0;
  const { loop, timers } = start(() => Promise.resolve(++steps % 3 === 0 ? 'rest' : 'more'));
  await expect.poll(timers.delays).toEqual([REST_MS]);
  expect(steps).toBe(3);
  timers.fire(REST_MS);
  await expect.poll(() => steps).toBe(6);
  expect(await loop.stop(1_000)).toBe(true);
});

it('wakes early, also when woken during a step', async () => {
  let steps = 0;
  const { loop, timers } = start(() => {
    steps++;
    if (steps === 2) loop.wake();
    return Promise.resolve('rest');
  });
  await expect.poll(timers.delays).toEqual([REST_MS]);
  loop.wake();
  await expect.poll(() => steps).toBe(3);
  await expect.poll(timers.delays).toEqual([REST_MS]);
  await loop.stop(1_000);
});

it('reports failures and comes back after longer pauses, which waking does not end', async () => {
  const failure = new Error('no database');
  let steps = 0;
  const { loop, timers, errors } = start(() => {
    steps++;
    return steps <= 3 ? Promise.reject(failure) : Promise.resolve('rest');
  });
  await expect.poll(timers.delays).toEqual([100]);
  loop.wake();
  expect([steps, timers.delays()]).toEqual([1, [100]]);
  timers.fire(100);
  await expect.poll(timers.delays).toEqual([200]);
  timers.fire(200);
  await expect.poll(timers.delays).toEqual([400]);
  timers.fire(400);
  await expect.poll(timers.delays).toEqual([REST_MS]);
  expect(errors).toEqual(Array.from({ length: 3 }, () => ['sweeper', failure]));
  await loop.stop(1_000);
});

it('stops while resting, and waits for a step that heeds the signal', async () => {
  let ended = false;
  const { loop } = start(
    (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          ended = true;
          resolve('rest');
        });
      }),
  );
  expect(await loop.stop(1_000)).toBe(true);
  expect(ended).toBe(true);
  expect(await loop.stop(1_000)).toBe(true);
});

it('does not wait for ever for a step that does not', async () => {
  const { loop, timers } = start(() => new Promise(() => {}));
  const stopped = loop.stop(1_000);
  timers.fire(1_000);
  expect(await stopped).toBe(false);
});

it('does not report what fails because of the stop', async () => {
  const { loop, errors } = start(
    (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
      }),
  );
  expect(await loop.stop(1_000)).toBe(true);
  expect(errors).toEqual([]);
});

it('doubles the pause up to its maximum and spreads the lower half', () => {
  const limits = { backoffMinMs: 100, backoffMaxMs: 1_000 };
  const full = [0, 1, 2, 3, 4, 2_000].map((failures) => backoffMs(limits, failures, 1));
  expect(full).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  expect(backoffMs(limits, 2, 0)).toBe(200);
});
