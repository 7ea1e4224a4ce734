/**
 * Rows as pictures: one character per slot, left to right. `s` a seat, `w` a wheelchair space, `c`
 * the companion's seat, `.` nobody (an aisle, a door, the second half of a wheelchair space, which
 * needs about 90 cm where a seat needs 50). "w.csss..sssc.w" reads as the hall looks.
 */
import type { Range, Row } from '@onsale/contract/seating-plan-row.ts';
import { assert } from '../../../lib/assert.ts';

export type PatternedRow = Pick<Row, 'seats' | 'skip' | 'accessible' | 'companion'>;

export const seats = (count: number): string => 's'.repeat(count);

/** Groups of seats with aisles of two slots, about 104 cm, between them. */
export const groups = (...counts: readonly number[]): string => counts.map(seats).join('..');

/**
 * The same groups in a row that is reached without steps: at both sides of every aisle a wheelchair
 * space and its companion. Such a row lies at a cross aisle, so the spaces may use up the aisles.
 */
export function stepFreeGroups(...counts: readonly number[]): string {
  assert(counts.length > 1, 'without an aisle there is no room for wheelchairs');
  const plain = counts.map((count, index) => {
    const inner = index > 0 && index < counts.length - 1;
    return seats(count - (inner ? 4 : 2));
  });
  return plain.join('c.w.w.c');
}

/** `count` places in one group with a wheelchair space and its companion at both ends. */
export const wheelchairBoth = (count: number): string => `w.c${seats(count - 4)}c.w`;

/** A platform: as many wheelchair spaces with companions as fit into `slots` (>= 3). */
export const wheelchairPlatform = (slots: number): string =>
  Array.from({ length: Math.floor((slots + 1) / 4) }, () => 'w.c').join('.');

/** `slots` slots with a door in the middle, `door` slots wide or one more: both sides are equal. */
export function aroundDoor(slots: number, door: number): string {
  const side = Math.floor((slots - door) / 2);
  return seats(side) + '.'.repeat(slots - 2 * side) + seats(side);
}

/** The part of a row that the pattern determines. The pattern starts and ends with a place. */
export function patternedRow(pattern: string): PatternedRow {
  assert(/^[swc]([swc.]*[swc])?$/.test(pattern), `not a row: ${pattern}`);
  const places = pattern.replaceAll('.', '');
  const row: PatternedRow = { seats: places.length };
  const skip = rangesWhere(pattern, (slot) => slot === '.');
  const accessible = rangesWhere(places, (place) => place === 'w');
  const companion = rangesWhere(places, (place) => place === 'c');
  if (skip.length > 0) row.skip = skip;
  if (accessible.length > 0) row.accessible = accessible;
  if (companion.length > 0) row.companion = companion;
  return row;
}

/** The runs of items that satisfy `wanted`, as inclusive index ranges. */
export function rangesWhere<Item>(items: Iterable<Item>, wanted: (item: Item) => boolean): Range[] {
  const ranges: Range[] = [];
  let index = 0;
  for (const item of items) {
    const last = ranges.at(-1);
    if (wanted(item)) {
      if (last?.to === index - 1) last.to = index;
      else ranges.push({ from: index, to: index });
    }
    index++;
  }
  return ranges;
}
