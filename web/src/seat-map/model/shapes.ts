/** Plane geometry of outlines, in the units of the seating plan (centimetres). */
import type { Point } from '@onsale/contract/seating-plan-seats.ts';
import type { Outline } from '@onsale/contract/seating-plan.ts';

export type Bounds = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

export const emptyBounds: Bounds = {
  left: Infinity,
  top: Infinity,
  right: -Infinity,
  bottom: -Infinity,
};

export function boundsOf(outline: Outline): Bounds {
  let { left, top, right, bottom } = emptyBounds;
  for (let at = 0; at + 1 < outline.length; at += 2) {
    const x = outline[at] ?? 0;
    const y = outline[at + 1] ?? 0;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { left, top, right, bottom };
}

export const union = (a: Bounds, b: Bounds): Bounds => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

/** What both have in common; inside out when that is nothing. */
export const overlap = (a: Bounds, b: Bounds): Bounds => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});

export const intersects = (a: Bounds, b: Bounds): boolean =>
  a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;

export const holds = ({ left, top, right, bottom }: Bounds, x: number, y: number): boolean =>
  x >= left && x <= right && y >= top && y <= bottom;

export const grow = (bounds: Bounds, by: number): Bounds => ({
  left: bounds.left - by,
  top: bounds.top - by,
  right: bounds.right + by,
  bottom: bounds.bottom + by,
});

export const middleOf = ({ left, top, right, bottom }: Bounds): Point => ({
  x: (left + right) / 2,
  y: (top + bottom) / 2,
});

export function corners(outline: Outline): Point[] {
  return Array.from({ length: outline.length >> 1 }, (_, index) => ({
    x: outline[2 * index] ?? 0,
    y: outline[2 * index + 1] ?? 0,
  }));
}

export const contains = (outline: Outline, { x, y }: Point): boolean => depthIn(outline, x, y) >= 0;

/**
 * How far inside of the outline a point lies (even-odd rule); -1 outside. Without allocations: it is
 * asked for every seat.
 */
export function depthIn(outline: Outline, x: number, y: number): number {
  let isInside = false;
  let nearest = Infinity;
  let x0 = outline.at(-2) ?? 0;
  let y0 = outline.at(-1) ?? 0;
  for (let at = 0; at + 1 < outline.length; at += 2) {
    const x1 = outline[at] ?? 0;
    const y1 = outline[at + 1] ?? 0;
    const dx = x1 - x0;
    const dy = y1 - y0;
    if (y0 > y !== y1 > y && x0 + ((y - y0) / dy) * dx > x) isInside = !isInside;
    const along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1);
    const share = Math.min(1, Math.max(0, along));
    const square = (x0 + share * dx - x) ** 2 + (y0 + share * dy - y) ** 2;
    if (square < nearest) nearest = square;
    x0 = x1;
    y0 = y1;
  }
  return isInside ? Math.sqrt(nearest) : -1;
}

/** How far it is from a point to the nearest of the outlines, along x and along y, twice: for a label. */
export function roomAround(
  outlines: readonly Outline[],
  point: Point,
): { width: number; height: number } {
  const across = outlines.flatMap((outline) => crossings(outline, point.y));
  const down = outlines.flatMap((outline) => {
    const turned = outline.map((_, index) => outline[index ^ 1] ?? 0);
    return crossings(turned, point.x);
  });
  return { width: 2 * nearestTo(across, point.x), height: 2 * nearestTo(down, point.y) };
}

function nearestTo(at: readonly number[], from: number): number {
  const distance = Math.min(...at.map((one) => Math.abs(one - from)));
  return Number.isFinite(distance) ? distance : 0;
}

/** Where the edges of the outline cross the horizontal line at `y`. */
function crossings(outline: Outline, y: number): number[] {
  const points = corners(outline);
  let before = points.at(-1);
  const found: number[] = [];
  for (const point of points) {
    if (before !== undefined && before.y > y !== point.y > y) {
      found.push(before.x + ((y - before.y) / (point.y - before.y)) * (point.x - before.x));
    }
    before = point;
  }
  return found;
}
