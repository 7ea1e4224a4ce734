/** Best available on random halls: every promise of the ladder, against its plain definition. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { bestAvailable } from './best-available.ts';
import {
  placesByDefinition,
  rungByDefinition,
  sectionAndTier,
  singlesByDefinition,
  tier,
} from './by-definition.ts';
import { PROTECTED } from './free-segments.ts';
import { hall } from './text-hall.ts';
import type { Rung } from './wish.ts';

const line = fc.string({
  unit: fc.constantFrom('.', '.', '.', 'X', 'X', 'w', 'c', 'W'),
  minLength: 1,
  maxLength: 9,
});
const section = fc.record({
  tier: fc.constantFrom('T', 'U'),
  rows: fc.array(
    fc.oneof(
      line,
      line.map((row) => `${row} @V`),
      fc.tuple(line, line).map((two) => two.join('|')),
    ),
    { minLength: 1, maxLength: 4 },
  ),
});
const house = fc
  .array(section, { minLength: 1, maxLength: 3 })
  .map((sections) => sections.map((one, at) => [`= S${at} ${one.tier}`, ...one.rows].join('\n')))
  .map((sections) => hall(sections.join('\n')));
const party = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 20 }));
const spread = fc.option(fc.record({ salt: fc.integer() }), { nil: undefined });

it('a party sits on the rung on which trying everything seats it', () => {
  const seen = new Map<number | undefined, number>();
  fc.assert(
    fc.property(house, party, spread, (one, size, salted) => {
      const { index, states } = one;
      const choice = bestAvailable(index, states, { party: size, spread: salted });
      const rung = rungByDefinition(one, size);
      seen.set(rung, (seen.get(rung) ?? 0) + 1);
      expect(choice.ok ? choice.rung : undefined).toBe(rung);
    }),
    { numRuns: 2_000 },
  );
  for (const rung of [1, 2, 3, 4, 5, undefined]) expect(seen.get(rung)).toBeGreaterThan(10);
});

type Shape = (singles: number, groups: readonly (readonly number[])[]) => boolean;
const inGroups: Shape = (_, groups) => groups.every((group) => group.length >= 2);
const shapeOf: Readonly<Record<Rung, Shape>> = {
  1: (singles, groups) => singles === 0 && groups.length === 1,
  2: (singles, groups) => singles === 1 && groups.length === 1,
  3: (_, groups) => groups.length === 2,
  4: inGroups,
  5: inGroups,
};

it('every suggestion keeps the promises of its rung', () => {
  fc.assert(
    fc.property(house, party, spread, (one, size, salted) => {
      const { index, states } = one;
      const choice = bestAvailable(index, states, { party: size, spread: salted, count: 5 });
      if (!choice.ok) return;
      const taken = new Set<number>();
      for (const { seats, groups, singles, viewCm } of choice.suggestions) {
        for (const seat of seats) {
          expect(states[seat]).toBe(0);
          expect((index.flags[seat] ?? 0) & PROTECTED).toBe(0);
          expect(taken.has(seat)).toBe(false);
          taken.add(seat);
        }
        expect(seats.length).toBe(size);
        expect(groups.flat().toSorted((a, b) => a - b)).toEqual(seats);
        for (const group of groups)
          expect(placesByDefinition(one, group.length)).toContainEqual(group);
        expect(singles).toEqual(singlesByDefinition(one, seats));
        const views = seats.reduce((sum, seat) => sum + (index.viewCm[seat] ?? 0), 0);
        expect(viewCm).toBe(Math.round(views / size));
        expect(shapeOf[choice.rung](singles.length, groups)).toBe(true);
        const within = choice.rung === 5 ? tier : sectionAndTier;
        expect(new Set(seats.map((seat) => within(one, seat))).size).toBe(1);
      }
    }),
    { numRuns: 1_000 },
  );
});

it('side by side, nobody sits nearer to the stage than the first suggestion', () => {
  fc.assert(
    fc.property(house, fc.integer({ min: 1, max: 5 }), (one, size) => {
      const { index, states } = one;
      const choice = bestAvailable(index, states, { party: size });
      fc.pre(choice.ok && choice.rung <= 2);
      if (!choice.ok) return;
      const views = placesByDefinition(one, size)
        .filter((seats) => choice.rung === 2 || singlesByDefinition(one, seats).length === 0)
        .map((seats) => seats.reduce((sum, seat) => sum + (index.viewCm[seat] ?? 0), 0) / size);
      expect(choice.suggestions[0]?.viewCm).toBe(Math.round(Math.min(...views)));
    }),
  );
});

it('what has been suggested is not suggested again, and rung by rung everything gets suggested', () => {
  fc.assert(
    fc.property(house, fc.integer({ min: 1, max: 4 }), spread, (one, size, salted) => {
      const avoid: (readonly number[])[] = [];
      let before = 0;
      for (;;) {
        const wish = { party: size, spread: salted, avoid, count: 1 };
        const choice = bestAvailable(one.index, one.states, wish);
        if (!choice.ok) break;
        // Seats that go never make a better rung possible.
        expect(choice.rung).toBeGreaterThanOrEqual(before);
        before = choice.rung;
        const seats = choice.suggestions[0]?.seats ?? [];
        expect(avoid.flat().some((seat) => seats.includes(seat))).toBe(false);
        avoid.push(seats);
      }
      const free = placesByDefinition(one, 1).length;
      expect(avoid.length).toBeLessThanOrEqual(free / size);
    }),
    { numRuns: 200 },
  );
});

it('a party with wheelchairs gets its spaces, companions’ seats and as many others', () => {
  const asking = fc.record({
    wheelchairs: fc.integer({ min: 1, max: 3 }),
    companions: fc.integer({ min: 0, max: 2 }),
    others: fc.integer({ min: 0, max: 3 }),
  });
  let seated = 0;
  fc.assert(
    fc.property(house, asking, (one, { wheelchairs, companions, others }) => {
      const { index, states } = one;
      const accessible = { wheelchairs, companions };
      const size = wheelchairs + companions + others;
      const choice = bestAvailable(index, states, { party: size, accessible });
      // One section has room for all of them, or nobody is seated.
      const room = (at: string): boolean => {
        const there = [...states.keys()].filter((seat) => sectionAndTier(one, seat) === at);
        const free = (flag: number): number =>
          there.filter(
            (seat) => states[seat] === 0 && ((index.flags[seat] ?? 0) & PROTECTED) === flag,
          ).length;
        const block = placesByDefinition(one, others).some(([first = -1]) => there.includes(first));
        return free(1) >= wheelchairs && free(2) >= companions && (others === 0 || block);
      };
      const parts = new Set([...states.keys()].map((seat) => sectionAndTier(one, seat)));
      expect(choice.ok).toBe([...parts].some(room));
      if (!choice.ok) return;
      seated++;
      const all = choice.suggestions.flatMap(({ seats }) => seats);
      expect(new Set(all).size).toBe(all.length);
      for (const { seats, groups } of choice.suggestions) {
        const having = (flag: number): number =>
          seats.filter((seat) => ((index.flags[seat] ?? 0) & PROTECTED) === flag).length;
        expect([having(1), having(2), having(0)]).toEqual([wheelchairs, companions, others]);
        expect(seats.every((seat) => states[seat] === 0)).toBe(true);
        expect(new Set(seats.map((seat) => sectionAndTier(one, seat))).size).toBe(1);
        expect(groups.flat()).toEqual(seats);
      }
    }),
    { numRuns: 1_000 },
  );
  expect(seated).toBeGreaterThan(100);
});
