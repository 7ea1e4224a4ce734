/** Asked of the surroundings only, the question has the answer that the whole house gives. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeSegments, singlesLeft } from './free-segments.ts';
import { leavesSingleNow } from './single-now.ts';
import { hall } from './text-hall.ts';

const verdict = (drawn: string): boolean => {
  const { index, states, picked } = hall(drawn);
  return leavesSingleNow(index, (seat) => states[seat] === 0, picked);
};

describe('a pick', () => {
  it.each([
    ['in the middle', '..PP..', false],
    ['one seat from a wall', '.PP...', true],
    ['at the wall', 'PP....', false],
    ['one seat from a taken one', 'X.PP..', true],
    ['one seat from an aisle', '..|.PP..', true],
    ['that leaves the seat between its parts', 'P.P...', true],
    ['beside a wheelchair space', 'wPP..', false],
    ['with a seat that was single before', 'X.XPP..', false],
  ])('%s: %s', (_, drawn, expected) => {
    expect(verdict(drawn)).toBe(expected);
  });

  it('is judged as from the segments of the whole hall', () => {
    const seats = fc.array(fc.constantFrom('.', '.', '.', 'X', 'P', 'P', 'w', '|'), {
      minLength: 3,
      maxLength: 24,
    });
    fc.assert(
      fc.property(seats, (signs) => {
        const row = signs
          .join('')
          .replaceAll(/\|+/g, '|')
          .replaceAll(/^\||\|$/g, '');
        if (!/[.XPw]/.test(row)) return;
        const { index, states, picked } = hall(row);
        const segments = freeSegments(index, states, { released: false });
        const slow = singlesLeft(segments, picked).length > 0;
        expect(leavesSingleNow(index, (seat) => states[seat] === 0, picked)).toBe(slow);
      }),
      { numRuns: 2_000 },
    );
  });
});
