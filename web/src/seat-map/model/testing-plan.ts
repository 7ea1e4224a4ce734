/** Small halls for tests. */
import type { Row } from '@onsale/contract/seating-plan-row.ts';
import type { Area, SeatingPlan, Section, Text } from '@onsale/contract/seating-plan.ts';

export const text = (en: string): Text => ({ default: 'en', text: { en } });

export const SEAT_CM = 50;
export const ROW_CM = 100;

export type SectionDraft = {
  readonly code: string;
  readonly tier?: string;
  readonly left?: number;
  readonly top: number;
  readonly rows: number;
  readonly seats: number;
  /** Slots left free in every row: an aisle. */
  readonly aisle?: { readonly from: number; readonly to: number };
};

const rectangle = (left: number, top: number, right: number, bottom: number): number[] => [
  left,
  top,
  right,
  top,
  right,
  bottom,
  left,
  bottom,
];

/** Each array of drafts is a level. Rows lie one behind the other, seats from the left. */
export function testPlan(levels: readonly SectionDraft[][], areas: Area[] = []): SeatingPlan {
  let seatCount = 0;
  const section = (draft: SectionDraft): Section => {
    const { code, tier = 'S', left = 0, top, aisle } = draft;
    const slots = draft.seats + (aisle === undefined ? 0 : aisle.to - aisle.from + 1);
    const right = left + (slots - 1) * SEAT_CM;
    const rows = Array.from({ length: draft.rows }, (_, index): Row => {
      const y = top + index * ROW_CM;
      const shape = { kind: 'line', x1: left, y1: y, x2: right, y2: y } as const;
      const row: Row = { label: String(index + 1), seats: draft.seats, shape };
      return aisle === undefined ? row : { ...row, skip: [aisle] };
    });
    const firstSeatNo = seatCount;
    seatCount += draft.rows * draft.seats;
    const bottom = top + (draft.rows - 1) * ROW_CM;
    const outline = rectangle(left - 40, top - 40, right + 40, bottom + 40);
    return { code, label: text(code), tier, firstSeatNo, outline, rows };
  };
  const built = levels.map((sections, index) => ({
    code: String(index + 1),
    label: text(`Level ${index + 1}`),
    sections: sections.map(section),
    areas: index === 0 ? areas : [],
    landmarks: [],
  }));
  return {
    format: 1,
    name: text('Test'),
    focalPoint: { x: 0, y: -300 },
    stage: { label: text('Stage'), outline: rectangle(0, -400, 400, -200) },
    seatCount,
    levels: built,
  };
}
