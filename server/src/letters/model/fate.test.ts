/** What becomes of letters that were not sent. */
import { expect, it } from 'vitest';
import { AGE_MAX_MS, ATTEMPTS_MAX, fateAfter } from './fate.ts';

it('tries again after a pause that doubles, up to a limit', () => {
  const pauses = Array.from({ length: ATTEMPTS_MAX - 1 }, (_, before) => {
    const fate = fateAfter('failed', { attempts: before + 1, ageMs: 0 });
    return 'againInMs' in fate && fate.counts ? fate.againInMs : undefined;
  });
  expect(pauses.slice(0, 4)).toEqual([30_000, 60_000, 120_000, 240_000]);
  expect(Math.max(...pauses.map((one) => one ?? Infinity))).toBe(21_600_000);
});

it.each(['failed', 'broken'] as const)('gives up what %s too often or is too old', (trouble) => {
  expect(fateAfter(trouble, { attempts: ATTEMPTS_MAX, ageMs: 0 })).toEqual({ settle: 'GIVEN_UP' });
  expect(fateAfter(trouble, { attempts: 1, ageMs: AGE_MAX_MS })).toEqual({ settle: 'GIVEN_UP' });
  expect(fateAfter(trouble, { attempts: 1, ageMs: AGE_MAX_MS - 1 })).toHaveProperty('againInMs');
});

it('never tries an address again that the server does not want', () => {
  expect(fateAfter('refused', { attempts: 1, ageMs: 0 })).toEqual({ settle: 'REFUSED' });
});

it('does not count what was not tried, but does not wait for ever either', () => {
  for (const trouble of ['waiting', 'busy'] as const) {
    for (const ageMs of [0, 1_000, 60_000, AGE_MAX_MS - 1]) {
      const fate = fateAfter(trouble, { attempts: 1_000, ageMs });
      expect(fate).toMatchObject({ counts: false });
      expect('againInMs' in fate && fate.againInMs).toBeGreaterThanOrEqual(500);
      expect('againInMs' in fate && fate.againInMs).toBeLessThanOrEqual(30_000);
    }
    expect(fateAfter(trouble, { attempts: 1, ageMs: AGE_MAX_MS })).toEqual({ settle: 'GIVEN_UP' });
  }
});
