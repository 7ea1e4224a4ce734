/** The runs that docs/simulation.md compares. */
import type { RunResult } from './result.ts';
import { type Scenario, scenarioDefaults } from './scenario.ts';
import { simulate } from './simulate.ts';

const middle: Partial<Scenario> = { waiters: 100_000, seats: 5_000, activeMax: 500 };
const small: Partial<Scenario> = { waiters: 100_000, seats: 1_000, activeMax: 2_000 };
const many = (count: number): string => count.toLocaleString('en');

const sizes = [1_000, 10_000, 100_000, 1_000_000].map((waiters) => ({
  title: `${many(waiters)} waiters`,
  waiters,
  seats: waiters / 20,
  activeMax: Math.max(20, waiters / 200),
}));

const law = (title: string, poll: Partial<Scenario['poll']>): Partial<Scenario> => ({
  ...middle,
  title,
  poll: { ...scenarioDefaults.poll, ...poll },
});

/** Each list is run with the defaults but for what it names. */
export const comparisonPlans = {
  sizes,
  cache: [
    { title: '1,000,000, no cache', cachePoints: 0 },
    { title: '1,000,000, 1 point (origin shield)', cachePoints: 1 },
    { title: '1,000,000, 100 points', cachePoints: 100 },
    { title: '1,000,000, 600 points', cachePoints: 600 },
  ],
  policies: [
    { ...middle, title: 'controller' },
    { ...middle, title: 'fixed cap, no-shows not foreseen', policy: 'fixed-cap' },
    {
      ...middle,
      title: 'fixed rate, guessed well: 230 a minute',
      policy: 'fixed-rate',
      perMinuteMax: 230,
    },
    { ...middle, title: 'fixed rate, half of that', policy: 'fixed-rate', perMinuteMax: 115 },
    { ...middle, title: 'fixed rate, four times that', policy: 'fixed-rate', perMinuteMax: 920 },
    { ...middle, title: 'no waiting room', policy: 'none' },
  ],
  noShows: [0, 0.3, 0.7, 0.95].flatMap((noShow) => [
    { ...middle, title: `controller, ${noShow * 100} % gone`, noShow, waiters: 200_000 },
    {
      ...middle,
      title: `fixed cap, ${noShow * 100} % gone`,
      noShow,
      waiters: 200_000,
      policy: 'fixed-cap',
    },
  ]),
  smallStock: [
    { ...small, title: 'controller' },
    { ...small, title: 'fixed cap, no-shows not foreseen', policy: 'fixed-cap' },
    { ...small, title: 'no waiting room', policy: 'none' },
  ],
  polls: [
    law('as chosen', {}),
    law('floor 1 s', { floorMs: 1_000 }),
    law('floor 5 s', { floorMs: 5_000 }),
    law('ceiling 15 s', { ceilingMs: 15_000 }),
    law('ceiling 60 s', { ceilingMs: 60_000 }),
    law('divisor 5', { divisor: 5 }),
    law('divisor 60', { divisor: 60 }),
    law('always every 2 s', { floorMs: 2_000, ceilingMs: 2_000 }),
  ],
} as const satisfies Readonly<Record<string, readonly Partial<Scenario>[]>>;

export type ComparisonName = keyof typeof comparisonPlans;

export const compare = (
  name: ComparisonName,
  changes: Partial<Scenario>,
  onRun: (title: string) => void,
): readonly RunResult[] =>
  comparisonPlans[name].map((plan: Partial<Scenario>) => {
    onRun(`${name}: ${plan.title}`);
    return simulate({ ...scenarioDefaults, ...plan, ...changes });
  });
