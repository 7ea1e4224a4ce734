/** The command line of the simulation. */
import { parseArgs } from 'node:util';
import { type PolicyName, policyNames } from './policies.ts';
import { type Scenario, scenarioDefaults } from './scenario.ts';

export type Options = {
  readonly scenario: Scenario;
  readonly all: boolean;
  readonly writeDocs: boolean;
  readonly jsonFile: string | undefined;
  readonly help: boolean;
};

export const usage = `npm run simulate [-- options]            one sale, simulated from end to end
npm run simulate -- --all                 the comparisons of docs/simulation.md
npm run simulate -- --all --write-docs    writes docs/simulation.md and its pictures anew
npm run simulate -- status --help         waiters against a real server, behind a cache

  --waiters N       people who join (1000000)
  --seats N         places for sale (50000)
  --cap N           people who may be buying at the same time (5000)
  --per-minute N    people called per minute at most (3000)
  --no-show SHARE   of the waiting who are gone when the sale opens (0.25)
  --policy NAME     ${policyNames.join(', ')}
  --points N        points of the cache, each asks the origin once a second; 0: no cache (100)
  --seed N          the same seed, the same result (1)
  --json FILE       writes the figures, second by second, there`;

const amount = (name: string, text: string | undefined, fallback: number): number => {
  const value = text === undefined ? fallback : Number(text);
  if (!Number.isFinite(value) || value < 0) throw new RangeError(`--${name} must be a number`);
  return value;
};

/** Throws a TypeError for unknown options and a RangeError for senseless values. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      waiters: { type: 'string' },
      seats: { type: 'string' },
      cap: { type: 'string' },
      'per-minute': { type: 'string' },
      'no-show': { type: 'string' },
      policy: { type: 'string', default: scenarioDefaults.policy },
      points: { type: 'string' },
      seed: { type: 'string' },
      json: { type: 'string' },
      all: { type: 'boolean', default: false },
      'write-docs': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const policy = policyNames.find((name): name is PolicyName => name === values.policy);
  if (policy === undefined) throw new RangeError(`there is no policy "${values.policy}"`);
  const scenario: Scenario = {
    ...scenarioDefaults,
    policy,
    waiters: amount('waiters', values.waiters, scenarioDefaults.waiters),
    seats: amount('seats', values.seats, scenarioDefaults.seats),
    activeMax: amount('cap', values.cap, scenarioDefaults.activeMax),
    perMinuteMax: amount('per-minute', values['per-minute'], scenarioDefaults.perMinuteMax),
    noShow: Math.min(1, amount('no-show', values['no-show'], scenarioDefaults.noShow)),
    cachePoints: amount('points', values.points, scenarioDefaults.cachePoints),
    seed: amount('seed', values.seed, scenarioDefaults.seed),
  };
  return {
    scenario,
    all: values.all || values['write-docs'],
    writeDocs: values['write-docs'],
    jsonFile: values.json,
    help: values.help,
  };
}
