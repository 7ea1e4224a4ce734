/** Calls to Redis are bounded in time and number, and one at a time finds out whether it is back. */
import { expect, it } from 'vitest';
import { createManualTimers } from '../../ops/testing.ts';
import { type Operation, type Outcome, SharedStateError } from '../contract.ts';
import { createGuard } from './guard.ts';

function setUp(inFlightMax = 100) {
  const timers = createManualTimers();
  const called: (readonly [Operation, Outcome])[] = [];
  const state = { connected: true, sent: 0 };
  const guard = createGuard({
    timeoutMs: 200,
    inFlightMax,
    isConnected: () => state.connected,
    observer: { called: (operation, outcome) => void called.push([operation, outcome]) },
    clock: { monotonicMs: () => 0 },
    timers,
  });
  const never = (): Promise<number> => guard('take', () => (state.sent++, new Promise(() => {})));
  const works = (): Promise<number> => guard('take', () => (state.sent++, Promise.resolve(7)));
  return { timers, called, state, guard, never, works };
}

const outcomeOf = async (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'ok',
    (error: unknown) => (error instanceof SharedStateError ? error.outcome : 'wrong'),
  );

it('passes an answer on, and makes a failure one of shared state', async () => {
  const { guard, works, called } = setUp();
  expect(await works()).toBe(7);
  const failure = guard('first', () => Promise.reject(new Error('OOM')));
  await expect(failure).rejects.toMatchObject({ outcome: 'error', cause: { message: 'OOM' } });
  expect(called).toEqual([
    ['take', 'ok'],
    ['first', 'error'],
  ]);
});

it('sends nothing without a connection, nor more than so many at once', async () => {
  const { state, never, works } = setUp(2);
  state.connected = false;
  expect(await outcomeOf(works())).toBe('refused');
  state.connected = true;
  const waiting = [never(), never()];
  for (const one of waiting) one.catch(() => {});
  expect(await outcomeOf(works())).toBe('refused');
  expect(state.sent).toBe(2);
});

it('lets one call at a time try after a row of time-outs, and all once one was answered', async () => {
  const { timers, state, never, works } = setUp();
  const row = Array.from({ length: 5 }, () => outcomeOf(never()));
  timers.fire(200);
  expect(await Promise.all(row)).toEqual(Array.from({ length: 5 }, () => 'timeout'));
  const probe = outcomeOf(never());
  expect(await outcomeOf(works())).toBe('refused');
  expect(state.sent).toBe(6);
  timers.fire(200);
  expect(await probe).toBe('timeout');
  expect(await outcomeOf(works())).toBe('ok');
  const many = [outcomeOf(never()), outcomeOf(works())];
  expect(await many[1]).toBe('ok');
});
