/** When whoever is on a list looks again. */
import { expect, test } from 'vitest';
import { nextPollMs } from './next-poll.ts';

const offerMs = 15 * 60_000;

test('whoever is next looks often, whoever is far behind seldom', () => {
  const waits = [0, 10, 50, 1_000].map((rivals) => {
    return nextPollMs({ state: 'WAITING', rivals, offerMs });
  });
  expect(waits).toEqual([3_000, 5_500, 15_500, 30_000]);
});

test('a twentieth of a short offer may be missed, not more', () => {
  const far = { state: 'WAITING', rivals: 1_000 } as const;
  expect(nextPollMs({ ...far, offerMs: 120_000 })).toBe(6_000);
  expect(nextPollMs({ ...far, offerMs: 10_000 })).toBe(3_000);
});

test('an offer is looked at, and what has ended is not', () => {
  expect(nextPollMs({ state: 'OFFERED', rivals: 0, offerMs })).toBe(5_000);
  expect(nextPollMs({ state: 'ENDED', rivals: 0, offerMs })).toBeUndefined();
});
