/** The rule against single seats: in pictures, and against its definition on random rows. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GapRule, leavesSingleGap, suggestShift } from './gap-rule.ts';
import { placesByDefinition, singlesByDefinition } from './by-definition.ts';
import { hall, picture } from './text-hall.ts';

const judge = (drawn: string, rule?: GapRule): string => {
  const house = hall(drawn);
  const verdict = leavesSingleGap(house.index, house.states, house.picked, rule);
  if (verdict.ok) return verdict.excused.length === 0 ? 'ok' : `excused ${verdict.excused.join()}`;
  return `${verdict.gaps.join()} -> ${picture(house, verdict.instead).join(' ')}`;
};

describe('a pick', () => {
  it.each([
    ['X..PPX', 'ok'],
    ['PP', 'ok'],
    ['..PP..', 'ok'],
    ['.PP..', '0 -> PP...'],
    ['..PP.', '4 -> ...PP'],
    ['X.PP..X', '1 -> XPP...X'],
    // Both ends.
    ['.PP.', '0,3 -> PP..'],
    // Neighbours that are not picked together.
    ['P.P...', '1 -> PP....'],
    ['.P.P.', '0,2,4 -> PP...'],
    // An aisle is a wall.
    ['..|.PP..|..', '2 -> ..PP.....'],
    // A seat that was single before is nobody's fault.
    ['X.XPP', 'ok'],
    ['XPX', 'ok'],
  ])('%s', (drawn, expected) => {
    expect(judge(drawn)).toBe(expected);
  });

  it('may leave protected seats alone, and they are walls', () => {
    expect(judge('PPwc')).toBe('ok');
    expect(judge('PP.wc....')).toBe('2 -> ...wcPP..');
    expect(judge('.PPwc')).toMatch(/^excused 0/);
    expect(judge('PP.c....', { accessibleReleased: true })).toBe('ok');
  });

  it('is not judged by seats that are not free', () => {
    const { index, states } = hall('XX..');
    expect(leavesSingleGap(index, states, [0, 1])).toEqual({ ok: true, excused: [] });
    expect(leavesSingleGap(index, states, [])).toEqual({ ok: true, excused: [] });
    expect(leavesSingleGap(index, states, [2, 2, 3])).toEqual({ ok: true, excused: [] });
  });

  it('stays in its row rather than move to a nearer place behind', () => {
    expect(judge('XPP.X....\n.........')).toBe('3 -> X...XPP.. .........');
  });

  it('of several groups moves only those that must', () => {
    expect(judge('PP..\n.PP..')).toBe('4 -> PP.. PP...');
    // In the first row three seats are left: too many for one couple, too few for two.
    expect(judge('PP...\nPP.X')).toBe('excused 7');
    expect(judge('.PP..\n..PP.')).toBe('0,9 -> PP... ...PP');
  });
});

describe('the rule relaxes', () => {
  it('where one seat must be left over', () => {
    expect(judge('XPP.X')).toBe('excused 3');
    expect(judge('XPP.X\nXX.XX')).toBe('excused 3');
    expect(judge('P.')).toBe('excused 1');
    expect(judge('PPP.X\n..X..')).toBe('excused 3');
  });

  it('but not while the party fits elsewhere in the section', () => {
    expect(judge('XPP.X\nXX..X')).toBe('3 -> X...X XXPPX');
    expect(judge('P.|...')).toBe('1 -> ..P..');
  });

  const house = '= A T\nPP.\n= B T\n....\n= C U\n....';
  it.each<[NonNullable<GapRule['relaxWithin']>, string]>([
    ['segment', 'excused 2'],
    ['section', 'excused 2'],
    ['tier', '2 -> ... PP.. ....'],
  ])('within the %s', (relaxWithin, expected) => {
    expect(judge(house, { relaxWithin })).toBe(expected);
  });

  it('within the segment though the section has another', () => {
    expect(judge('PP.\n....', { relaxWithin: 'segment' })).toBe('excused 2');
    expect(judge('.PP.\n....', { relaxWithin: 'segment' })).toBe('0,3 -> PP.. ....');
  });

  it('not for those who pay another price', () => {
    expect(judge('= A\nPP.\n= B\n....', { relaxWithin: 'tier' })).toBe('excused 2');
  });
});

const rows = fc
  .array(
    fc.string({ unit: fc.constantFrom('.', '.', '.', 'X', 'w', 'c'), minLength: 1, maxLength: 10 }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((lines) => hall(lines.join('\n')));

describe('on random rows', () => {
  it('a group of neighbours is judged as the definition says', () => {
    const pick = fc.record({ house: rows, at: fc.nat(), size: fc.integer({ min: 1, max: 5 }) });
    const seen = { ok: 0, excused: 0, refused: 0 };
    fc.assert(
      fc.property(pick, ({ house, at, size }) => {
        const { index, states } = house;
        const start = at % states.length;
        const seats = Array.from({ length: size }, (_, offset) => start + offset);
        fc.pre(placesByDefinition(house, size).some(([first]) => first === start));
        const singles = singlesByDefinition(house, seats);
        const verdict = leavesSingleGap(index, states, seats);
        const refused =
          singles.length > 0 &&
          placesByDefinition(house, size).some(
            (one) => singlesByDefinition(house, one).length === 0,
          );
        seen[refused ? 'refused' : singles.length > 0 ? 'excused' : 'ok']++;
        const { ok, ...found } = { gaps: [], excused: [], ...verdict };
        expect(ok).toBe(!refused);
        expect(refused ? found.gaps : found.excused).toEqual(singles);
      }),
      { numRuns: 2_000 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(50);
  });

  it('any pick that is refused gets as many free seats that are not', () => {
    let refused = 0;
    fc.assert(
      fc.property(rows, fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), (house, lots) => {
        const { index, states } = house;
        const picked = [...new Set(lots.map((lot) => lot % states.length))].filter(
          (seat) => states[seat] === 0 && index.flags[seat] === 0,
        );
        const instead = suggestShift(index, states, picked);
        if (instead === undefined) return;
        refused++;
        expect(new Set(instead).size).toBe(picked.length);
        expect(instead.every((seat) => states[seat] === 0 && index.flags[seat] === 0)).toBe(true);
        expect(leavesSingleGap(index, states, instead).ok).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(refused).toBeGreaterThan(200);
  });
});
