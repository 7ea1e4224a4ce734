/** Which part of the hall is on the screen: pure arithmetic between centimetres and CSS pixels. */
import type { Point } from '@onsale/contract/seating-plan-seats.ts';
import type { Bounds } from './shapes.ts';

/** `x`, `y`: the centimetre in the middle of the view. `scale`: CSS pixels per centimetre. */
export type Camera = { readonly x: number; readonly y: number; readonly scale: number };

/** CSS pixels. */
export type Viewport = { readonly width: number; readonly height: number };

export type CameraLimits = {
  readonly bounds: Bounds;
  readonly scaleMin: number;
  readonly scaleMax: number;
};

/** All of `bounds`, with `paddingPx` around it. */
export function fit(bounds: Bounds, viewport: Viewport, paddingPx: number): Camera {
  const width = Math.max(1, viewport.width - 2 * paddingPx);
  const height = Math.max(1, viewport.height - 2 * paddingPx);
  return {
    x: (bounds.left + bounds.right) / 2,
    y: (bounds.top + bounds.bottom) / 2,
    scale: Math.min(
      width / Math.max(1, bounds.right - bounds.left),
      height / Math.max(1, bounds.bottom - bounds.top),
    ),
  };
}

export const toScreen = (camera: Camera, viewport: Viewport, { x, y }: Point): Point => ({
  x: (x - camera.x) * camera.scale + viewport.width / 2,
  y: (y - camera.y) * camera.scale + viewport.height / 2,
});

export const toWorld = (camera: Camera, viewport: Viewport, { x, y }: Point): Point => ({
  x: (x - viewport.width / 2) / camera.scale + camera.x,
  y: (y - viewport.height / 2) / camera.scale + camera.y,
});

export function visibleBounds({ x, y, scale }: Camera, { width, height }: Viewport): Bounds {
  const across = width / 2 / scale;
  const down = height / 2 / scale;
  return { left: x - across, right: x + across, top: y - down, bottom: y + down };
}

/** What lies under a finger moves with it. */
export const pan = (camera: Camera, dx: number, dy: number): Camera => ({
  ...camera,
  x: camera.x - dx / camera.scale,
  y: camera.y - dy / camera.scale,
});

/** What lies under `point` stays there. */
export function zoomAround(
  camera: Camera,
  viewport: Viewport,
  point: Point,
  scale: number,
): Camera {
  const under = toWorld(camera, viewport, point);
  return {
    x: under.x - (point.x - viewport.width / 2) / scale,
    y: under.y - (point.y - viewport.height / 2) / scale,
    scale,
  };
}

export const clampScale = (scale: number, { scaleMin, scaleMax }: CameraLimits): number =>
  Math.min(scaleMax, Math.max(scaleMin, scale));

/** The hall never leaves the screen: what is smaller than the view sits in its middle. */
export function clampCamera(camera: Camera, viewport: Viewport, limits: CameraLimits): Camera {
  const scale = clampScale(camera.scale, limits);
  const { left, right, top, bottom } = limits.bounds;
  return {
    x: clampAxis(camera.x, left, right, viewport.width / 2 / scale),
    y: clampAxis(camera.y, top, bottom, viewport.height / 2 / scale),
    scale,
  };
}

function clampAxis(at: number, from: number, to: number, half: number): number {
  if (to - from <= 2 * half) return (from + to) / 2;
  return Math.min(to - half, Math.max(from + half, at));
}

export const sameCamera = (a: Camera, b: Camera): boolean =>
  a.x === b.x && a.y === b.y && a.scale === b.scale;
