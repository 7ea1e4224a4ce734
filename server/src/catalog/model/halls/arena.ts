/** An arena: 4,900 seats on three floors, flat in front of the stage, curved stands behind. */
import type { Row } from '@onsale/contract/seating-plan-row.ts';
import { curvedBlock, straightBlock } from './blocks.ts';
import { rectangle } from './outlines.ts';
import { groups, stepFreeGroups } from './row-pattern.ts';
import {
  numberSeats,
  section,
  stage,
  text,
  type LevelDraft,
  type SampleHall,
  type TierPrice,
} from './sample-hall.ts';

const SEAT_CM = 52;
const STAND_ROW_CM = 86;
const centre = { x: 0, y: -900 };

/** The front and the last row of a floor are reached without steps. */
function patterns(rows: number, counts: readonly number[]): string[] {
  const stepFree = stepFreeGroups(...counts);
  return [stepFree, ...Array.from({ length: rows - 2 }, () => groups(...counts)), stepFree];
}

export function arena(): SampleHall {
  const floor1 = straightBlock(
    { patterns: patterns(20, [12, 13, 13, 12]), seatPitchCm: SEAT_CM, rowPitchCm: 100 },
    { front: { x: 0, y: 500 }, along: { x: 1, y: 0 }, back: { x: 0, y: 1 } },
  );
  const floor2 = curvedBlock(
    { patterns: patterns(30, [15, 15, 15, 15]), seatPitchCm: SEAT_CM, rowPitchCm: STAND_ROW_CM },
    { centre, radiusCm: 3_900 },
  );
  const floor3 = curvedBlock(
    {
      patterns: patterns(30, [14, 14, 14, 14, 14]),
      seatPitchCm: SEAT_CM,
      rowPitchCm: STAND_ROW_CM,
    },
    { centre, radiusCm: 5_600 },
  );
  const plan = numberSeats({
    name: text('Arena', '아레나'),
    focalPoint: { x: 0, y: -200 },
    stage: stage(rectangle(-1_200, -1_200, 1_200, 50)),
    levels: [level(1, floor1), level(2, floor2), level(3, floor3)],
  });
  const tiers = [price(1, 80_000), price(2, 50_000), price(3, 30_000)];
  return { code: 'arena', currency: 'KRW', plan, tiers };
}

const level = (number: number, rows: Row[]): LevelDraft => ({
  code: `${number}F`,
  label: text(`Floor ${number}`, `${number}층`),
  sections: [section(`F${number}`, text(`Block ${number}`, `${number}구역`), `F${number}`, rows)],
  areas: [],
  landmarks: [],
});

const price = (floor: number, priceMinor: number): TierPrice => ({
  code: `F${floor}`,
  name: text(`Floor ${floor}`, `${floor}층석`),
  priceMinor,
});
