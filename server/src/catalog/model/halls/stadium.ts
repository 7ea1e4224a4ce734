/**
 * A stadium with the stage at one end: blocks on the pitch, and around it three horseshoe stands.
 * Whoever sits beside the stage sees it from the side: restricted view, and a cheaper tier.
 */
import type { Row } from '@onsale/contract/seating-plan-row.ts';
import { rowPoints, type Point } from '@onsale/contract/seating-plan-seats.ts';
import { beyondAngle, straightBlock, withRestrictedView } from './blocks.ts';
import { rectangle } from './outlines.ts';
import { seats, wheelchairBoth } from './row-pattern.ts';
import {
  numberSeats,
  section,
  stage,
  text,
  tier,
  type LevelDraft,
  type SampleHall,
  type SectionDraft,
} from './sample-hall.ts';
import { standSections, type Stand } from './stadium-stand.ts';

const focalPoint: Point = { x: 0, y: -500 };
const fromTheSide = beyondAngle(focalPoint, 68);

export function stadium(): SampleHall {
  const plan = numberSeats({
    name: text('Stadium', '스타디움'),
    focalPoint,
    stage: stage(rectangle(-3_000, -2_400, 3_000, 0)),
    levels: [
      pitch(),
      standLevel(1, { radiusCm: 4_000, rows: 16, ...rows(10, 12) }, ['S', 'A']),
      standLevel(2, { radiusCm: 5_650, rows: 9, ...rows(0, 2) }, ['S', 'A']),
      upper(),
    ],
  });
  const tiers = [
    tier('VIP', 198_000),
    tier('R', 176_000),
    tier('S', 154_000),
    tier('A', 132_000),
    tier('B', 99_000),
    tier('C', 77_000),
  ];
  return { code: 'stadium', currency: 'KRW', plan, tiers };
}

const rows = (from: number, to: number): Pick<Stand, 'rowPitchCm' | 'door' | 'platform'> => ({
  rowPitchCm: 86,
  door: { from, to },
  platform: true,
});

/** The upper stand hangs over the one below; its last six rows are the cheapest. */
function upper(): LevelDraft {
  const stand = { radiusCm: 6_250, rows: 15, ...rows(2, 5), platform: false };
  const level = standLevel(3, stand, ['B', 'B']);
  return { ...level, sections: level.sections.map(cheaper) };
}

const cheaper = (one: SectionDraft): SectionDraft => ({
  ...one,
  rows: one.rows.map((row, index) => (index < 9 ? row : { ...row, tier: 'C' })),
});

/** `tiers`: the price of the sections nearer than 75 m, and of those further away. */
function standLevel(number: number, stand: Stand, tiers: readonly [string, string]): LevelDraft {
  const sections = standSections(stand).map((plain, index) => {
    const code = String(number * 100 + 1 + index);
    const marked = withRestrictedView(plain, fromTheSide);
    const [near, far] = tiers;
    const price = mostlyRestricted(marked) ? 'B' : distance(plain) < 7_500 ? near : far;
    return section(code, text(`Section ${code}`, `${code}구역`), price, marked);
  });
  const label = text(`Level ${number}`, `${number}층`);
  return { code: `L${number}`, label, sections, areas: [], landmarks: [] };
}

/** From the focal point to the middle of the front row. */
function distance(block: readonly Row[]): number {
  const points = block.slice(0, 1).flatMap(rowPoints);
  const middle = points[Math.floor(points.length / 2)] ?? focalPoint;
  return Math.hypot(middle.x - focalPoint.x, middle.y - focalPoint.y);
}

function mostlyRestricted(block: readonly Row[]): boolean {
  const ranges = block.flatMap((row) => row.restrictedView ?? []);
  const restricted = ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  return 2 * restricted > block.reduce((sum, row) => sum + row.seats, 0);
}

/** Four rows of three blocks of chairs on the pitch, numbered from the stage. */
function pitch(): LevelDraft {
  const ROWS = 14;
  const SEATS = 28;
  const sections = Array.from({ length: 12 }, (_, index) => {
    const column = (index % 3) - 1;
    const line = Math.floor(index / 3);
    // People in wheelchairs come in from behind, without crossing the cables.
    const last = line === 3 ? wheelchairBoth(SEATS) : seats(SEATS);
    const block = straightBlock(
      {
        patterns: [...Array.from({ length: ROWS - 1 }, () => seats(SEATS)), last],
        seatPitchCm: 52,
        rowPitchCm: 98,
      },
      {
        front: { x: column * 1_800, y: 600 + line * (ROWS * 98 + 300) },
        along: { x: 1, y: 0 },
        back: { x: 0, y: 1 },
      },
    );
    const label = text(`Floor ${index + 1}`, `그라운드 ${index + 1}구역`);
    return section(`F${index + 1}`, label, line === 0 ? 'VIP' : 'R', block);
  });
  return {
    code: 'F',
    label: text('Pitch', '그라운드'),
    sections,
    areas: [],
    landmarks: [
      {
        kind: 'console',
        label: text('Sound desk', '콘솔'),
        outline: rectangle(-400, 7_600, 400, 8_100),
      },
    ],
  };
}
