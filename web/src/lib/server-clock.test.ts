/** The server's time as a browser with a wrong clock tells it. */
import { expect, it } from 'vitest';
import { createServerClock } from './server-clock.ts';

const dateOf = (ms: number): string => new Date(ms).toUTCString();

it('takes over the server time, never ahead of it and at most a second behind', () => {
  const truth = { nowMs: Date.UTC(2027, 0, 1, 12, 0, 0, 700) };
  const skewMs = -7 * 60_000;
  const clock = createServerClock(() => truth.nowMs + skewMs);
  for (let i = 0; i < 20; i++) {
    clock.hear(dateOf(truth.nowMs));
    expect(clock.nowMs()).toBeLessThanOrEqual(truth.nowMs);
    expect(truth.nowMs - clock.nowMs()).toBeLessThan(1_000);
    truth.nowMs += 1_370;
  }
  // Many answers at different parts of a second come close to the truth.
  expect(truth.nowMs - clock.nowMs()).toBeLessThan(120);
});

it('ignores what is not a date', () => {
  const clock = createServerClock(() => 5_000, 10);
  clock.hear(null);
  clock.hear('soon');
  expect(clock.nowMs()).toBe(5_010);
});

it('is not led astray by one old answer, but follows when the own clock is set', () => {
  const own = { ms: 1_000_000_000 };
  const clock = createServerClock(() => own.ms);
  clock.hear(dateOf(1_000_000_000));
  clock.hear(dateOf(1_000_000_000 - 60_000));
  expect(clock.nowMs()).toBe(1_000_000_000);
  own.ms += 3_600_000;
  for (let i = 0; i < 8; i++) clock.hear(dateOf(1_000_000_000));
  expect(clock.nowMs()).toBe(1_000_000_000);
});
