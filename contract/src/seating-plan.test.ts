/** The seating plan's schema, and the way from its compact rows to single seats and back. */
import * as fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { expect, test } from 'vitest';
import { findSeat, placeLabel, textIn } from './seating-plan-places.ts';
import type { Row } from './seating-plan-row.ts';
import {
  countSeats,
  expandSeats,
  placedSections,
  rowPoints,
  seatFlags,
  seatLabel,
  tierCodes,
} from './seating-plan-seats.ts';
import { SeatingPlan, type Text } from './seating-plan.ts';

const text = (en: string, ko: string): Text => ({ default: 'en', text: { en, ko } });
const outline = [-500, 0, 500, 0, 500, 1_000, -500, 1_000];
const area = { pool: 7, label: text('Standing', '스탠딩'), tier: 'B', capacity: 40, outline };

const line: Row = {
  label: 'A',
  seats: 4,
  shape: { kind: 'line', x1: -150, y1: 100, x2: 150, y2: 100 },
  skip: [{ from: 2, to: 3 }],
  accessible: [{ from: 0, to: 0 }],
  companion: [{ from: 1, to: 1 }],
  restrictedView: [{ from: 0, to: 2 }],
};
const arc: Row = {
  label: 'B',
  seats: 3,
  shape: { kind: 'arc', cx: 0, cy: 0, r: 1_000, from: -90_000, to: 90_000 },
  numbering: { first: 6, step: -2 },
  tier: 'VIP',
};
const table: Row = {
  label: '탁자',
  seats: 2,
  shape: { kind: 'points', at: [10, 20, 70, 20] },
  labels: ['왼쪽', '오른쪽'],
};

const section = (code: string, firstSeatNo: number, rows: Row[]) => ({
  code,
  label: text(`Section ${code}`, `${code}구역`),
  tier: 'S',
  firstSeatNo,
  outline,
  rows,
});
const level = (code: string, label: Text) => ({ code, label, landmarks: [] });

const plan: SeatingPlan = {
  format: 1,
  name: text('Club', '클럽'),
  focalPoint: { x: 0, y: -100 },
  stage: { label: text('Stage', '무대'), outline },
  seatCount: 9,
  levels: [
    { ...level('1F', text('Level 1', '1층')), areas: [], sections: [section('101', 0, [line])] },
    {
      ...level('2F', text('Level 2', '2층')),
      areas: [area],
      sections: [section('201', 4, [arc, table])],
    },
  ],
};

const schema = Compile(SeatingPlan);

test('names may be in any script, with blanks inside', () => {
  expect(schema.Check({ ...plan, name: text('Café No. 5 🎪', '제1 공연장') })).toBe(true);
});

test('the schema accepts a plan, also after a journey as JSON', () => {
  expect(schema.Errors(plan)).toEqual([]);
  expect(schema.Check(JSON.parse(JSON.stringify(plan)))).toBe(true);
});

test.each<[string, object]>([
  ['a property that nobody knows', { ...plan, colour: 'red' }],
  ['no focal point', { ...plan, focalPoint: undefined }],
  ['another format', { ...plan, format: 2 }],
  ['too many seats', { ...plan, seatCount: 100_001 }],
  ['no level', { ...plan, levels: [] }],
  ['half a centimetre', { ...plan, focalPoint: { x: 0.5, y: 0 } }],
  ['an empty name', { ...plan, name: { default: 'en', text: { en: '' } } }],
  ['a name of a blank', { ...plan, name: { default: 'en', text: { en: ' ' } } }],
  ['a name that PostgreSQL cannot store', { ...plan, name: text('a\u0000b', '홀') }],
  ['half of a character', { ...plan, name: text('a\ud83c', '홀') }],
  ['a language that nobody speaks', { ...plan, name: { default: 'xx', text: { en: 'A' } } }],
])('the schema refuses %s', (_, other) => {
  expect(schema.Check(JSON.parse(JSON.stringify(other)))).toBe(false);
});

test.each<[string, Partial<Row> | object]>([
  ['a row without seats', { seats: 0 }],
  ['a row too long', { seats: 501 }],
  ['a label of blanks', { label: '  ' }],
  ['a label with a blank at the end', { label: 'A ' }],
  ['a shape of another kind', { shape: { kind: 'spiral', x1: 0, y1: 0, x2: 1, y2: 1 } }],
  ['an arc with the properties of a line', { shape: { ...line.shape, kind: 'arc' } }],
  ['a step of three', { numbering: { first: 1, step: 3 } }],
  ['ranges without a range', { accessible: [] }],
])('the schema refuses %s', (_, change) => {
  const [first] = plan.levels;
  const other = { ...first, sections: [{ ...first?.sections[0], rows: [{ ...line, ...change }] }] };
  expect(schema.Check({ ...plan, levels: [other] })).toBe(false);
});

test('seats stand evenly on a line, and an aisle takes slots', () => {
  const xs = rowPoints(line).map((point) => point.x);
  expect(xs).toEqual([-150, -90, 90, 150]);
});

test('seats stand on an arc around its centre, from the left', () => {
  expect(rowPoints(arc)).toEqual([
    { x: -1_000, y: 0 },
    { x: 0, y: 1_000 },
    { x: 1_000, y: 0 },
  ]);
});

test('a row of one seat stands where its shape begins', () => {
  expect(rowPoints({ ...line, seats: 1, skip: [] })).toEqual([{ x: -150, y: 100 }]);
});

test('labels count up, count down in steps, or are spelled out', () => {
  expect([0, 1, 2, 3].map((index) => seatLabel(line, index))).toEqual(['1', '2', '3', '4']);
  expect([0, 1, 2].map((index) => seatLabel(arc, index))).toEqual(['6', '4', '2']);
  expect([0, 1].map((index) => seatLabel(table, index))).toEqual(['왼쪽', '오른쪽']);
});

test('all seats at once: columns indexed by seatNo', () => {
  const seats = expandSeats(plan);
  const { accessible, companion, restrictedView } = seatFlags;
  expect([...seats.x]).toEqual([-150, -90, 90, 150, -1_000, 0, 1_000, 10, 70]);
  expect([...seats.section]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1]);
  expect([...seats.row]).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1]);
  expect([...seats.flags.subarray(0, 4)]).toEqual([
    accessible | restrictedView,
    companion | restrictedView,
    restrictedView,
    0,
  ]);
  const tiers = [...seats.tier].map((index) => seats.tiers[index]);
  expect(tiers.join(' ')).toBe('S S S S VIP VIP VIP S S');
  expect(tierCodes(plan)).toEqual(['S', 'VIP', 'B']);
});

test('one seat by its number says the same as all seats at once', () => {
  const seats = expandSeats(plan);
  for (let seatNo = 0; seatNo < plan.seatCount; seatNo++) {
    const place = findSeat(plan, seatNo);
    expect(place?.section).toBe(seats.sections[seats.section[seatNo] ?? -1]?.section);
    expect(place?.row).toBe(place?.section.rows[seats.row[seatNo] ?? -1]);
    expect([place?.x, place?.y]).toEqual([seats.x[seatNo], seats.y[seatNo]]);
    expect(place?.tier).toBe(seats.tiers[seats.tier[seatNo] ?? -1]);
    expect(place?.flags).toBe(seats.flags[seatNo]);
  }
  for (const seatNo of [-1, 9, 0.5, Number.NaN]) expect(findSeat(plan, seatNo)).toBeUndefined();
});

test('a ticket says where, in the language of its reader', () => {
  const labels = [findSeat(plan, 2), findSeat(plan, 6)].flatMap((place) =>
    place ? [placeLabel(place, 'en'), placeLabel(place, 'ko')] : [],
  );
  expect(labels).toEqual([
    'Level 1, Section 101, Row A, Seat 3',
    '1층 101구역 A열 3번',
    'Level 2, Section 201, Row B, Seat 2',
    '2층 201구역 B열 2번',
  ]);
  expect(textIn({ default: 'ko', text: { ko: '무대' } }, 'en')).toBe('무대');
});

test('sections cover the seats without gaps', () => {
  const ranges = placedSections(plan).map((one) => [one.section.firstSeatNo, one.seatCount]);
  expect(ranges).toEqual([
    [0, 4],
    [4, 5],
  ]);
  expect(countSeats(section('x', 0, [line, arc]))).toBe(7);
});

test('whatever is skipped, seats stand in order from one end of the shape to the other', () => {
  const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 })));
  fc.assert(
    fc.property(gaps, (runs) => {
      const skip: NonNullable<Row['skip']> = [];
      let slot = 0;
      for (const [before, gap] of runs) {
        skip.push({ from: slot + before, to: slot + before + gap - 1 });
        slot += before + gap;
      }
      const seats = runs.reduce((sum, [before]) => sum + before, 0) + 1;
      const shape = { kind: 'line' as const, x1: 0, y1: 0, x2: slot * 50, y2: 0 };
      const xs = rowPoints({ label: '1', seats, shape, skip }).map((point) => point.x);
      const skipped = (at: number) => skip.some(({ from, to }) => at >= from && at <= to);
      const expected = Array.from({ length: slot + 1 }, (_, at) => at).filter((at) => !skipped(at));
      expect(xs).toEqual(expected.map((at) => at * 50));
    }),
  );
});
