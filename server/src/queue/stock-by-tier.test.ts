/** The tier of a seat is its row's, else its section's, as the contract's table of seats has it. */
import { expandSeats } from '@onsale/contract/seating-plan-seats.ts';
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { expect, it } from 'vitest';
import { tierOfSeats } from './stock-by-tier.ts';

const text = (en: string) => ({ default: 'en', text: { en } }) as const;
const outline = [-500, 0, 500, 0, 500, 1_000];
const row = (label: string, seats: number, tier?: string) => ({
  label,
  seats,
  shape: { kind: 'line', x1: 0, y1: 0, x2: 100, y2: 0 } as const,
  ...(tier !== undefined && { tier }),
});

const plan: SeatingPlan = {
  format: 1,
  name: text('Club'),
  focalPoint: { x: 0, y: -100 },
  stage: { label: text('Stage'), outline },
  seatCount: 9,
  levels: [
    {
      code: '1F',
      label: text('Level 1'),
      areas: [],
      landmarks: [],
      sections: [
        {
          code: '101',
          label: text('Section 101'),
          tier: 'S',
          firstSeatNo: 0,
          outline,
          rows: [row('A', 2, 'VIP'), row('B', 3)],
        },
        {
          code: '102',
          label: text('Section 102'),
          tier: 'A',
          firstSeatNo: 5,
          outline,
          rows: [row('A', 1), row('B', 3, 'S')],
        },
      ],
    },
  ],
};

it('follows a row that is priced apart from its section', () => {
  const tierOf = tierOfSeats(plan);
  const found = Array.from({ length: 9 }, (_, seat) => tierOf(seat));
  expect(found).toEqual(['VIP', 'VIP', 'S', 'S', 'S', 'A', 'S', 'S', 'S']);
  const { tiers, tier } = expandSeats(plan);
  expect(found).toEqual([...tier].map((index) => tiers[index]));
  expect(tierOf(9)).toBeUndefined();
});
