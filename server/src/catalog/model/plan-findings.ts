/** What can be wrong with a seating plan beyond its schema, in one table. */
import type { Level, SeatingPlan, Section } from '@onsale/contract/seating-plan.ts';
import type { Row } from '@onsale/contract/seating-plan-row.ts';

/** An error keeps a plan from being published; a warning is for the person who drew it. */
export const planFindingSeverities = {
  too_many_seats: 'error',
  empty_plan: 'error',
  seat_count_wrong: 'error',
  first_seat_no_wrong: 'error',
  range_invalid: 'error',
  skip_invalid: 'error',
  points_wrong: 'error',
  labels_wrong: 'error',
  text_missing: 'error',
  label_repeated: 'error',
  label_not_normalized: 'error',
  pool_repeated: 'error',
  seats_too_close: 'error',
  seat_outside_section: 'error',
  outline_odd: 'error',
  outline_crosses_itself: 'error',
  outline_too_small: 'error',
  focal_point_off_stage: 'error',
  companion_alone: 'error',
  accessible_and_companion: 'error',
  tier_unknown: 'error',
  tier_repeated: 'error',
  tier_unused: 'warning',
  accessible_alone: 'warning',
  area_too_dense: 'warning',
  row_runs_right_to_left: 'warning',
} as const;

export type PlanFindingCode = keyof typeof planFindingSeverities;

export type PlanFinding = {
  readonly code: PlanFindingCode;
  readonly severity: 'error' | 'warning';
  /** JSON pointer (RFC 6901) into the plan. */
  readonly path: string;
  readonly message: string;
};

export const finding = (code: PlanFindingCode, path: string, message: string): PlanFinding => ({
  code,
  severity: planFindingSeverities[code],
  path,
  message,
});

export type LevelAt = { readonly level: Level; readonly path: string };
export type SectionAt = LevelAt & { readonly section: Section };
export type RowAt = SectionAt & { readonly row: Row };

export function levelsOf(plan: SeatingPlan): LevelAt[] {
  return plan.levels.map((level, index) => ({ level, path: `/levels/${index}` }));
}

export function sectionsOf(plan: SeatingPlan): SectionAt[] {
  return levelsOf(plan).flatMap(({ level, path }) =>
    level.sections.map((section, index) => ({ level, section, path: `${path}/sections/${index}` })),
  );
}

/** Rows one at a time: an absurd plan may have hundreds of thousands. */
export function* rowsOf(plan: SeatingPlan): Generator<RowAt> {
  for (const { level, section, path } of sectionsOf(plan)) {
    for (const [index, row] of section.rows.entries()) {
      yield { level, section, row, path: `${path}/rows/${index}` };
    }
  }
}
