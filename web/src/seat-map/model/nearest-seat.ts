/** The seat nearest to a point, by the grid. */
import type { Point } from '@onsale/contract/seating-plan-seats.ts';
import type { MapPlan } from './map-plan.ts';
import { seatsWithin } from './seat-grid.ts';
import { grow } from './shapes.ts';

/** The number of the nearest seat within `reachCm`, or -1. */
export function nearestSeat(
  map: MapPlan,
  point: Point,
  reachCm: number,
  isWanted: (seat: number) => boolean = () => true,
): number {
  const { x, y } = map.seats;
  let nearest = -1;
  let shortest = reachCm * reachCm;
  const around = { left: point.x, right: point.x, top: point.y, bottom: point.y };
  seatsWithin(map.grid, grow(around, reachCm), (seat) => {
    const distance = ((x[seat] ?? 0) - point.x) ** 2 + ((y[seat] ?? 0) - point.y) ** 2;
    if (distance <= shortest && isWanted(seat)) [nearest, shortest] = [seat, distance];
  });
  return nearest;
}
