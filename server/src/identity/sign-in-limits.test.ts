/** Guessing: slow from one address, and slow for one e-mail address from many. */
import { expect, it } from 'vitest';
import { createLocalLimiter } from '../shared/in-process/limiter.ts';
import { createSignInLimits } from './sign-in-limits.ts';

function setUp() {
  const time = { ms: 0 };
  const clock = { monotonicMs: () => time.ms };
  const limiter = createLocalLimiter(clock);
  return { time, limits: createSignInLimits({ perAddressMinute: 3, perEmailHour: 4, limiter }) };
}

async function inTurn<Item, Value>(items: Iterable<Item>, work: (item: Item) => Promise<Value>) {
  const values: Value[] = [];
  for (const item of items) values.push(await work(item));
  return values;
}

it('an address has so many attempts a minute', async () => {
  const { limits, time } = setUp();
  const attempts = await inTurn([1, 2, 3, 4], (n) =>
    limits.take('203.0.113.1', `${n}@example.test`),
  );
  expect(attempts.map((waitMs) => waitMs > 0)).toEqual([false, false, false, true]);
  expect(await limits.take('203.0.113.2', '5@example.test')).toBe(0);
  time.ms += 20_000;
  expect(await limits.take('203.0.113.1')).toBe(0);
});

it('an e-mail address has so many an hour from one address, however it is written', async () => {
  const { limits, time } = setUp();
  const written = ['Kim@Example.test', ' kim@example.test', 'KIM@EXAMPLE.TEST'];
  const attempts = await inTurn(written, (email) => limits.take('203.0.113.1', email));
  expect(attempts.map((waitMs) => waitMs > 0)).toEqual([false, false, true]);
  expect(attempts[2]).toBeCloseTo(900_000);
  // Whoever it belongs to is not locked out by that.
  expect(await limits.take('203.0.113.2', 'kim@example.test')).toBe(0);
  time.ms += 900_000;
  expect(await limits.take('203.0.113.1', 'kim@example.test')).toBe(0);
});

it('an e-mail address has ten times as many from anywhere', async () => {
  const { limits } = setUp();
  const attempts = await inTurn(Array.from({ length: 21 }).keys(), (n) =>
    limits.take(`203.0.113.${n}`, 'kim@example.test'),
  );
  expect(attempts.filter((waitMs) => waitMs > 0)).toEqual([attempts[20]]);
});
