/** What a party is offered when somebody else was faster: L is lost, P was picked as well. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equivalents, type Equivalent, type Loss } from './equivalents.ts';
import { hall, picture } from './text-hall.ts';

const offer = (drawn: string, more: Partial<Loss> = {}): Equivalent[] => {
  const { index, states, picked, lost } = hall(drawn);
  return equivalents(index, states, { picked, lost, ...more });
};
const nearest = (drawn: string, more?: Partial<Loss>): string => {
  const [first] = offer(drawn, more);
  if (first === undefined) return 'nothing';
  return [first.rung, ...picture(hall(drawn), first.suggestion.seats)].join(' ');
};

describe('the nearest equivalent', () => {
  it.each([
    // The nearest place that leaves no single.
    ['...LL......', '1 ...XXPP....'],
    ['....PL....', '1 ...PPX....'],
    ['..LP...', '1 ..XPP..'],
    // In the own row rather than in front of it or behind it, within reason.
    ['.......\n.LL....\n.......', '1 ....... .XXPP.. .......'],
    ['..LL..X\n.......', '1 ..XXPPX .......'],
    ['XXLLXX\n......', '1 XXXXXX ..PP..'],
    ['LLXXXXXXXXXX..\n..............', '1 XXXXXXXXXXXX.. PP............'],
  ])('of %s', (drawn, expected) => {
    expect(nearest(drawn)).toBe(expected);
  });

  it('keeps what can be kept', () => {
    const [first] = offer('X...PL..X');
    expect(first?.difference.kept.length).toBeGreaterThanOrEqual(1);
    expect(first?.difference).toMatchObject({ sameRows: true, sameSections: true, tiers: {} });
  });

  it('climbs down the ladder near to where the party was', () => {
    expect(nearest('XLLX\nX..X')).toBe('1 XXXX XPPX');
    expect(nearest('XLLLLX\nX..XXX\nX..XXX')).toBe('3 XXXXXX XPPXXX XPPXXX');
    expect(nearest('XLX')).toBe('nothing');
  });

  it('stays in the tier if it can, and says what changes if it cannot', () => {
    const drawn = '= A VIP\nLLXX\n= B R\n....\n= C VIP\n..XX';
    expect(nearest(drawn)).toBe('1 XXXX .... PPXX');
    const [other] = offer('= A VIP\nLLXX\n= B R\n....');
    expect(other?.difference).toMatchObject({
      kept: [],
      tiers: { VIP: -2, R: 2 },
      sameSections: false,
      sameRows: false,
    });
  });

  it('says how far it is and how the view changes', () => {
    const [first] = offer('LL\n..');
    expect(first?.difference.movedCm).toBe(100);
    expect(first?.difference.viewCm).toBeGreaterThan(80);
    const [back] = offer('..\nLL');
    expect(back?.difference.viewCm).toBeLessThan(-80);
  });

  it('lets a group that lost nothing stay where it is', () => {
    expect(nearest('PP....XX\nXXXXXXXX\nXXXXLLXX\nXXXX..XX\nXXXXXXXX')).toBe(
      '1 PP....XX XXXXXXXX XXXXXXXX XXXXPPXX XXXXXXXX',
    );
    // Nothing near for the second group alone: everybody moves.
    expect(nearest('= A\nPPXX..\n= B\nXLLX')).toMatch(/PP/);
  });

  it('offers wheelchair spaces to those who had some, and to nobody else', () => {
    expect(nearest('LLwc')).toBe('nothing');
    const { index, states } = hall('WCwc..');
    const loss = { picked: [0, 1], lost: [0, 1] };
    const [first] = equivalents(index, states, loss);
    expect(first?.suggestion.seats).toEqual([2, 3]);
    const [single] = equivalents(index, states, { picked: [1], lost: [1] });
    expect(single?.suggestion.seats.every((seat) => seat >= 4)).toBe(true);
  });

  it('counts lost seats as taken even if the states do not know it yet', () => {
    const { index, states } = hall('......');
    const [first] = equivalents(index, states, { picked: [2, 3], lost: [2] });
    expect(first?.suggestion.seats).not.toContain(2);
  });

  it('gives several answers that share no seat, nearest first', () => {
    const found = offer('LL......\n........', { count: 3 });
    const seats = found.flatMap((one) => one.suggestion.seats);
    expect(new Set(seats).size).toBe(6);
    expect(offer('LL......\n........', { count: 1 })).toEqual(found.slice(0, 1));
  });
});

it('on random rows every offer is free, as large as the party, and within its tier if possible', () => {
  const line = fc.string({ unit: fc.constantFrom('.', '.', 'X'), minLength: 3, maxLength: 9 });
  const house = fc.record({ rows: fc.array(line, { minLength: 2, maxLength: 4 }), at: fc.nat() });
  let offers = 0;
  fc.assert(
    fc.property(house, fc.integer({ min: 1, max: 4 }), ({ rows, at }, size) => {
      const drawn = rows.map((row, tier) => `= S${tier} T${tier % 2}\n${row}`).join('\n');
      const { index, states } = hall(drawn);
      const start = at % states.length;
      const picked = Array.from({ length: size }, (_, offset) => start + offset);
      fc.pre(picked.every((seat) => index.run[seat] === index.run[start]));
      const tier = index.runTier[index.run[start] ?? -1];
      for (const { suggestion, difference } of equivalents(index, states, {
        picked,
        lost: picked,
      })) {
        offers++;
        expect(new Set(suggestion.seats).size).toBe(size);
        expect(suggestion.seats.every((seat) => states[seat] === 0 && !picked.includes(seat))).toBe(
          true,
        );
        const tiers = suggestion.seats.map((seat) => index.runTier[index.run[seat] ?? -1]);
        expect(tiers.every((one) => one === tier)).toBe(Object.keys(difference.tiers).length === 0);
      }
    }),
    { numRuns: 500 },
  );
  expect(offers).toBeGreaterThan(300);
});
