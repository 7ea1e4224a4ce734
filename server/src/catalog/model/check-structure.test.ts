/** Faults of numbers and of names, planted one at a time into a plan that has none. */
import { expect, test } from 'vitest';
import { text } from './halls/sample-hall.ts';
import { planFindingSeverities } from './plan-findings.ts';
import { findingsWith, firstArea, firstRow, firstSection, part, type Fault } from './sound-plan.ts';

const A = '/levels/0/sections/0';
const ROW = `${A}/rows/0`;

const faults: Fault[] = [
  ['a wrong sum', 'seat_count_wrong', '/seatCount', (plan) => (plan.seatCount = 21)],
  [
    'a gap in the numbers',
    'first_seat_no_wrong',
    '/levels/1/sections/0/firstSeatNo',
    (plan) => (part(part(plan.levels, 1).sections).firstSeatNo = 11),
  ],
  [
    'a flag on a seat that is not there',
    'range_invalid',
    `${ROW}/restrictedView`,
    (plan) => (firstRow(plan).restrictedView = [{ from: 4, to: 5 }]),
  ],
  [
    'ranges that overlap',
    'range_invalid',
    `${ROW}/restrictedView`,
    (plan) =>
      (firstRow(plan).restrictedView = [
        { from: 1, to: 3 },
        { from: 3, to: 4 },
      ]),
  ],
  [
    'a range backwards',
    'range_invalid',
    `${ROW}/restrictedView`,
    (plan) => (firstRow(plan).restrictedView = [{ from: 3, to: 2 }]),
  ],
  [
    'an aisle before the first seat',
    'skip_invalid',
    `${ROW}/skip`,
    (plan) => (firstRow(plan).skip = [{ from: 0, to: 1 }]),
  ],
  [
    'an aisle behind the last seat',
    'skip_invalid',
    `${ROW}/skip`,
    (plan) => (firstRow(plan).skip = [{ from: 5, to: 6 }]),
  ],
  [
    'points with an aisle',
    'skip_invalid',
    `${ROW}/skip`,
    (plan) => {
      firstRow(plan).shape = { kind: 'points', at: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] };
      firstRow(plan).skip = [{ from: 1, to: 1 }];
    },
  ],
  [
    'too few points',
    'points_wrong',
    `${ROW}/shape/at`,
    (plan) => (firstRow(plan).shape = { kind: 'points', at: [0, 0, 60, 0] }),
  ],
  ['too few labels', 'labels_wrong', ROW, (plan) => (firstRow(plan).labels = ['1', '2', '3', '4'])],
  [
    'two seats with one label',
    'labels_wrong',
    ROW,
    (plan) => (firstRow(plan).labels = ['1', '2', '3', '4', '4']),
  ],
  [
    'a numbering below zero',
    'labels_wrong',
    ROW,
    (plan) => (firstRow(plan).numbering = { first: 3, step: -1 }),
  ],
  [
    'labels and a numbering',
    'labels_wrong',
    ROW,
    (plan) =>
      Object.assign(firstRow(plan), {
        labels: ['1', '2', '3', '4', '5'],
        numbering: { first: 1, step: 1 },
      }),
  ],
  [
    'no text in the default language',
    'text_missing',
    `${A}/label`,
    (plan) => (firstSection(plan).label = { default: 'ko', text: { en: 'Section A' } }),
  ],
  [
    'two rows with one label',
    'label_repeated',
    `${A}/rows/1/label`,
    (plan) => {
      part(firstSection(plan).rows, 1).label = '1';
    },
  ],
  [
    'two sections with one code',
    'label_repeated',
    '/levels/1/sections/0/code',
    (plan) => (part(part(plan.levels, 1).sections).code = 'A'),
  ],
  [
    'a section and an area with one name',
    'label_repeated',
    '/levels/0/areas/0/label',
    (plan) => (firstArea(plan).label = text('Standing', 'A구역')),
  ],
  [
    'two names that look the same',
    'label_repeated',
    '/levels/0/areas/1/label',
    (plan) => (part(part(plan.levels).areas, 1).label = text('Back', '스탠딩'.normalize('NFD'))),
  ],
  [
    'two levels with one code',
    'label_repeated',
    '/levels/1/code',
    (plan) => (part(plan.levels, 1).code = '1F'),
  ],
  [
    'decomposed Hangul',
    'label_not_normalized',
    `${ROW}/label`,
    (plan) => (firstRow(plan).label = '가'.normalize('NFD')),
  ],
  [
    'two areas with one pool',
    'pool_repeated',
    '/levels/0/areas/1/pool',
    (plan) => (part(part(plan.levels).areas, 1).pool = 1),
  ],
];

test.each(faults.map((fault) => [fault[0], fault] as const))('%s is found', (_, fault) => {
  const [, code, path] = fault;
  const found = findingsWith(fault);
  expect(found.map((one) => [one.code, one.path])).toContainEqual([code, path]);
  expect(found.filter((one) => one.code !== code)).toEqual([]);
  expect(part(found).severity).toBe(planFindingSeverities[code]);
});
