/** How much the map shows at a scale, and how far one can zoom. */
import { clampScale, fit, type Camera, type CameraLimits, type Viewport } from './camera.ts';
import type { MapPlan } from './map-plan.ts';
import { grow, middleOf, type Bounds } from './shapes.ts';

/** `sections`: shapes with what is left; `rows`: lines of seats; `seats`: each of them. */
export type Detail = 'sections' | 'rows' | 'seats';

/** From seat to seat, in CSS pixels. */
const ROWS_FROM_PX = 3.4;
const SEATS_FROM_PX = 7.5;
export const NUMBERS_FROM_PX = 17;
/** A seat as wide as a finger's tip (44 px, WCAG 2.5.5). */
const CLOSEST_PX = 46;
/** Where a tap leads that asks for seats: well told apart, a good many in view. */
const SEATS_VIEW_PX = 30;

export function detailAt(scale: number, pitchCm: number): Detail {
  const pitchPx = scale * pitchCm;
  if (pitchPx < ROWS_FROM_PX) return 'sections';
  return pitchPx < SEATS_FROM_PX ? 'rows' : 'seats';
}

/** Around the hall; below it there are buttons. */
const SIDE_PX = 10;
const BOTTOM_PX = 60;

/** The hall with what is kept free around it. */
export function cameraLimits(map: MapPlan, viewport: Viewport): CameraLimits {
  const { bounds } = map;
  const room = { width: viewport.width, height: viewport.height - BOTTOM_PX + SIDE_PX };
  // A house of ten seats does not fill a wall.
  const scaleMin = Math.min(fit(bounds, room, SIDE_PX).scale, scaleMaxOf(map));
  const around = grow(bounds, SIDE_PX / scaleMin);
  return {
    bounds: { ...around, bottom: bounds.bottom + BOTTOM_PX / scaleMin },
    scaleMin,
    scaleMax: Math.max(scaleMaxOf(map), scaleMin),
  };
}

export function homeCamera(map: MapPlan, viewport: Viewport): Camera {
  const { bounds, scaleMin } = cameraLimits(map, viewport);
  return { ...middleOf(bounds), scale: scaleMin };
}

const scaleMaxOf = ({ pitchCm, sections }: MapPlan): number =>
  (sections.length === 0 ? CLOSEST_PX / 4 : CLOSEST_PX) / pitchCm;

/** A section in full; when that is already in view, seats around `point` that a finger can hit. */
export function closerCamera(
  map: MapPlan,
  viewport: Viewport,
  now: Camera,
  section: Bounds | undefined,
  point: { readonly x: number; readonly y: number },
): Camera {
  const limits = cameraLimits(map, viewport);
  const seats = clampScale(SEATS_VIEW_PX / map.pitchCm, limits);
  if (section !== undefined) {
    const whole = fit(grow(section, map.pitchCm), viewport, SIDE_PX);
    const isCloser = whole.scale > now.scale * 1.15;
    if (isCloser) return { ...whole, scale: Math.min(whole.scale, seats) };
  }
  const isFar = now.scale < seats * 0.95;
  return { x: point.x, y: point.y, scale: isFar ? seats : limits.scaleMax };
}
