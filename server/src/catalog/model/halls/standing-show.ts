/** A standing show: 10,000 people in front of the stage, general admission, no seats. */
import { rectangle } from './outlines.ts';
import { numberSeats, stage, text, type SampleHall } from './sample-hall.ts';

export function standingShow(): SampleHall {
  const standing = text('Standing', '스탠딩');
  const plan = numberSeats({
    name: text('Standing show', '스탠딩 공연장'),
    focalPoint: { x: 0, y: -300 },
    stage: stage(rectangle(-1_500, -1_200, 1_500, 0)),
    levels: [
      {
        code: '1F',
        label: text('Floor', '플로어'),
        sections: [],
        // 60 m x 45 m: 3.7 people on a square metre, below the 4.7 that safety guides allow.
        areas: [
          {
            pool: 1,
            label: standing,
            tier: 'STANDING',
            capacity: 10_000,
            outline: rectangle(-3_000, 250, 3_000, 4_750),
          },
        ],
        landmarks: [
          {
            kind: 'console',
            label: text('Sound desk', '콘솔'),
            outline: rectangle(-300, 4_800, 300, 5_200),
          },
          { kind: 'entrance', outline: rectangle(-2_400, 4_800, -1_800, 4_950) },
          { kind: 'entrance', outline: rectangle(1_800, 4_800, 2_400, 4_950) },
        ],
      },
    ],
  });
  const tiers = [{ code: 'STANDING', name: standing, priceMinor: 77_000 }];
  return { code: 'standing-show', currency: 'KRW', plan, tiers };
}
