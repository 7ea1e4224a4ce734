/** Plane geometry: areas, insides and crossings of outlines. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaSquareMetres, crossesItself, edgesOf, within } from './geometry.ts';

const square = [0, 0, 100, 0, 100, 100, 0, 100];
/** A horseshoe open at the top. */
const horseshoe = [0, 0, 100, 0, 100, 200, 200, 200, 200, 0, 300, 0, 300, 300, 0, 300];

test('areas are in square metres, whichever way the corners go round', () => {
  expect(areaSquareMetres(square)).toBe(1);
  expect(areaSquareMetres([0, 100, 100, 100, 100, 0, 0, 0])).toBe(1);
  expect(areaSquareMetres(horseshoe)).toBe(7);
});

test('inside is inside, also of a horseshoe', () => {
  const edges = edgesOf(horseshoe);
  expect(within({ x: 50, y: 50 }, edges, 0)).toBe(true);
  expect(within({ x: 150, y: 250 }, edges, 0)).toBe(true);
  expect(within({ x: 150, y: 100 }, edges, 0)).toBe(false);
  expect(within({ x: 150, y: 100 }, edges, 49)).toBe(false);
  expect(within({ x: 150, y: 100 }, edges, 50)).toBe(true);
});

test('the tolerance is the distance to the nearest edge or corner', () => {
  const coordinate = fc.integer({ min: -300, max: 400 });
  fc.assert(
    fc.property(coordinate, coordinate, fc.integer({ min: 0, max: 250 }), (x, y, tolerance) => {
      const outsideX = Math.max(0, -x, x - 100);
      const outsideY = Math.max(0, -y, y - 100);
      const expected = Math.hypot(outsideX, outsideY) <= tolerance;
      expect(within({ x, y }, edgesOf(square), tolerance)).toBe(expected);
    }),
  );
});

test('an outline that crosses itself is found, one that does not is not', () => {
  expect(crossesItself([0, 0, 100, 100, 100, 0, 0, 100])).toBe(true);
  expect(crossesItself(square)).toBe(false);
  expect(crossesItself(horseshoe)).toBe(false);
});
