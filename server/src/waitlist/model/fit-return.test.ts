/** Which order fits which wish. */
import { expect, it } from 'vitest';
import { fitsReturn, type ReturnedPlace } from './fit-return.ts';
import type { Wish } from './wish.ts';

const wish = (more: Partial<Wish> = {}): Wish => ({
  party: 2,
  tiers: null,
  together: true,
  wheelchairs: 0,
  ...more,
});
const seat = (seatNo: number | null, more: Partial<ReturnedPlace> = {}): ReturnedPlace => ({
  seatNo,
  tierCode: 'S',
  run: 0,
  isAccessible: false,
  isCompanion: false,
  ...more,
});
const fits = (more: Partial<Wish>, ...places: ReturnedPlace[]): boolean =>
  fitsReturn(wish(more), places, 'R');

it('is for a party of exactly its size', () => {
  expect(fits({}, seat(4), seat(3))).toBe(true);
  expect(fits({ party: 1 }, seat(4), seat(3))).toBe(false);
  expect(fits({ party: 3 }, seat(4), seat(3))).toBe(false);
});

it('has to be of tiers that will do; places without one are of the first', () => {
  expect(fits({ tiers: ['S'] }, seat(1), seat(2))).toBe(true);
  expect(fits({ tiers: ['R'] }, seat(1), seat(2))).toBe(false);
  expect(fits({ tiers: ['S'] }, seat(1), seat(2, { tierCode: 'R' }))).toBe(false);
  expect(fits({ tiers: ['R'], party: 1 }, seat(null, { tierCode: null }))).toBe(true);
});

it('has to be side by side where that is wished', () => {
  expect(fits({}, seat(1), seat(3))).toBe(false);
  expect(fits({}, seat(1), seat(2, { run: 1 }))).toBe(false);
  expect(fits({ together: false }, seat(1), seat(9, { run: 3 }))).toBe(true);
  expect(fits({}, seat(null), seat(null))).toBe(true);
});

it('wheelchair spaces and the seats beside them are for those who need them', () => {
  const space = seat(1, { isAccessible: true });
  const companion = seat(2, { isCompanion: true });
  expect(fits({ wheelchairs: 1 }, space, companion)).toBe(true);
  expect(fits({}, space, seat(2))).toBe(false);
  expect(fits({}, companion, seat(3))).toBe(false);
  expect(fits({ wheelchairs: 1 }, seat(1), seat(2))).toBe(false);
});
