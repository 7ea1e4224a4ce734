/** What a sample hall is: a seating plan, and apart from it the prices of its tiers. */
import { countSeats } from '@onsale/contract/seating-plan-seats.ts';
import type { Level, SeatingPlan, Section, Text } from '@onsale/contract/seating-plan.ts';
import type { Row } from '@onsale/contract/seating-plan-row.ts';
import { outlineAround } from './outlines.ts';

export type TierPrice = {
  readonly code: string;
  readonly name: Text;
  /** Minor units of the hall's currency; the won has none, so these are won. */
  readonly priceMinor: number;
};

export type SampleHall = {
  readonly code: string;
  readonly currency: 'KRW';
  readonly plan: SeatingPlan;
  readonly tiers: readonly TierPrice[];
};

export const text = (en: string, ko: string): Text => ({ default: 'en', text: { en, ko } });

/** A price tier as Korean box offices name them: "R" is "R석". */
export const tier = (code: string, priceMinor: number): TierPrice => ({
  code,
  name: text(code, `${code}석`),
  priceMinor,
});

export type SectionDraft = Omit<Section, 'firstSeatNo'>;
export type LevelDraft = Omit<Level, 'sections'> & { readonly sections: readonly SectionDraft[] };
export type PlanDraft = Omit<SeatingPlan, 'format' | 'seatCount' | 'levels'> & {
  readonly levels: readonly LevelDraft[];
};

export const section = (
  code: string,
  label: Text,
  tierCode: string,
  rows: Row[],
): SectionDraft => ({
  code,
  label,
  tier: tierCode,
  outline: outlineAround(rows),
  rows,
});

export const stage = (outline: Level['landmarks'][number]['outline']): SeatingPlan['stage'] => ({
  label: text('Stage', '무대'),
  outline,
});

/** Numbers the seats of a draft: level by level, section by section. */
export function numberSeats(draft: PlanDraft): SeatingPlan {
  let seatCount = 0;
  const levels = draft.levels.map((level) => ({
    ...level,
    sections: level.sections.map((one) => {
      const firstSeatNo = seatCount;
      seatCount += countSeats(one);
      return { ...one, firstSeatNo };
    }),
  }));
  return { ...draft, format: 1, seatCount, levels };
}
