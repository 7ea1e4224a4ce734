/**
 * A stadium of about 20,000 seats for measuring the map without a server: blocks on the pitch and three rings
 * of curved stands. Made here because the web app imports nothing of the server's sample halls.
 */
import { rowPoints } from '@onsale/contract/seating-plan-seats.ts';
import type { Row } from '@onsale/contract/seating-plan-row.ts';
import type { SeatingPlan, Section, Text } from '@onsale/contract/seating-plan.ts';

const text = (en: string): Text => ({ default: 'en', text: { en } });

const SEAT_CM = 52;
const ROW_CM = 86;
const SECTIONS_PER_RING = 24;
const SPAN_DEGREES = 300;

export function bowl(): SeatingPlan {
  let seatCount = 0;
  const section = (code: string, tier: string, rows: Row[]): Section => {
    const firstSeatNo = seatCount;
    seatCount += rows.reduce((sum, row) => sum + row.seats, 0);
    return { code, label: text(`Section ${code}`), tier, firstSeatNo, outline: around(rows), rows };
  };
  const pitch = Array.from({ length: 12 }, (_, index) =>
    section(
      `F${index + 1}`,
      index < 3 ? 'VIP' : 'R',
      block((index % 3) - 1, Math.floor(index / 3)),
    ),
  );
  const rings = [1, 2, 3].map((ring) =>
    Array.from({ length: SECTIONS_PER_RING }, (_, index) =>
      section(`${ring * 100 + index + 1}`, ['S', 'A', 'B'][ring - 1] ?? 'B', stand(ring, index)),
    ),
  );
  const level = (code: string, sections: Section[]) => ({
    code,
    label: text(`Level ${code}`),
    sections,
    areas: [],
    landmarks: [],
  });
  return {
    format: 1,
    name: text('Bowl'),
    focalPoint: { x: 0, y: -500 },
    stage: { label: text('Stage'), outline: [-2_000, -1_800, 2_000, -1_800, 2_000, 0, -2_000, 0] },
    seatCount,
    levels: [
      level('F', pitch),
      ...rings.map((sections, ring) => level(String(ring + 1), sections)),
    ],
  };
}

function block(column: number, line: number): Row[] {
  return Array.from({ length: 14 }, (_, row) => {
    const y = 600 + line * 1_700 + row * 98;
    const x1 = column * 1_700 - 13.5 * SEAT_CM;
    const shape = { kind: 'line', x1, y1: y, x2: x1 + 27 * SEAT_CM, y2: y } as const;
    return { label: String(row + 1), seats: 28, shape };
  });
}

function stand(ring: number, index: number): Row[] {
  const step = SPAN_DEGREES / SECTIONS_PER_RING;
  const middle = (index - (SECTIONS_PER_RING - 1) / 2) * step;
  const inner = 5_200 + (ring - 1) * 1_500;
  return Array.from({ length: 8 }, (_, row) => {
    const r = inner + row * ROW_CM;
    const arcCm = (r * step * Math.PI) / 180 - 160;
    const seats = Math.floor(arcCm / SEAT_CM) + 1;
    const half = ((((seats - 1) * SEAT_CM) / r) * 90_000) / Math.PI;
    // Left of the stage's view first: from the larger angle would be mirrored.
    const from = Math.round(middle * 1_000 - half);
    const to = Math.round(middle * 1_000 + half);
    return { label: String(row + 1), seats, shape: { kind: 'arc', cx: 0, cy: 3_400, r, from, to } };
  });
}

/** The ends of all rows, with a margin. */
function around(rows: readonly Row[]): number[] {
  const front = rowPoints(rows[0] as Row);
  const back = rowPoints(rows.at(-1) as Row);
  const inner = rows.slice(1, -1).map((row) => rowPoints(row));
  const corners = [
    ...front.filter((_, index) => index % 4 === 0 || index === front.length - 1),
    ...inner.map((points) => points.at(-1)),
    ...back.toReversed().filter((_, index) => index % 4 === 0 || index === back.length - 1),
    ...inner.toReversed().map((points) => points[0]),
  ];
  return corners.flatMap((point) => (point === undefined ? [] : [point.x, point.y]));
}
