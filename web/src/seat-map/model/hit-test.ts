/**
 * What a tap means. A finger covers 44 CSS pixels: where seats are smaller, the nearest free one in its
 * reach is meant; where they are so small that it could be any, the map comes closer first.
 */
import { seatStates } from '@onsale/contract/seat-state.ts';
import type { Point } from '@onsale/contract/seating-plan-seats.ts';
import { hiddenSeats, sectionAt, type TopLevel } from './levels.ts';
import type { MapArea, MapPlan, MapSection } from './map-plan.ts';
import { nearestSeat } from './nearest-seat.ts';
import { contains } from './shapes.ts';

export type Hit =
  | { readonly kind: 'seat'; readonly seat: number }
  /** Too small to tell: come closer, to this section if there is one. */
  | { readonly kind: 'closer'; readonly section: MapSection | undefined }
  | { readonly kind: 'area'; readonly area: MapArea }
  | { readonly kind: 'nothing' };

/** What points: a finger needs larger seats than a mouse. */
export type Pointing = 'coarse' | 'fine';

const reachPx = { coarse: 22, fine: 8 } as const;
/** From this size on, in CSS pixels from seat to seat, a tap chooses. */
const choosePx = { coarse: 15, fine: 8 } as const;
/** From this size on a tap on a taken seat means that one, not its neighbour. */
const surePx = { coarse: 26, fine: 12 } as const;

export type TapOn = {
  readonly point: Point;
  readonly scale: number;
  readonly pointing: Pointing;
  readonly topLevel: TopLevel;
};

export function hitTest(
  map: MapPlan,
  states: Uint8Array,
  isSelected: (seat: number) => boolean,
  { point, scale, pointing, topLevel }: TapOn,
): Hit {
  const pitchPx = map.pitchCm * scale;
  const area = map.areas.find((one) => contains(one.area.outline, point));
  if (area !== undefined) return { kind: 'area', area };
  const section = sectionAt(map, topLevel, point);
  if (pitchPx < choosePx[pointing]) {
    const isNear = section !== undefined || nearestSeat(map, point, reachPx[pointing] / scale) >= 0;
    return isNear ? { kind: 'closer', section } : { kind: 'nothing' };
  }
  const hidden = hiddenSeats(map, topLevel);
  const canSee = (seat: number): boolean => hidden[seat] !== 1;
  const under = nearestSeat(map, point, map.pitchCm / 2, canSee);
  const isSure = pitchPx >= surePx[pointing];
  if (under >= 0 && (isSure || isSelected(under))) return { kind: 'seat', seat: under };
  const reachCm = Math.max(reachPx[pointing] / scale, map.pitchCm / 2);
  const isWanted = (seat: number): boolean =>
    (states[seat] === seatStates.AVAILABLE || isSelected(seat)) && canSee(seat);
  const free = nearestSeat(map, point, reachCm, isWanted);
  const seat = free >= 0 ? free : under;
  return seat >= 0 ? { kind: 'seat', seat } : { kind: 'nothing' };
}
