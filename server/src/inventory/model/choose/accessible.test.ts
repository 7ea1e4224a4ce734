/** Wheelchair spaces: protected from those who do not ask, and found for those who do. */
import { describe, expect, it } from 'vitest';
import { bestAvailable } from './best-available.ts';
import { hall, picture } from './text-hall.ts';
import type { Wish } from './wish.ts';

const best = (drawn: string, wish: Partial<Wish> & { party: number }): string => {
  const house = hall(drawn);
  const choice = bestAvailable(house.index, house.states, wish);
  if (!choice.ok) return 'impossible';
  return [choice.rung, ...picture(house, choice.suggestions[0]?.seats ?? [])].join(' ');
};
const asking = (wheelchairs: number, companions: number): Partial<Wish> => ({
  accessible: { wheelchairs, companions },
});

describe('protected seats', () => {
  it('are not for those who do not ask', () => {
    expect(best('..wc', { party: 2 })).toBe('1 PPwc');
    expect(best('..wc', { party: 3 })).toBe('impossible');
    expect(best('wcwc', { party: 1 })).toBe('impossible');
  });

  it('are walls: a seat beside them is a single seat', () => {
    expect(best('X...wc', { party: 2 })).toMatch(/^2 /);
  });

  it('are seats like any other once they are released', () => {
    expect(best('..wc', { party: 3, accessibleReleased: true })).toBe('2 PPPc');
    expect(best('wcwc', { party: 4, accessibleReleased: true })).toBe('1 PPPP');
  });
});

describe('a party with wheelchairs', () => {
  it.each<[string, number, [number, number], string]>([
    ['wc......cw', 2, [1, 1], '1 PP......cw'],
    ['...cwwc...', 2, [1, 1], '1 ...PPwc...'],
    ['...cwwc...', 4, [2, 2], '1 ...PPPP...'],
    ['...cwwc...', 2, [2, 0], '1 ...cPPc...'],
    ['...cwwc...', 4, [1, 1], '2 .PPPPwc...'],
    ['....cwwc....', 4, [1, 1], '1 ..PPPPwc....'],
    ['wcwcwc', 4, [2, 2], '1 PPPPwc'],
    ['wcwcwc', 1, [1, 0], '1 wcPcwc'],
    // A companion's seat whose wheelchair space is taken comes before one that would be missed.
    ['wcWcwc', 3, [1, 2], '1 wcWPPP'],
    ['wXX..Wcwc', 2, [1, 1], '1 wXX..WcPP'],
    ['wXXWcXXXwc', 2, [1, 1], '1 wXXWcXXXPP'],
  ])('%s, %i people, wheelchairs and companions %j', (drawn, party, [w, c], expected) => {
    expect(best(drawn, { party, ...asking(w, c) })).toBe(expected);
  });

  it('sits together with the others of the party, or near them in the same section', () => {
    expect(best('........\n..wcwc..', { party: 5, ...asking(1, 1) })).toBe('4 ...PPP.. ..wcPP..');
    expect(best('= A\nwc\n= B\n....', { party: 4, ...asking(1, 1) })).toBe('impossible');
  });

  it('does not fit where there are no spaces, companions or others left', () => {
    expect(best('WCwc', { party: 2, ...asking(2, 0) })).toBe('impossible');
    expect(best('wC..', { party: 2, ...asking(1, 1) })).toBe('impossible');
    expect(best('wc.X', { party: 4, ...asking(1, 1) })).toBe('impossible');
    expect(best('wc..', { party: 2, ...asking(1, 1), avoid: [[1]] })).toBe('impossible');
  });

  it('gets several answers that share no seat', () => {
    const { index, states } = hall('wcwcwc\n......');
    const choice = bestAvailable(index, states, { party: 2, ...asking(1, 1) });
    const seats = choice.ok ? choice.suggestions.flatMap((one) => one.seats) : [];
    expect(seats.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('leaves the other spaces alone even when they are released', () => {
    expect(best('wcwc...', { party: 4, ...asking(1, 1), accessibleReleased: true })).toBe(
      '2 wcPPPP.',
    );
  });
});
