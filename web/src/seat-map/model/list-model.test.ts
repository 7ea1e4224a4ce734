/** The list offers what can be chosen, and nothing else. */
import { expect, test } from 'vitest';
import { choosable, listRows, listSeats, listSections } from './list-model.ts';
import { buildMapPlan } from './map-plan.ts';
import { testPlan } from './testing-plan.ts';

const map = buildMapPlan(
  testPlan([
    [
      { code: 'A', tier: 'VIP', top: 0, rows: 2, seats: 8, aisle: { from: 4, to: 5 } },
      { code: 'B', tier: 'S', top: 600, rows: 2, seats: 8 },
    ],
  ]),
);
const all = (): boolean => true;
const states = new Uint8Array(32);
states.fill(2, 0, 8);
states.fill(1, 16, 32);
states[20] = 0;

test('only sections with something to choose are listed, with how much', () => {
  const sections = listSections(map, choosable(map, states, all));
  expect(sections.map(({ section, free }) => [section.section.code, free])).toEqual([
    ['A', 8],
    ['B', 1],
  ]);
  const onlyS = choosable(map, states, (tier) => map.seats.tiers[tier] === 'S');
  expect(listSections(map, onlyS).map(({ section }) => section.section.code)).toEqual(['B']);
});

test('rows say how many sit side by side: an aisle divides', () => {
  const [a] = map.sections;
  if (a === undefined) throw new Error('no section');
  expect(listRows(map, a, choosable(map, states, all))).toMatchObject([
    { row: { label: '2' }, free: 8, together: 4 },
  ]);
});

test('of a row only what can be chosen, and what is chosen already', () => {
  const row = map.rows[2];
  if (row === undefined) throw new Error('no row');
  expect(listSeats(row, choosable(map, states, all), [17])).toEqual([17, 20]);
});
