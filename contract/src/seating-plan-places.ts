/**
 * From a seat's number to its place and to what a ticket says about it, in the reader's language.
 */
import type { Row } from './seating-plan-row.ts';
import { flagsOf, placedSections, rowPoints, seatLabel, type Point } from './seating-plan-seats.ts';
import type { Language, Level, SeatingPlan, Section, Text } from './seating-plan.ts';

/** One seat with everything that a ticket or a tooltip says about it. */
export type SeatPlace = Point & {
  readonly seatNo: number;
  readonly level: Level;
  readonly section: Section;
  readonly row: Row;
  readonly indexInRow: number;
  readonly seatLabel: string;
  readonly tier: string;
  /** Union of `seatFlags`. */
  readonly flags: number;
};

/** One seat of a valid plan, or undefined when the plan has no such number. */
export function findSeat(plan: SeatingPlan, seatNo: number): SeatPlace | undefined {
  if (!Number.isSafeInteger(seatNo) || seatNo < 0 || seatNo >= plan.seatCount) return undefined;
  const placed = placedSections(plan).findLast(({ section }) => section.firstSeatNo <= seatNo);
  if (placed === undefined) return undefined;
  const { level, section } = placed;
  let indexInRow = seatNo - section.firstSeatNo;
  for (const row of section.rows) {
    const point = indexInRow < row.seats ? rowPoints(row)[indexInRow] : undefined;
    if (point !== undefined) {
      return {
        ...point,
        seatNo,
        level,
        section,
        row,
        indexInRow,
        seatLabel: seatLabel(row, indexInRow),
        tier: row.tier ?? section.tier,
        flags: flagsOf(row, indexInRow),
      };
    }
    indexInRow -= row.seats;
  }
  return undefined;
}

/** The text in the language asked for, else in its default language. */
export function textIn(text: Text, language: Language): string {
  return text.text[language] ?? text.text[text.default] ?? '';
}

/** A place as a ticket prints it: "Level 1, Section 101, Row 3, Seat 5" or "1층 101구역 3열 5번". */
export function placeLabel(place: SeatPlace, language: Language): string {
  const level = textIn(place.level.label, language);
  const section = textIn(place.section.label, language);
  return language === 'ko'
    ? `${level} ${section} ${place.row.label}열 ${place.seatLabel}번`
    : `${level}, ${section}, Row ${place.row.label}, Seat ${place.seatLabel}`;
}
