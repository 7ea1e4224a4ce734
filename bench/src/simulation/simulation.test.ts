/** The simulation: the same for the same seed, sound in its sums, and its document not stale. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stamp } from './document.ts';
import { openedSecond } from './result.ts';
import { type Scenario, scenarioDefaults } from './scenario.ts';
import { simulate } from './simulate.ts';
import { columnNames } from './tally.ts';

const small = (changes: Partial<Scenario> = {}): Scenario => ({
  ...scenarioDefaults,
  waiters: 4_000,
  seats: 400,
  activeMax: 60,
  ...changes,
});

const series = (scenario: Scenario) => {
  const { tally } = simulate(scenario);
  return columnNames.map((name) => Array.from(tally.of(name)));
};

describe('a simulated sale', () => {
  it('is the same for the same seed and another for another', () => {
    expect(series(small())).toEqual(series(small()));
    expect(series(small({ seed: 2 }))).not.toEqual(series(small()));
  });

  it('keeps the cap, loses no place and lets nobody in who was not called', () => {
    const { tally, called, admitted, activePeak, scenario } = simulate(small());
    expect(activePeak).toBeLessThanOrEqual(scenario.activeMax);
    expect(admitted).toBeLessThanOrEqual(called);
    const sums = tally.of('available').map((free, second) => {
      return free + tally.at('held', second) + tally.at('sold', second);
    });
    expect(new Set(sums)).toEqual(new Set([scenario.seats]));
    expect(tally.of('servedUpTo').every((value, i, all) => value >= (all[i - 1] ?? 0))).toBe(true);
    expect(tally.sum('admits', 0, openedSecond)).toBe(0);
  });

  it('asks the origin once a second for each point of the cache at most', () => {
    const { tally } = simulate(small({ cachePoints: 7 }));
    expect(tally.peak('origin')).toBe(7);
    const bare = simulate(small({ cachePoints: 0 })).tally;
    expect(bare.sum('origin')).toBe(bare.sum('cdn'));
  });

  it('sells out under the controller, with few at a full door', () => {
    const run = simulate(small());
    expect(run.sold).toBe(400);
    expect(run.metFullShare).toBeLessThan(0.05);
    const greedy = simulate(small({ policy: 'fixed-rate' }));
    expect(greedy.metFullShare).toBeGreaterThan(0.5);
  });
});

describe('docs/simulation.md', () => {
  it('is of this version of the simulation', () => {
    const text = readFileSync(new URL('../../../docs/simulation.md', import.meta.url), 'utf8');
    expect(text).toContain(stamp(1));
  });
});
