/** Rows as pictures, and who sits behind a pillar. */
import * as fc from 'fast-check';
import { rowPoints } from '@onsale/contract/seating-plan-seats.ts';
import { expect, test } from 'vitest';
import { behindPillar, beyondAngle, curvedBlock, straightBlock } from './blocks.ts';
import {
  aroundDoor,
  groups,
  patternedRow,
  rangesWhere,
  seats,
  stepFreeGroups,
  wheelchairBoth,
  wheelchairPlatform,
} from './row-pattern.ts';

test('a picture becomes seats, aisles and wheelchair spaces', () => {
  expect(patternedRow('w.css..sc.w')).toEqual({
    seats: 7,
    skip: [
      { from: 1, to: 1 },
      { from: 5, to: 6 },
      { from: 9, to: 9 },
    ],
    accessible: [
      { from: 0, to: 0 },
      { from: 6, to: 6 },
    ],
    companion: [
      { from: 1, to: 1 },
      { from: 5, to: 5 },
    ],
  });
  for (const wrong of ['', '.s', 's.', 'sxs'])
    expect(() => patternedRow(wrong)).toThrow(/not a row/);
});

test('pictures for the usual rows', () => {
  expect(groups(2, 3)).toBe('ss..sss');
  expect(stepFreeGroups(3, 5, 3)).toBe('sc.w.w.csc.w.w.cs');
  expect(() => stepFreeGroups(3)).toThrow(/aisle/);
  expect(wheelchairBoth(5)).toBe('w.csc.w');
  expect(wheelchairPlatform(10)).toBe('w.c.w.c');
  expect(wheelchairPlatform(11)).toBe('w.c.w.c.w.c');
  expect(aroundDoor(8, 4)).toBe('ss....ss');
  expect(aroundDoor(9, 4)).toBe('ss.....ss');
});

test('wheelchair spaces do not change how many places a row has', () => {
  const counts = fc.array(fc.integer({ min: 4, max: 30 }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(counts, (all) => {
      const places = patternedRow(stepFreeGroups(...all)).seats;
      expect(places).toBe(all.reduce((sum, count) => sum + count, 0));
    }),
  );
});

test('ranges are exactly the runs of what is wanted', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean()), (items) => {
      const ranges = rangesWhere(items, Boolean);
      const back = items.map((_, at) => ranges.some(({ from, to }) => at >= from && at <= to));
      expect(back).toEqual(items);
      const touching = ranges.some(({ from }) => ranges.some(({ to }) => to === from - 1));
      expect(touching).toBe(false);
    }),
  );
});

test('neighbours are a seat pitch apart, rows a row pitch, on any block', () => {
  const plan = { patterns: [seats(10), seats(10)], seatPitchCm: 52, rowPitchCm: 90 };
  const along = { x: 0, y: -1 };
  const blocks = [
    straightBlock(plan, { front: { x: 300, y: 50 }, along, back: { x: 1, y: 0 } }),
    curvedBlock(plan, { centre: { x: 40, y: -70 }, radiusCm: 900, axisDegrees: 35 }),
  ];
  for (const rows of blocks) {
    const [front = [], back = []] = rows.map(rowPoints);
    const gaps = front.slice(1).map((point, at) => apart(point, front[at]));
    for (const gap of gaps) expect(Math.abs(gap - 52)).toBeLessThan(1.5);
    const middles = [front, back].map((row) => middleOf(row[4], row[5]));
    expect(Math.abs(apart(middles[0], middles[1]) - 90)).toBeLessThan(1.5);
  }
});

test('a pillar hides the stage from those behind it, not from those before or beside it', () => {
  const hidden = behindPillar({ x: 0, y: 0 }, { x: 0, y: 500 }, 40);
  expect(hidden({ x: 0, y: 900 })).toBe(true);
  expect(hidden({ x: 60, y: 1_000 })).toBe(true);
  expect(hidden({ x: 100, y: 1_000 })).toBe(false);
  expect(hidden({ x: 0, y: 400 })).toBe(false);
  expect(hidden({ x: 0, y: -900 })).toBe(false);
});

test('the far sides are beyond an angle to both sides', () => {
  const side = beyondAngle({ x: 10, y: -10 }, 45);
  expect([side({ x: 121, y: 100 }), side({ x: 119, y: 100 })]).toEqual([true, false]);
  expect([side({ x: -101, y: 100 }), side({ x: -99, y: 100 })]).toEqual([true, false]);
});

type Point = { readonly x: number; readonly y: number };

const apart = (a: Point = { x: 0, y: 0 }, b: Point = { x: 0, y: 0 }): number =>
  Math.hypot(a.x - b.x, a.y - b.y);

const middleOf = (a: Point = { x: 0, y: 0 }, b: Point = { x: 0, y: 0 }): Point => ({
  x: (a.x + b.x) / 2,
  y: (a.y + b.y) / 2,
});
