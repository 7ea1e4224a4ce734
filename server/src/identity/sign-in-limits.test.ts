/** Guessing: slow from one address, and slow for one e-mail address from many. */
import { expect, it } from 'vitest';
import { createSignInLimits } from './sign-in-limits.ts';

function setUp() {
  const time = { ms: 0 };
  const clock = { monotonicMs: () => time.ms };
  return { time, limits: createSignInLimits({ perAddressMinute: 3, perEmailHour: 4, clock }) };
}

it('an address has so many attempts a minute', () => {
  const { limits, time } = setUp();
  const attempts = [1, 2, 3, 4].map((n) => limits.take('203.0.113.1', `${n}@example.test`));
  expect(attempts.map((waitMs) => waitMs > 0)).toEqual([false, false, false, true]);
  expect(limits.take('203.0.113.2', '5@example.test')).toBe(0);
  time.ms += 20_000;
  expect(limits.take('203.0.113.1')).toBe(0);
});

it('an e-mail address has so many an hour from one address, however it is written', () => {
  const { limits, time } = setUp();
  const written = ['Kim@Example.test', ' kim@example.test', 'KIM@EXAMPLE.TEST'];
  const attempts = written.map((email) => limits.take('203.0.113.1', email));
  expect(attempts.map((waitMs) => waitMs > 0)).toEqual([false, false, true]);
  expect(attempts[2]).toBeCloseTo(900_000);
  // Whoever it belongs to is not locked out by that.
  expect(limits.take('203.0.113.2', 'kim@example.test')).toBe(0);
  time.ms += 900_000;
  expect(limits.take('203.0.113.1', 'kim@example.test')).toBe(0);
});

it('an e-mail address has ten times as many from anywhere', () => {
  const { limits } = setUp();
  const attempts = Array.from({ length: 21 }, (_, n) =>
    limits.take(`203.0.113.${n}`, 'kim@example.test'),
  );
  expect(attempts.filter((waitMs) => waitMs > 0)).toEqual([attempts[20]]);
});
