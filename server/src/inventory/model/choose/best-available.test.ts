/** The ladder of best available, in pictures: P is what a party of that size is offered first. */
import { describe, expect, it } from 'vitest';
import { bestAvailable } from './best-available.ts';
import { hall, picture } from './text-hall.ts';
import type { Choice, Wish } from './wish.ts';

const best = (drawn: string, wish: Partial<Wish> & { party: number }): string => {
  const house = hall(drawn);
  const choice = bestAvailable(house.index, house.states, wish);
  if (!choice.ok) return 'impossible';
  return [choice.rung, ...picture(house, choice.suggestions[0]?.seats ?? [])].join(' ');
};

const first = (choice: Choice): readonly number[] =>
  choice.ok ? (choice.suggestions[0]?.seats ?? []) : [];

describe('side by side, no single seat (rung 1)', () => {
  it.each([
    [2, '.......', '1 ..PP...'],
    [1, '.......', '1 ...P...'],
    // One to the side of the middle, because in the middle it would leave a single.
    [2, '.....', '1 PP...'],
    [3, '......', '1 PPP...'],
    [2, '..X..', '1 PPX..'],
    // The ends of a row and aisles are walls.
    [2, '...|....', '1 ...PP..'],
    [3, '....|...', '1 ....PPP'],
    [1, '..|.', '1 ..P'],
    [4, 'XX....XX', '1 XXPPPPXX'],
    [20, '.'.repeat(20), `1 ${'P'.repeat(20)}`],
  ])('a party of %i in %s', (party, drawn, expected) => {
    expect(best(drawn, { party })).toBe(expected);
  });

  it('sits behind rather than leave a single seat', () => {
    expect(best('X...X\n.....\n.....', { party: 2 })).toBe('1 X...X PP... .....');
  });

  it('takes the row that is nearest to the stage', () => {
    expect(best('XX.XX\n.XX..\n.....', { party: 2 })).toBe('1 XX.XX .XXPP .....');
  });

  it('fills single seats with single people', () => {
    expect(best('X.X\n...', { party: 1 })).toBe('1 XPX ...');
  });
});

describe('side by side, one single seat (rung 2)', () => {
  it.each([
    [2, '...', '2 PP.'],
    [3, '....X', '2 .PPPX'],
    [1, '..X..', '2 .PX..'],
  ])('a party of %i in %s', (party, drawn, expected) => {
    expect(best(drawn, { party })).toBe(expected);
  });

  it('names the single seats it leaves', () => {
    const { index, states } = hall('XX...X');
    const choice = bestAvailable(index, states, { party: 2 });
    const single = { seats: [2, 3], groups: [[2, 3]], singles: [4] };
    expect(choice).toMatchObject({ rung: 2, suggestions: [single] });
  });
});

describe('in two rows (rung 3)', () => {
  it.each([
    [4, '..XX..\n..XX..', '3 PPXX.. PPXX..'],
    [5, 'XX...X\nXX..XX', '3 XXPPPX XXPPXX'],
    [3, 'X.X\n..X', '3 XPX PPX'],
    [2, 'X.X\nX.X', '3 XPX XPX'],
    [6, 'X....\nXX...\nX..XX', '3 XPPP. XXPPP X..XX'],
  ])('a party of %i in %s', (party, drawn, expected) => {
    expect(best(drawn, { party })).toBe(expected);
  });

  it('only one directly behind the other, in one section and at one price', () => {
    expect(best('..XXXX\nXXXX..', { party: 4 })).toBe('4 PPXXXX XXXXPP');
    expect(best('= A T\n..\n= B T\n..', { party: 4 })).toBe('5 PP PP');
    expect(best('= A\n..\n= B\n..', { party: 4 })).toBe('impossible');
    expect(best('.. @T\n.. @U', { party: 4 })).toBe('impossible');
  });
});

describe('in groups (rungs 4 and 5)', () => {
  it('gathers near each other in one section', () => {
    expect(best('XX..XXXXXXX..\nXXXXXXXXXXXXX\n..XXXXXXXXXXX', { party: 4 })).toBe(
      '4 XXPPXXXXXXX.. XXXXXXXXXXXXX PPXXXXXXXXXXX',
    );
  });

  it('leaves nobody alone', () => {
    expect(best('..XXX\nXXXXX\n..XXX\nXXXXX\n.X.X.', { party: 5 })).toBe('impossible');
    expect(best('..XXX\nXXXXX\n..XXX\nXXXXX\n...X.', { party: 5 })).toBe(
      '4 ..XXX XXXXX PPXXX XXXXX PPPX.',
    );
  });

  it('takes three where couples alone would leave one person over', () => {
    const far = 'X'.repeat(80);
    expect(best(`..X..X..${far}...`, { party: 5 })).toBe(`4 ..X..XPP${far}PPP`);
  });

  it('weighs how near the groups are, not only the one best seat of a section', () => {
    const apart = `..${'X'.repeat(60)}..`;
    const between = 'X\n'.repeat(23);
    const house = `= A T\n${apart}\n${between}= B T\n..X\nXXX\n..X`;
    expect(best(house, { party: 4 })).toMatch(/^4 \.\.X+\.\. .*PPX XXX PPX$/);
    const { index, states } = hall(house);
    const one = bestAvailable(index, states, { party: 4, count: 1 });
    const three = bestAvailable(index, states, { party: 4 });
    expect(first(one)).toEqual(first(three));
  });

  it('crosses into another section of the tier only if it must', () => {
    const drawn = '= A T\n..XX\nXXXX\nXX..\n= B T\nXXXX\n..XX';
    expect(best(drawn, { party: 4 })).toBe('4 PPXX XXXX XXPP XXXX ..XX');
    expect(best(drawn, { party: 6 })).toBe('5 PPXX XXXX XXPP XXXX PPXX');
    expect(best(drawn, { party: 8 })).toBe('impossible');
  });
});

describe('a wish', () => {
  const drawn = '= A VIP\n......\n= B R\n......\n= C R\n......';

  it('may be for tiers or sections', () => {
    expect(best(drawn, { party: 2 })).toBe('1 ..PP.. ...... ......');
    expect(best(drawn, { party: 2, tiers: ['R'] })).toBe('1 ...... ..PP.. ......');
    expect(best(drawn, { party: 2, sections: ['C'] })).toBe('1 ...... ...... ..PP..');
    expect(best(drawn, { party: 2, sections: ['C'], tiers: ['VIP'] })).toBe('impossible');
    expect(best(drawn, { party: 2, tiers: ['nobody knows'] })).toBe('impossible');
  });

  it('may be for something else than before', () => {
    expect(best('......', { party: 2, avoid: [[2, 3]] })).toBe('1 PP....');
    expect(
      best('......', {
        party: 2,
        avoid: [
          [2, 3],
          [0, 1],
        ],
      }),
    ).toBe('1 ....PP');
    expect(best('......', { party: 2, avoid: [[2, 3], [0, 1], [4]] })).toBe('impossible');
    // The seats to avoid are free: beside them nobody is left alone.
    expect(best('....', { party: 1, avoid: [[0], [1, 2]] })).toBe('1 ...P');
  });

  it('gets several answers that share no seat, best first', () => {
    const { index, states } = hall('........\n........');
    const choice = bestAvailable(index, states, { party: 3, count: 4 });
    const suggestions = choice.ok ? choice.suggestions : [];
    expect(suggestions.map(({ seats }) => seats)).toEqual([
      [2, 3, 4],
      [5, 6, 7],
      [10, 11, 12],
      [13, 14, 15],
    ]);
    const views = suggestions.map(({ viewCm }) => viewCm);
    expect(views).toEqual(views.toSorted((a, b) => a - b));
  });

  it('that cannot be met hears what could be', () => {
    const { index, states } = hall('= A VIP\n..X.\n= B R\n....wc\n..XX');
    const choice = bestAvailable(index, states, { party: 9 });
    expect(choice).toEqual({
      ok: false,
      possible: [
        { tier: 'VIP', available: 3, largestBlock: 2, wheelchairSpaces: 0 },
        { tier: 'R', available: 6, largestBlock: 4, wheelchairSpaces: 1 },
      ],
    });
    expect(bestAvailable(index, states, { party: 9, tiers: ['VIP'] })).toEqual({
      ok: false,
      possible: [{ tier: 'VIP', available: 3, largestBlock: 2, wheelchairSpaces: 0 }],
    });
  });

  it.each<[string, Partial<Wish>]>([
    ['nobody', { party: 0 }],
    ['a crowd', { party: 21 }],
    ['half a person', { party: 1.5 }],
    ['no answer', { count: 0 }],
    ['more wheelchairs than people', { accessible: { wheelchairs: 3, companions: 0 } }],
    ['more companions than people', { accessible: { wheelchairs: 1, companions: 2 } }],
    ['companions of nobody', { accessible: { wheelchairs: 0, companions: 1 } }],
  ])('for %s is a bug of the caller', (_, wish) => {
    const { index, states } = hall('....');
    expect(() => bestAvailable(index, states, { party: 2, ...wish })).toThrow(
      /seats|party|sugg|of /,
    );
    expect(() => bestAvailable(index, states.subarray(1), { party: 2 })).toThrow('one state');
  });
});

describe('a salt', () => {
  const rows = Array.from({ length: 20 }, () => '.'.repeat(24)).join('\n');
  const { index, states } = hall(rows);
  const chosen = (salt: number, toleranceCm?: number): readonly number[] =>
    first(bestAvailable(index, states, { party: 2, spread: { salt, toleranceCm } }));

  it('decides, and nothing else does', () => {
    for (let salt = 0; salt < 50; salt++) expect(chosen(salt)).toEqual(chosen(salt));
  });

  it('spreads simultaneous parties over seats that are about as good', () => {
    const plain = first(bestAvailable(index, states, { party: 2 }));
    const least = index.viewCm[plain[0] ?? -1] ?? 0;
    const couples = new Set<string>();
    const seats = new Set<number>();
    for (let salt = 0; salt < 1_000; salt++) {
      const couple = chosen(salt, 800);
      couples.add(couple.join());
      for (const seat of couple) seats.add(seat);
      for (const seat of couple) expect(index.viewCm[seat]).toBeLessThan(least + 900);
    }
    // Parties of one size either get the same seats or share none.
    expect(seats.size).toBe(2 * couples.size);
    expect(couples.size).toBeGreaterThan(40);
  });

  it('does not make impossible what is possible', () => {
    const narrow = hall('....');
    const wish = { party: 2, spread: { salt: 1 }, avoid: [[0]] };
    expect(bestAvailable(narrow.index, narrow.states, wish)).toMatchObject({
      rung: 1,
      suggestions: [{ seats: [2, 3] }],
    });
  });
});
