/** How far one seat is from another for people who want to sit near it. */
import { distanceCm } from './seat-links.ts';
import { LEVEL_CM, type SeatIndex } from './seat-index.ts';

// Whoever chose a row prefers to stay in it, even four seats further; likewise the section.
const OTHER_ROW_CM = 150;
const OTHER_SECTION_CM = 300;

/**
 * Centimetres as the crow flies, plus 150 to another row, 300 to another section and 600 for every
 * level between them (levels lie above each other on the plan).
 */
export function placeDistanceCm(index: SeatIndex, a: number, b: number): number {
  const runA = index.run[a] ?? -1;
  const runB = index.run[b] ?? -1;
  const sectionA = index.runSection[runA] ?? -1;
  const sectionB = index.runSection[runB] ?? -1;
  const cm = distanceCm(index, a, b);
  if (sectionA === sectionB) {
    return index.runRow[runA] === index.runRow[runB] ? cm : cm + OTHER_ROW_CM;
  }
  const levels = (index.sections[sectionA]?.level ?? 0) - (index.sections[sectionB]?.level ?? 0);
  return cm + OTHER_ROW_CM + OTHER_SECTION_CM + LEVEL_CM * Math.abs(levels);
}

/**
 * How far a group that sits (or sat) from seat `first` to seat `last` moves to `size` neighbours from
 * `start` on: the mean way of its two ends, so that one seat to either side is equally far.
 */
export function wayCm(
  index: SeatIndex,
  [first, last]: readonly [number, number],
  start: number,
  size: number,
): number {
  const end = start + size - 1;
  return (placeDistanceCm(index, first, start) + placeDistanceCm(index, last, end)) / 2;
}
