/** A small theatre: 265 seats in three blocks, fanned out around the stage. */
import { curvedBlock } from './blocks.ts';
import { rectangle } from './outlines.ts';
import { seats, wheelchairBoth } from './row-pattern.ts';
import { numberSeats, section, stage, text, tier, type SampleHall } from './sample-hall.ts';

const pitch = { seatPitchCm: 53, rowPitchCm: 95 } as const;
const centre = { x: 0, y: -700 };
const CROSS_AISLE_CM = 60;

export function smallTheatre(): SampleHall {
  const vip = curvedBlock(
    { ...pitch, patterns: Array.from({ length: 3 }, () => seats(10)) },
    { centre, radiusCm: 950 },
  );
  // Wheelchair spaces are where one gets without steps: at the cross aisle, and at the back.
  const r = curvedBlock(
    { ...pitch, firstRow: 4, patterns: withLast(5, seats(15), wheelchairBoth(15)) },
    { centre, radiusCm: 950 + 3 * pitch.rowPitchCm },
  );
  const s = curvedBlock(
    { ...pitch, firstRow: 9, patterns: withLast(8, seats(20), wheelchairBoth(20)) },
    { centre, radiusCm: 950 + 8 * pitch.rowPitchCm + CROSS_AISLE_CM },
  );
  const plan = numberSeats({
    name: text('Small theatre', '소극장'),
    focalPoint: { x: 0, y: -150 },
    stage: stage(rectangle(-450, -650, 450, 50)),
    levels: [
      {
        code: '1F',
        label: text('Stalls', '1층'),
        sections: [
          section('VIP', text('VIP', 'VIP석'), 'VIP', vip),
          section('R', text('R', 'R석'), 'R', r),
          section('S', text('S', 'S석'), 'S', s),
        ],
        areas: [],
        landmarks: [],
      },
    ],
  });
  const tiers = [tier('VIP', 150_000), tier('R', 100_000), tier('S', 70_000)];
  return { code: 'small-theatre', currency: 'KRW', plan, tiers };
}

/** `rows` rows of one pattern, the last of another. */
function withLast(rows: number, pattern: string, last: string): string[] {
  return [...Array.from({ length: rows - 1 }, () => pattern), last];
}
