/**
 * A large theatre: 1,250 seats, three blocks in the stalls, one on the balcony, two radial aisles.
 * Two pillars carry the balcony; who sits behind one has a restricted view.
 */
import type { Point } from '@onsale/contract/seating-plan-seats.ts';
import { behindPillar, curvedBlock, withRestrictedView } from './blocks.ts';
import { rectangle, square } from './outlines.ts';
import { groups, stepFreeGroups } from './row-pattern.ts';
import {
  type LevelDraft,
  numberSeats,
  section,
  stage,
  text,
  tier,
  type SampleHall,
} from './sample-hall.ts';

const pitch = { seatPitchCm: 53, rowPitchCm: 95 } as const;
const centre = { x: 0, y: -1_500 };
const focalPoint = { x: 0, y: -200 };
const FRONT_CM = 1_900;
const CROSS_AISLE_CM = 75;
const PILLAR_CM = 40;
const S_FRONT_CM = FRONT_CM + 15 * pitch.rowPitchCm + CROSS_AISLE_CM;

/** In the middle of the aisles of S (9 slots from the axis), between its second and third row. */
const pillars = [-9, 9].map((slots): Point => {
  const r = S_FRONT_CM + 1.5 * pitch.rowPitchCm;
  const angle = (slots * pitch.seatPitchCm) / r;
  return {
    x: Math.round(centre.x + r * Math.sin(angle)),
    y: Math.round(centre.y + r * Math.cos(angle)),
  };
});

const times = (rows: number, pattern: string): string[] =>
  Array.from({ length: rows }, () => pattern);

export function largeTheatre(): SampleHall {
  const vip = curvedBlock(
    { ...pitch, patterns: times(5, groups(5, 10, 5)) },
    { centre, radiusCm: FRONT_CM },
  );
  const r = curvedBlock(
    { ...pitch, firstRow: 6, patterns: [...times(9, groups(8, 14, 8)), stepFreeGroups(8, 14, 8)] },
    { centre, radiusCm: FRONT_CM + 5 * pitch.rowPitchCm },
  );
  // The cross aisle is in front of S, the doors are behind it.
  const stepFree = stepFreeGroups(7, 16, 7);
  const s = curvedBlock(
    {
      ...pitch,
      firstRow: 16,
      patterns: [stepFree, ...times(13, groups(7, 16, 7)), stepFree],
    },
    { centre, radiusCm: S_FRONT_CM },
  );
  const plan = numberSeats({
    name: text('Large theatre', '대극장'),
    focalPoint,
    stage: stage(rectangle(-900, -1_100, 900, 50)),
    levels: [
      {
        code: '1F',
        label: text('Stalls', '1층'),
        sections: [
          section('VIP', text('VIP', 'VIP석'), 'VIP', vip),
          section('R', text('R', 'R석'), 'R', r),
          section('S', text('S', 'S석'), 'S', withRestrictedView(s, hiddenByPillar)),
        ],
        areas: [],
        landmarks: pillars.map((pillar) => ({
          kind: 'pillar' as const,
          outline: square(pillar, PILLAR_CM),
        })),
      },
      balcony(),
    ],
  });
  const tiers = [tier('VIP', 200_000), tier('R', 150_000), tier('S', 100_000), tier('A', 70_000)];
  return { code: 'large-theatre', currency: 'KRW', plan, tiers };
}

/** The balcony hangs over the last rows of the stalls. */
function balcony(): LevelDraft {
  const a = curvedBlock(
    { ...pitch, patterns: [...times(9, groups(11, 18, 11)), stepFreeGroups(11, 18, 11)] },
    { centre, radiusCm: 4_050 },
  );
  return {
    code: '2F',
    label: text('Balcony', '2층'),
    sections: [section('A', text('A', 'A석'), 'A', a)],
    areas: [],
    landmarks: [],
  };
}

const sightLines = pillars.map((pillar) => behindPillar(focalPoint, pillar, PILLAR_CM));
const hiddenByPillar = (seat: Point): boolean => sightLines.some((hides) => hides(seat));
