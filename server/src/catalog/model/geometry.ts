/** Plane geometry for seating plans: outlines are corners x0, y0, x1, y1, ... in centimetres. */
import type { Point } from '@onsale/contract/seating-plan-seats.ts';
import type { Outline } from '@onsale/contract/seating-plan.ts';

type Edge = { readonly from: Point; readonly to: Point };

/** The edges of an outline; the last one leads back to the first corner. */
export function edgesOf(outline: Outline): Edge[] {
  const corners: Point[] = [];
  for (let at = 0; at + 1 < outline.length; at += 2) {
    corners.push({ x: outline[at] ?? 0, y: outline[at + 1] ?? 0 });
  }
  return corners.map((from, index) => ({
    from,
    to: corners[(index + 1) % corners.length] ?? from,
  }));
}

/** Area in square metres by the shoelace formula, whichever way the corners go round. */
export function areaSquareMetres(outline: Outline): number {
  const doubled = edgesOf(outline).reduce(
    (sum, { from, to }) => sum + from.x * to.y - to.x * from.y,
    0,
  );
  return Math.abs(doubled) / 2 / 10_000;
}

/** Whether a point is inside the edges, or outside by `toleranceCm` at most. */
export function within(point: Point, edges: readonly Edge[], toleranceCm: number): boolean {
  // A ray to the right crosses the edges of a polygon an odd number of times from the inside.
  let inside = false;
  for (const { from, to } of edges) {
    const spans = from.y > point.y !== to.y > point.y;
    if (!spans) continue;
    const x = from.x + ((point.y - from.y) / (to.y - from.y)) * (to.x - from.x);
    if (x > point.x) inside = !inside;
  }
  return inside || edges.some((edge) => distanceToEdge(point, edge) <= toleranceCm);
}

function distanceToEdge(point: Point, { from, to }: Edge): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / square;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - from.x - share * dx, point.y - from.y - share * dy);
}

/** Whether two edges that are no neighbours cross: then the outline has no clear inside. */
export function crossesItself(outline: Outline): boolean {
  const edges = edgesOf(outline);
  return edges.some((one, index) =>
    edges.some(
      (other, otherIndex) =>
        otherIndex > index + 1 &&
        !(index === 0 && otherIndex === edges.length - 1) &&
        crosses(one, other),
    ),
  );
}

function crosses(one: Edge, other: Edge): boolean {
  return (
    side(one, other.from) * side(one, other.to) < 0 &&
    side(other, one.from) * side(other, one.to) < 0
  );
}

/** The sign says on which side of the edge the point is. Exact: integers below 2^53. */
function side({ from, to }: Edge, point: Point): number {
  return Math.sign((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x));
}
