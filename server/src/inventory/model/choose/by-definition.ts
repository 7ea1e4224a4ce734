/**
 * For tests: what the algorithms of this folder are about, written down a second time as plainly as
 * possible, seat by seat and without any index of free segments.
 */
import { PROTECTED } from './free-segments.ts';
import type { SeatIndex } from './seat-index.ts';

export type House = { readonly index: SeatIndex; readonly states: Uint8Array };

const nobody: ReadonlySet<number> = new Set();

const isFree = ({ index, states }: House, seat: number): boolean =>
  states[seat] === 0 && ((index.flags[seat] ?? 0) & PROTECTED) === 0;

/** Whether somebody who does not ask for a wheelchair space could sit beside `seat` on that side. */
function hasNeighbour(
  house: House,
  seat: number,
  side: 1 | -1,
  gone: ReadonlySet<number>,
): boolean {
  const other = seat + side;
  const sameRun = house.index.run[other] === house.index.run[seat];
  return sameRun && isFree(house, other) && !gone.has(other);
}

/** Free seats that are alone once `picked` are gone, and were not alone before. Ascending. */
export function singlesByDefinition(house: House, picked: readonly number[]): number[] {
  const alone = (seat: number, gone: ReadonlySet<number>): boolean =>
    isFree(house, seat) &&
    !gone.has(seat) &&
    !hasNeighbour(house, seat, -1, gone) &&
    !hasNeighbour(house, seat, 1, gone);
  const gone = new Set(picked);
  return [...house.states.keys()].filter((seat) => alone(seat, gone) && !alone(seat, nobody));
}

/** Every `size` free neighbours that there are. */
export function placesByDefinition(house: House, size: number): number[][] {
  return [...house.states.keys()]
    .map((start) => Array.from({ length: size }, (_, offset) => start + offset))
    .filter((seats) => {
      const run = house.index.run[seats[0] ?? -1];
      return seats.every((seat) => isFree(house, seat) && house.index.run[seat] === run);
    });
}

/** The section and the tier of a seat, as a key. */
export const sectionAndTier = ({ index }: House, seat: number): string =>
  `${index.runSection[index.run[seat] ?? -1]}/${tier({ index }, seat)}`;

export const tier = ({ index }: Pick<House, 'index'>, seat: number): string =>
  index.tiers[index.runTier[index.run[seat] ?? -1] ?? -1] ?? '';

const middle = (seats: readonly number[]): number => seats[(seats.length - 1) >> 1] ?? -1;

/** Whether two groups sit one behind the other, see rung 3: middle behind middle, +- one seat. */
function areAligned(house: House, front: readonly number[], back: readonly number[]): boolean {
  const behind = house.index.behind[middle(front)] ?? -1;
  if (behind < 0 || house.index.run[behind] !== house.index.run[middle(back)]) return false;
  const same = sectionAndTier(house, behind) === sectionAndTier(house, middle(front));
  return same && Math.abs(behind - middle(back)) <= 1;
}

/** Whether a party can be split into groups of at least two, all within one part of the house. */
function canSplit(house: House, party: number, partOf: (seat: number) => string): boolean {
  const lengths = new Map<number, number>();
  let first = -1;
  for (const seat of house.states.keys()) {
    if (!isFree(house, seat)) continue;
    if (!hasNeighbour(house, seat, -1, nobody)) first = seat;
    lengths.set(first, (lengths.get(first) ?? 0) + 1);
  }
  const sums = new Map<string, Set<number>>();
  for (const [start, length] of lengths) {
    const known = sums.get(partOf(start)) ?? new Set([0]);
    const sizes = Array.from({ length: length + 1 }, (_, size) => size).filter(
      (size) => size !== 1,
    );
    sums.set(partOf(start), new Set([...known].flatMap((sum) => sizes.map((size) => sum + size))));
  }
  return [...sums.values()].some((reachable) => reachable.has(party));
}

/** The rung of the ladder on which a party of ordinary people sits, by trying everything. */
export function rungByDefinition(house: House, party: number): number | undefined {
  const places = placesByDefinition(house, party);
  if (places.some((seats) => singlesByDefinition(house, seats).length === 0)) return 1;
  if (places.length > 0) return 2;
  const least = party >= 4 ? 2 : 1;
  for (let size = least; size <= party - least; size++) {
    const backs = placesByDefinition(house, party - size);
    const fits = (front: readonly number[]): boolean =>
      backs.some((back) => areAligned(house, front, back));
    if (placesByDefinition(house, size).some(fits)) return 3;
  }
  if (canSplit(house, party, (seat) => sectionAndTier(house, seat))) return 4;
  return canSplit(house, party, (seat) => tier(house, seat)) ? 5 : undefined;
}
