/** Virtual buyers pay with virtual money only. */
import { expect, it } from 'vitest';
import { takesRehearsals } from './takes-rehearsals.ts';

it('the simulator takes rehearsals; every other provider is taken for a real one', () => {
  expect(takesRehearsals({ name: 'simulator' })).toBe(true);
  for (const name of ['stripe', 'toss', 'Simulator', 'simulator-live', '']) {
    expect(takesRehearsals({ name })).toBe(false);
  }
});
