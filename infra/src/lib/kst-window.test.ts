/** Korean nights are the day before in UTC; a window nine hours off backs up at noon. */
import { describe, expect, it } from 'vitest';
import { kstWeeklyWindow, kstWindow } from './kst-window.ts';

describe('a daily window', () => {
  it.each([
    ['03:00', '04:00', '18:00-19:00'],
    ['04:00', '05:00', '19:00-20:00'],
    ['08:30', '09:30', '23:30-00:30'],
    ['09:00', '10:00', '00:00-01:00'],
    ['23:30', '00:30', '14:30-15:30'],
  ])('from %s to %s is %s in UTC', (from, to, utc) => {
    expect(kstWindow(from, to)).toBe(utc);
  });

  it.each([
    ['3:00', '04:00'],
    ['24:00', '04:00'],
    ['03:00', '03:60'],
    ['03:00', '03:00'],
  ])('from %s to %s is refused', (from, to) => {
    expect(() => kstWindow(from, to)).toThrow(RangeError);
  });
});

describe('a weekly window', () => {
  it.each([
    ['mon', '04:00', '05:00', 'sun:19:00-sun:20:00'],
    ['mon', '08:30', '09:30', 'sun:23:30-mon:00:30'],
    ['tue', '12:00', '13:00', 'tue:03:00-tue:04:00'],
    ['sun', '23:00', '01:00', 'sun:14:00-sun:16:00'],
    ['sun', '23:00', '10:00', 'sun:14:00-mon:01:00'],
  ] as const)('on %s from %s to %s is %s in UTC', (day, from, to, utc) => {
    expect(kstWeeklyWindow(day, from, to)).toBe(utc);
  });
});
