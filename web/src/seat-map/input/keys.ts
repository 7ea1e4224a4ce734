/** What the keys do on the map: a pure step from where the focus is to where it goes. */
import { seatStates } from '@onsale/contract/seat-state.ts';
import type { MapPlan } from '../model/map-plan.ts';
import { nearestSeat } from '../model/nearest-seat.ts';
import { blockTowards, seatTowards, type Direction } from '../model/neighbours.ts';

/** Blocks are the sections, then the areas. */
export type MapFocus =
  | { readonly kind: 'block'; readonly block: number }
  | { readonly kind: 'seat'; readonly seat: number };

export type KeyStep =
  | { readonly kind: 'focus'; readonly focus: MapFocus }
  | { readonly kind: 'enter_section'; readonly section: number; readonly focus: MapFocus }
  | { readonly kind: 'choose_seat'; readonly seat: number }
  | { readonly kind: 'choose_area'; readonly pool: number }
  | { readonly kind: 'leave'; readonly focus: MapFocus }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'home' };

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

const ZOOM = 1.5;

/** Undefined: the key means nothing here and belongs to the page. */
export function keyStep(
  map: MapPlan,
  states: Uint8Array,
  focus: MapFocus,
  key: string,
  isHome: boolean,
): KeyStep | undefined {
  const direction = directions[key];
  if (direction !== undefined) return moved(map, focus, direction);
  if (key === 'Enter' || key === ' ') return entered(map, states, focus);
  if (key === '+' || key === '=') return { kind: 'zoom', factor: ZOOM };
  if (key === '-' || key === '_') return { kind: 'zoom', factor: 1 / ZOOM };
  if (key === 'Home') return { kind: 'home' };
  if (key !== 'Escape') return undefined;
  if (focus.kind === 'seat' && map.sections.length + map.areas.length > 1) {
    return { kind: 'leave', focus: { kind: 'block', block: map.seats.section[focus.seat] ?? 0 } };
  }
  return isHome ? undefined : { kind: 'home' };
}

/** At the edge the focus stays, and so does the page. */
function moved(map: MapPlan, focus: MapFocus, direction: Direction): KeyStep {
  if (focus.kind === 'seat') {
    const seat = seatTowards(map, focus.seat, direction) ?? focus.seat;
    return { kind: 'focus', focus: { kind: 'seat', seat } };
  }
  const block = blockTowards(map, focus.block, direction) ?? focus.block;
  return { kind: 'focus', focus: { kind: 'block', block } };
}

function entered(map: MapPlan, states: Uint8Array, focus: MapFocus): KeyStep | undefined {
  if (focus.kind === 'seat') return { kind: 'choose_seat', seat: focus.seat };
  const area = map.areas[focus.block - map.sections.length];
  if (area !== undefined) return { kind: 'choose_area', pool: area.area.pool };
  const seat = firstSeatOf(map, states, focus.block);
  if (seat === undefined) return undefined;
  return { kind: 'enter_section', section: focus.block, focus: { kind: 'seat', seat } };
}

/** The free seat nearest to the middle of the section, else the middle itself. */
function firstSeatOf(map: MapPlan, states: Uint8Array, block: number): number | undefined {
  const section = map.sections[block];
  if (section === undefined) return undefined;
  const isOwn = (seat: number): boolean => map.seats.section[seat] === block;
  const isFree = (seat: number): boolean => isOwn(seat) && states[seat] === seatStates.AVAILABLE;
  const { left, right, top, bottom } = section.bounds;
  const reach = Math.hypot(right - left, bottom - top);
  const free = nearestSeat(map, section.anchor, reach, isFree);
  return free >= 0 ? free : section.firstSeat;
}

/** Where the focus begins: at what is chosen, else in the middle of what one sees. */
export function firstFocus(
  map: MapPlan,
  selected: readonly number[],
  middle: { readonly x: number; readonly y: number },
): MapFocus {
  const [seat] = selected;
  if (seat !== undefined) return { kind: 'seat', seat };
  const blocks = [...map.sections, ...map.areas];
  let nearest = 0;
  let least = Infinity;
  for (const [block, { anchor }] of blocks.entries()) {
    const distance = Math.hypot(anchor.x - middle.x, anchor.y - middle.y);
    if (distance < least) [nearest, least] = [block, distance];
  }
  return { kind: 'block', block: nearest };
}
