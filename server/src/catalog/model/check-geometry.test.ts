/** Faults of places, planted one at a time into a plan that has none. */
import { expect, test } from 'vitest';
import { planFindingSeverities } from './plan-findings.ts';
import {
  findingsWith,
  firstArea,
  firstRow,
  firstSection,
  line,
  part,
  soundPlan,
  type Fault,
} from './sound-plan.ts';
import { validatePlan } from './validate-plan.ts';

const A = '/levels/0/sections/0';
const ROW = `${A}/rows/0`;

const faults: Fault[] = [
  [
    'seats that overlap within a row',
    'seats_too_close',
    ROW,
    (plan) => {
      const close = [-300, -180, -60, 60, 89].flatMap((x) => [x, 100]);
      firstRow(plan).shape = { kind: 'points', at: close };
    },
  ],
  [
    'seats that overlap across rows',
    'seats_too_close',
    `${A}/rows/1`,
    (plan) => (part(firstSection(plan).rows, 1).shape = line(-300, 300, 129)),
  ],
  [
    'a row beside its section',
    'seat_outside_section',
    ROW,
    (plan) => (firstRow(plan).shape = line(-174, 426, 100)),
  ],
  ['half a corner', 'outline_odd', `${A}/outline`, (plan) => firstSection(plan).outline.push(-400)],
  [
    'an outline that crosses itself',
    'outline_crosses_itself',
    '/levels/0/areas/0/outline',
    (plan) => (firstArea(plan).outline = [0, 500, 900, 2_000, 900, 500, 0, 1_000]),
  ],
  [
    'an area without any area',
    'outline_too_small',
    '/levels/0/landmarks/0/outline',
    (plan) => (part(part(plan.levels).landmarks).outline = [0, 0, 10, 0, 10, 10]),
  ],
  [
    'a focal point among the audience',
    'focal_point_off_stage',
    '/focalPoint',
    (plan) => (plan.focalPoint = { x: 0, y: 26 }),
  ],
  [
    'a companion far from the wheelchair space',
    'companion_alone',
    `${ROW}/companion`,
    (plan) => (firstRow(plan).companion = [{ from: 1, to: 2 }]),
  ],
  [
    'a companion who is also in a wheelchair',
    'accessible_and_companion',
    `${ROW}/companion`,
    (plan) => {
      firstRow(plan).accessible = [{ from: 0, to: 1 }];
      firstRow(plan).companion = [{ from: 0, to: 1 }];
    },
  ],
  [
    'a wheelchair space without a companion',
    'accessible_alone',
    `${ROW}/accessible`,
    (plan) =>
      (firstRow(plan).accessible = [
        { from: 0, to: 0 },
        { from: 4, to: 4 },
      ]),
  ],
  [
    'too many people on too little floor',
    'area_too_dense',
    '/levels/0/areas/0/capacity',
    (plan) => (firstArea(plan).capacity = 189),
  ],
  [
    'a row from right to left',
    'row_runs_right_to_left',
    `${ROW}/shape`,
    (plan) => (firstRow(plan).shape = line(300, -300, 100)),
  ],
];

test.each(faults.map((fault) => [fault[0], fault] as const))('%s is found', (_, fault) => {
  const [, code, path] = fault;
  const found = findingsWith(fault);
  expect(found.map((one) => [one.code, one.path])).toContainEqual([code, path]);
  expect(found.filter((one) => one.code !== code)).toEqual([]);
  expect(part(found).severity).toBe(planFindingSeverities[code]);
});

test('companions across an aisle are not beside the wheelchair space', () => {
  const plan = soundPlan();
  const wide = { ...firstRow(plan), skip: [{ from: 1, to: 2 }] };
  firstSection(plan).rows[0] = { ...wide, shape: line(-300, 300, 100) };
  expect(validatePlan(plan).map((one) => one.code)).toEqual([
    'companion_alone',
    'accessible_alone',
  ]);
});
