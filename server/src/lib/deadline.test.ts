/** Waiting with a bound, with timers in the hand of the test. */
import { expect, it } from 'vitest';
import { DeadlineError, type Timers, withDeadline } from './deadline.ts';

function createTimer() {
  let due: (() => void) | undefined;
  const timers: Timers = {
    after: (_delayMs, work) => {
      due = work;
      return () => {
        due = undefined;
      };
    },
  };
  return { timers, fire: () => due?.(), isSet: () => due !== undefined };
}

it('passes on a value or an error that comes in time, and puts its timer away', async () => {
  const { timers, isSet } = createTimer();
  expect(await withDeadline(Promise.resolve(7), 100, timers)).toBe(7);
  await expect(withDeadline(Promise.reject(new Error('no')), 100, timers)).rejects.toThrow('no');
  expect(isSet()).toBe(false);
});

it('gives up in time and drops what comes later, errors too', async () => {
  const { timers, fire } = createTimer();
  const late = Promise.withResolvers<never>();
  const waiting = withDeadline(late.promise, 100, timers);
  fire();
  await expect(waiting).rejects.toBeInstanceOf(DeadlineError);
  late.reject(new Error('too late'));
  await expect(late.promise).rejects.toThrow('too late');
});
