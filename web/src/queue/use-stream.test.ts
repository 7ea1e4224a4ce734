/** Who waits far back in a long line needs no connection of their own. */
import { expect, it } from 'vitest';
import { statusOf } from './testing.ts';
import { isWorthAStream } from './use-stream.ts';

const long = statusOf({ joined: 100_000, servedUpTo: 1_000, cohortSize: 100_000, perMinute: 600 });

it.each([
  ['a short line', statusOf({ joined: 300, servedUpTo: 0 }), undefined, true],
  ['a long line, without a place', long, undefined, false],
  ['a long line, far back', long, 90_000, false],
  ['a long line, near the turn', long, 2_000, true],
  ['one’s turn', long, 900, true],
  ['a line that does not move, far back', { ...long, perMinute: 0 }, 2_000, false],
  ['a crowd before the sale', statusOf({ phase: 'gathering', joined: 20_000 }), undefined, false],
  ['a few before the sale', statusOf({ phase: 'gathering', joined: 20 }), undefined, true],
  ['no room', statusOf({ phase: 'off' }), undefined, false],
  ['a room that is over', statusOf({ phase: 'ended' }), 1, false],
] as const)('%s', (_what, status, position, isWorth) => {
  expect(isWorthAStream(status, position)).toBe(isWorth);
});
