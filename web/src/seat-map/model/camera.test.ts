/** Where things are on the screen: panning, zooming, flying, and how far one may go. */
import { expect, test } from 'vitest';
import {
  clampCamera,
  fit,
  pan,
  toScreen,
  toWorld,
  visibleBounds,
  zoomAround,
  type Camera,
} from './camera.ts';
import { cameraLimits, closerCamera, detailAt, homeCamera } from './detail.ts';
import { flight } from './flight.ts';
import { buildMapPlan } from './map-plan.ts';
import { testPlan } from './testing-plan.ts';

const viewport = { width: 390, height: 600 };
const camera: Camera = { x: 500, y: -200, scale: 0.25 };

test('from the hall to the screen and back', () => {
  const point = { x: 731, y: 96 };
  const there = toScreen(camera, viewport, point);
  const back = toWorld(camera, viewport, there);
  expect(back.x).toBeCloseTo(point.x, 9);
  expect(back.y).toBeCloseTo(point.y, 9);
  expect(toScreen(camera, viewport, camera)).toEqual({ x: 195, y: 300 });
});

test('what is under the finger stays under it: while panning and while zooming', () => {
  const finger = { x: 100, y: 450 };
  const under = toWorld(camera, viewport, finger);
  const moved = pan(camera, 30, -12);
  const after = toWorld(moved, viewport, { x: 130, y: 438 });
  expect(after.x).toBeCloseTo(under.x, 9);
  expect(after.y).toBeCloseTo(under.y, 9);
  const zoomed = zoomAround(camera, viewport, finger, 1.3);
  expect(toWorld(zoomed, viewport, finger).x).toBeCloseTo(under.x, 9);
  expect(toWorld(zoomed, viewport, finger).y).toBeCloseTo(under.y, 9);
});

test('fitting shows all of it and no more than it must', () => {
  const bounds = { left: -300, right: 900, top: 0, bottom: 400 };
  const seen = visibleBounds(fit(bounds, viewport, 10), viewport);
  expect(seen.left).toBeLessThan(bounds.left);
  expect(seen.right).toBeGreaterThan(bounds.right);
  expect((seen.right - seen.left) / (bounds.right - bounds.left)).toBeCloseTo(390 / 370, 6);
});

test('the hall cannot be pushed off the screen', () => {
  const limits = {
    bounds: { left: 0, right: 4_000, top: 0, bottom: 500 },
    scaleMin: 0.09,
    scaleMax: 1,
  };
  const far = clampCamera({ x: 9_999, y: 9_999, scale: 0.5 }, viewport, limits);
  expect(visibleBounds(far, viewport).right).toBeCloseTo(4_000, 6);
  // Smaller than the view in this direction: it sits in the middle.
  expect(far.y).toBe(250);
  expect(clampCamera({ ...far, scale: 7 }, viewport, limits).scale).toBe(1);
  expect(clampCamera({ ...far, scale: 0 }, viewport, limits).scale).toBe(0.09);
});

test('a flight begins where one is, ends exactly at its target and zooms out for a long way', () => {
  const from = { x: 0, y: 0, scale: 0.6 };
  const to = { x: 9_000, y: 2_000, scale: 0.6 };
  const path = flight(from, to, viewport);
  expect(path.at(0).x).toBeCloseTo(0, 6);
  expect(path.at(0).scale).toBeCloseTo(0.6, 6);
  expect(path.at(path.durationMs)).toEqual(to);
  const lowest = Math.min(
    ...Array.from({ length: 50 }, (_, i) => path.at((path.durationMs * i) / 50).scale),
  );
  expect(lowest).toBeLessThan(0.3);
  const still = flight(from, { ...from, scale: 0.1 }, viewport);
  expect(still.at(still.durationMs / 2).x).toBe(0);
  expect(still.at(still.durationMs * 0.999).scale).toBeCloseTo(0.1, 2);
});

const map = buildMapPlan(
  testPlan([
    [
      { code: 'A', top: 0, rows: 20, seats: 40 },
      { code: 'B', left: 3_000, top: 0, rows: 20, seats: 40 },
    ],
  ]),
);

test('home shows the whole hall, and there is no way further out', () => {
  const home = homeCamera(map, viewport);
  const seen = visibleBounds(home, viewport);
  expect(seen.left).toBeLessThanOrEqual(map.bounds.left);
  expect(seen.right).toBeGreaterThanOrEqual(map.bounds.right);
  const limits = cameraLimits(map, viewport);
  expect(limits.scaleMin).toBe(home.scale);
  expect(clampCamera(home, viewport, limits)).toEqual(home);
});

test('taps lead closer step by step: the section, then seats a finger can hit', () => {
  const home = homeCamera(map, viewport);
  const [section] = map.sections;
  const point = { x: 200, y: 300 };
  const first = closerCamera(map, viewport, home, section?.bounds, point);
  expect(first.scale).toBeGreaterThan(home.scale);
  const second = closerCamera(map, viewport, first, section?.bounds, point);
  expect(second.scale * map.pitchCm).toBeGreaterThanOrEqual(28);
  expect(second).toMatchObject(point);
  expect(detailAt(home.scale, map.pitchCm)).not.toBe('seats');
  expect(detailAt(second.scale, map.pitchCm)).toBe('seats');
});
