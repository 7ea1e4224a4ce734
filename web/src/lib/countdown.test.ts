/** The countdown: exact to the second, never over too early. */
import { describe, expect, it } from 'vitest';
import { countdownTo } from './countdown.ts';

describe('countdownTo', () => {
  it.each([
    [0, { days: 0, clock: '00:00', isOver: true, duration: 'P0DT0H0M0S' }],
    [1, { days: 0, clock: '00:01', isOver: false, duration: 'P0DT0H0M1S' }],
    [59_999, { days: 0, clock: '01:00', isOver: false, duration: 'P0DT0H1M0S' }],
    [3_599_000, { days: 0, clock: '59:59', isOver: false, duration: 'P0DT0H59M59S' }],
    [3_600_000, { days: 0, clock: '01:00:00', isOver: false, duration: 'P0DT1H0M0S' }],
    [86_400_000, { days: 1, clock: '00:00:00', isOver: false, duration: 'P1DT0H0M0S' }],
    [2 * 86_400_000 + 5_000, { days: 2, clock: '00:00:05', isOver: false, duration: 'P2DT0H0M5S' }],
  ])('shows %i ms', (leftMs, expected) => {
    expect(countdownTo(1_000_000 + leftMs, 1_000_000)).toEqual(expected);
  });

  it('stays over', () => {
    expect(countdownTo(1_000, 999_000).isOver).toBe(true);
  });
});
