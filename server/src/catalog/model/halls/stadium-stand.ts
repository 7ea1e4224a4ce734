/**
 * One level of the stadium's stands: a horseshoe open towards the stage, straight along the sides
 * of the pitch, a half circle at the far end. Sections are numbered left to right for those who
 * face the stage: down the left side, around the end, up the right side.
 */
import type { Row } from '@onsale/contract/seating-plan-row.ts';
import type { Point } from '@onsale/contract/seating-plan-seats.ts';
import { curvedBlock, straightBlock } from './blocks.ts';
import { aroundDoor, seats, wheelchairPlatform } from './row-pattern.ts';

/** Middle of the far half circle; the sides end where it begins. */
const END: Point = { x: 0, y: 8_300 };
const SIDE_SECTIONS = 5;
const SIDE_SECTION_CM = 1_600;
const END_SECTIONS = 9;
const END_SECTION_DEGREES = 180 / END_SECTIONS;
const SEAT_PITCH_CM = 52;
/** Between the last seat of a section and the first of the next: the stairs. */
const STAIRS_CM = 172;
const DOOR_SLOTS = 4;

export type Stand = {
  readonly rows: number;
  /** From the middle axis to the front row. */
  readonly radiusCm: number;
  readonly rowPitchCm: number;
  /** Rows (counted from 0) that a door interrupts in every second section. */
  readonly door: { readonly from: number; readonly to: number };
  /** The last row is a platform for wheelchairs. */
  readonly platform: boolean;
};

/** The rows of each section of a stand, from the left of the stage to its right. */
export function standSections(stand: Stand): Row[][] {
  const side = (index: number): number => END.y - (SIDE_SECTIONS - index - 0.5) * SIDE_SECTION_CM;
  const sides = Array.from({ length: SIDE_SECTIONS }, (_, index) => side(index));
  const ends = Array.from(
    { length: END_SECTIONS },
    (_, index) => -90 + (index + 0.5) * END_SECTION_DEGREES,
  );
  return [
    ...sides.map((y, index) => sideSection(stand, index, { x: -stand.radiusCm, y }, 1)),
    ...ends.map((axis, index) => endSection(stand, index, axis)),
    ...sides
      .toReversed()
      .map((y, index) => sideSection(stand, index, { x: stand.radiusCm, y }, -1)),
  ];
}

/** `along` is 1 on the left side, where "to the right" leads away from the stage, else -1. */
function sideSection(stand: Stand, index: number, front: Point, along: 1 | -1): Row[] {
  const patterns = rowPatterns(stand, index, () => SIDE_SECTION_CM);
  return straightBlock(
    { patterns, seatPitchCm: SEAT_PITCH_CM, rowPitchCm: stand.rowPitchCm },
    { front, along: { x: 0, y: along }, back: { x: -along, y: 0 } },
  );
}

function endSection(stand: Stand, index: number, axisDegrees: number): Row[] {
  const radians = (END_SECTION_DEGREES * Math.PI) / 180;
  const patterns = rowPatterns(stand, index, (r) => r * radians);
  return curvedBlock(
    { patterns, seatPitchCm: SEAT_PITCH_CM, rowPitchCm: stand.rowPitchCm },
    { centre: END, radiusCm: stand.radiusCm, axisDegrees },
  );
}

/** As many seats in each row as its width has room for. */
function rowPatterns(stand: Stand, index: number, width: (radiusCm: number) => number): string[] {
  return Array.from({ length: stand.rows }, (_, row) => {
    const room = width(stand.radiusCm + row * stand.rowPitchCm) - STAIRS_CM;
    const slots = Math.floor(room / SEAT_PITCH_CM) + 1;
    if (stand.platform && row === stand.rows - 1) return wheelchairPlatform(slots);
    const atDoor = index % 2 === 1 && row >= stand.door.from && row <= stand.door.to;
    return atDoor ? aroundDoor(slots, DOOR_SLOTS) : seats(slots);
  });
}
