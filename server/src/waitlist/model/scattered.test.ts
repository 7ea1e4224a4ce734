/** Seats apart, and seats of halls without a drawing. */
import { expect, it } from 'vitest';
import { inNumberOrder, scattered } from './scattered.ts';

const seat = (seatNo: number, tier: string, viewCm: number) => ({ seatNo, tier, viewCm });

it('takes the best seats of one tier', () => {
  const seats = [seat(9, 'S', 30), seat(2, 'S', 10), seat(5, 'S', 20), seat(1, 'R', 5)];
  expect(scattered(seats, 2)).toEqual([2, 5]);
  expect(scattered(seats, 1)).toEqual([1]);
  expect(scattered(seats, 3)).toEqual([2, 5, 9]);
  expect(scattered(seats, 4)).toBeUndefined();
  expect(scattered([], 1)).toBeUndefined();
});

it('takes seats of a hall without a drawing by their numbers', () => {
  expect(inNumberOrder([1, 3, 4, 5], 2, true)).toEqual([3, 4]);
  expect(inNumberOrder([1, 3, 4, 5], 2, false)).toEqual([1, 3]);
  expect(inNumberOrder([1, 3, 5], 2, true)).toBeUndefined();
  expect(inNumberOrder([1], 2, false)).toBeUndefined();
});
