/** For tests: a small plan without any fault, and handles to plant one. */
import type { Row } from '@onsale/contract/seating-plan-row.ts';
import type { Area, SeatingPlan, Section } from '@onsale/contract/seating-plan.ts';
import { text } from './halls/sample-hall.ts';
import type { PlanFinding, PlanFindingCode } from './plan-findings.ts';
import { validatePlan } from './validate-plan.ts';

const square = [-400, 0, 400, 0, 400, 400, -400, 400];

export const row = (label: string, y: number): Row => ({
  label,
  seats: 5,
  shape: { kind: 'line', x1: -300, y1: y, x2: 300, y2: y },
  accessible: [{ from: 0, to: 0 }],
  companion: [{ from: 1, to: 1 }],
});

export const section = (code: string, firstSeatNo: number): Section => ({
  code,
  label: text(`Section ${code}`, `${code}구역`),
  tier: 'S',
  firstSeatNo,
  outline: [...square],
  rows: [row('1', 100), row('2', 200)],
});

/** Two levels of ten seats, one above the other, and a standing area. */
export function soundPlan(): SeatingPlan {
  const standing = { pool: 1, label: text('Standing', '스탠딩'), tier: 'B', capacity: 20 };
  return {
    format: 1,
    name: text('Hall', '홀'),
    focalPoint: { x: 0, y: -50 },
    stage: { label: text('Stage', '무대'), outline: [-200, -100, 200, -100, 200, 0, -200, 0] },
    seatCount: 20,
    levels: [
      {
        code: '1F',
        label: text('Level 1', '1층'),
        sections: [section('A', 0)],
        areas: [
          { ...standing, outline: [-400, 500, 400, 500, 400, 1_000, -400, 1_000] },
          {
            ...standing,
            pool: 2,
            label: text('Back', '뒤'),
            outline: [-400, 1_100, 400, 1_100, 400, 1_500, -400, 1_500],
          },
        ],
        landmarks: [{ kind: 'entrance', label: text('Door', '문'), outline: [...square] }],
      },
      {
        code: '2F',
        label: text('Level 2', '2층'),
        sections: [section('B', 10)],
        areas: [],
        landmarks: [],
      },
    ],
  };
}

export const part = <Item>(items: readonly Item[], index = 0): Item => {
  const item = items[index];
  if (item === undefined) throw new Error(`no item ${index}`);
  return item;
};
export const firstSection = (plan: SeatingPlan): Section => part(part(plan.levels).sections);
export const firstRow = (plan: SeatingPlan): Row => part(firstSection(plan).rows);
export const firstArea = (plan: SeatingPlan): Area => part(part(plan.levels).areas);
export const line = (x1: number, x2: number, y: number): Row['shape'] => ({
  kind: 'line',
  x1,
  y1: y,
  x2,
  y2: y,
});

/** A name for people, what must be found and where, and how to bring it about. */
export type Fault = readonly [
  name: string,
  code: PlanFindingCode,
  path: string,
  plant: (plan: SeatingPlan) => unknown,
];

/** The findings of the sound plan with the fault planted. */
export function findingsWith([, , , plant]: Fault): PlanFinding[] {
  const plan = soundPlan();
  plant(plan);
  return validatePlan(plan);
}
