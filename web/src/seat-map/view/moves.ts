/** Where the camera goes for a button, for the focus, for seats that somebody wants to see. */
import type { Point } from '@onsale/contract/seating-plan-seats.ts';
import { clampScale, zoomAround } from '../model/camera.ts';
import { cameraLimits, closerCamera, NUMBERS_FROM_PX } from '../model/detail.ts';
import type { MapPlan } from '../model/map-plan.ts';
import { grow } from '../model/shapes.ts';
import type { Renderer } from './renderer.ts';

export const seatAt = ({ seats }: MapPlan, seat: number): Point => ({
  x: seats.x[seat] ?? 0,
  y: seats.y[seat] ?? 0,
});

export function zoom(map: MapPlan, renderer: Renderer, factor: number): void {
  // From where one is going: two presses are two steps.
  const { target, viewport } = renderer;
  const limits = cameraLimits(map, viewport);
  const middle = { x: viewport.width / 2, y: viewport.height / 2 };
  const scale = clampScale(target.scale * factor, limits);
  renderer.flyTo(zoomAround(target, viewport, middle, scale));
}

/** Near enough to read its number, and not at the edge. */
export function keepInView(map: MapPlan, renderer: Renderer, seat: number): void {
  const { camera, viewport } = renderer;
  const point = seatAt(map, seat);
  if (camera.scale * map.pitchCm < NUMBERS_FROM_PX) {
    return renderer.flyTo(closerCamera(map, viewport, camera, undefined, point));
  }
  const x = Math.abs(point.x - camera.x) * camera.scale;
  const y = Math.abs(point.y - camera.y) * camera.scale;
  const isInView = x < viewport.width * 0.36 && y < viewport.height * 0.36;
  if (!isInView) renderer.flyTo({ ...camera, ...point });
}

export function keepBlockInView(map: MapPlan, renderer: Renderer, block: number): void {
  const { camera, viewport, isHome } = renderer;
  const anchor = [...map.sections, ...map.areas][block]?.anchor;
  if (anchor === undefined || isHome) return;
  const isInView =
    Math.abs(anchor.x - camera.x) * camera.scale < viewport.width * 0.4 &&
    Math.abs(anchor.y - camera.y) * camera.scale < viewport.height * 0.4;
  if (!isInView) renderer.flyTo({ ...camera, ...anchor });
}

/** All of these seats, as large as a finger wants them where they fit. */
export function bringIntoView(map: MapPlan, renderer: Renderer, seats: readonly number[]): void {
  const xs = seats.map((seat) => map.seats.x[seat] ?? 0);
  const ys = seats.map((seat) => map.seats.y[seat] ?? 0);
  const bounds = grow(
    {
      left: Math.min(...xs),
      right: Math.max(...xs),
      top: Math.min(...ys),
      bottom: Math.max(...ys),
    },
    4 * map.pitchCm,
  );
  const middle = { x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom) / 2 };
  const { viewport } = renderer;
  const scale = Math.min(
    viewport.width / (bounds.right - bounds.left),
    viewport.height / (bounds.bottom - bounds.top),
    30 / map.pitchCm,
  );
  renderer.flyTo({ ...middle, scale: Math.max(scale, renderer.camera.scale * 0.5) });
}
