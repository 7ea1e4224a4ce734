/** One tap for a whole party: side by side, all of it free, never too many. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildMapPlan } from './map-plan.ts';
import { adjacentSeats, areNeighbours, chooseSeat, seatGroups } from './party.ts';
import { testPlan } from './testing-plan.ts';

/** Two rows of ten, an aisle after the fifth seat. */
const map = buildMapPlan(
  testPlan([[{ code: 'A', top: 0, rows: 2, seats: 10, aisle: { from: 5, to: 6 } }]]),
);
const allFree = new Uint8Array(20);
const taken = (...seats: number[]): Uint8Array => {
  const states = allFree.slice();
  for (const seat of seats) states[seat] = 2;
  return states;
};
const wish = { selected: [], partySize: 2, placesMax: 4 };

test('one tap chooses seats side by side for the whole party', () => {
  const { selected, outcome } = chooseSeat(map, allFree, 1, { ...wish, partySize: 3 });
  expect(outcome).toBe('added');
  expect(selected).toHaveLength(3);
  expect(selected).toContain(1);
});

test('no single seat is left behind when there is another way', () => {
  // Free: 0 1 2 3 of a block of five. Around 1 one would take 1 2 or 0 1; 1 2 leaves two single ones.
  expect(adjacentSeats(map, taken(4), 1, 2)).toEqual([0, 1]);
});

test('people do not sit across an aisle, nor in two rows', () => {
  expect(areNeighbours(map, 4, 5)).toBe(false);
  expect(areNeighbours(map, 9, 10)).toBe(false);
  expect(adjacentSeats(map, allFree, 4, 6)).toBeUndefined();
  expect(chooseSeat(map, allFree, 4, { ...wish, partySize: 6, placesMax: 8 })).toEqual({
    selected: [4],
    outcome: 'not_together',
  });
});

test('a seat can be given up alone, and the next tap replaces just that one', () => {
  const given = chooseSeat(map, allFree, 2, { ...wish, selected: [1, 2] });
  expect(given).toEqual({ selected: [1], outcome: 'removed' });
  expect(chooseSeat(map, allFree, 13, { ...wish, selected: [1] })).toEqual({
    selected: [1, 13],
    outcome: 'added',
  });
});

test('a complete party that taps elsewhere moves there', () => {
  const moved = chooseSeat(map, allFree, 12, { ...wish, selected: [1, 2] });
  expect(moved.outcome).toBe('moved');
  expect(moved.selected).toHaveLength(2);
  expect(moved.selected.every((seat) => seat >= 10)).toBe(true);
});

test('a taken seat is not chosen, and nothing else changes', () => {
  const selected = [1];
  const choice = chooseSeat(map, taken(3), 3, { ...wish, selected });
  expect(choice.outcome).toBe('taken');
  expect(choice.selected).toBe(selected);
});

test('whatever one taps: never more than the party or the order may have, all of it free', () => {
  const states = fc.array(fc.constantFrom(0, 0, 0, 1, 2, 3), { minLength: 20, maxLength: 20 });
  const taps = fc.array(fc.nat(19), { maxLength: 12 });
  fc.assert(
    fc.property(
      states,
      taps,
      fc.integer({ min: 1, max: 8 }),
      fc.nat(8),
      (all, seats, party, max) => {
        const now = Uint8Array.from(all);
        let selected: readonly number[] = [];
        for (const seat of seats) {
          ({ selected } = chooseSeat(map, now, seat, {
            selected,
            partySize: party,
            placesMax: max,
          }));
          expect(selected.length).toBeLessThanOrEqual(Math.min(party, max));
          expect(new Set(selected).size).toBe(selected.length);
          expect(selected.every((one) => now[one] === 0)).toBe(true);
        }
      },
    ),
  );
});

test('groups are seats that sit together', () => {
  expect(seatGroups(map, [12, 4, 3, 5, 13])).toEqual([[3, 4], [5], [12, 13]]);
});
