/** Which round a draw takes: in time, late, closed too late, and never. */
import { describe, expect, it } from 'vitest';
import { knownChains } from './beacon.ts';
import { firstRoundOf, lastRoundOf, roundStep } from './fair-draw-rounds.ts';
import type { BeaconTerms } from './fair-draw-terms.ts';

/** A round every 10 s; round 1 at second 1,000; round 5 at second 1,040. */
const terms: BeaconTerms = {
  ...knownChains.quicknet,
  genesisTime: 1_000,
  period: 10,
  round: 5,
  fallbackRounds: 2,
  fallbackSeconds: 25,
};

describe('the first round that may be used', () => {
  it.each([
    [0, 5],
    [1_039_999, 5],
    [1_040_000, 6],
    [1_049_999, 6],
    [1_050_000, 7],
    [1_059_999, 7],
    [1_060_000, undefined],
  ])('for a cohort closed at %i ms is %s', (closedAtMs, round) => {
    expect(firstRoundOf(terms, closedAtMs)).toBe(round);
  });

  it('is the committed one or nothing where no round may stand in', () => {
    const strict = { ...terms, fallbackRounds: 0 };
    expect(firstRoundOf(strict, 1_039_999)).toBe(5);
    expect(firstRoundOf(strict, 1_040_000)).toBeUndefined();
    expect(lastRoundOf(strict)).toBe(5);
  });
});

describe('what to do', () => {
  const closedAtMs = 1_030_000;
  const fromMs = 1_040_000;

  it.each([
    [1_030_000, 5, 5, false],
    [1_064_999, 5, 5, false],
    [1_065_000, 5, 6, false],
    [1_074_999, 5, 6, false],
    [1_075_000, 5, 7, false],
    [1_084_999, 5, 7, false],
    [1_085_000, 5, 7, true],
    [9_999_999, 5, 7, true],
  ])('at %i ms is to ask for rounds %i to %i; the last try: %s', (now, first, last, isLastTry) => {
    const step = { step: 'rounds', first, last, fromMs, isLastTry };
    expect(roundStep(terms, closedAtMs, now)).toEqual(step);
  });

  it('begins later for a cohort that closed later', () => {
    expect(roundStep(terms, 1_045_000, 1_045_000)).toEqual({
      step: 'rounds',
      first: 6,
      last: 6,
      fromMs: 1_050_000,
      isLastTry: false,
    });
  });

  it('is to go on without the beacon when all rounds had come before the cohort closed', () => {
    expect(roundStep(terms, 1_060_000, 1_060_000)).toEqual({ step: 'operator' });
  });
});
