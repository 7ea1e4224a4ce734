/** The pictures of docs/simulation.md. */
import { lineChart } from './line-chart.ts';
import { openedSecond, type RunResult } from './result.ts';

const shortNames: Readonly<Record<string, string>> = {
  'fixed cap, no-shows not foreseen': 'fixed cap',
  'fixed rate, guessed well: 230 a minute': 'rate guessed well',
  'fixed rate, half of that': 'rate too low',
};

/** By file name in docs/images. */
export function picturesOf(
  million: RunResult,
  sizes: readonly RunResult[],
  policies: readonly RunResult[],
): Readonly<Record<string, string>> {
  const { tally } = million;
  const openedAt = openedSecond;
  return {
    'simulation-status.svg': lineChart({
      title: 'A million waiters ask for the status',
      unit: 'requests per second',
      logarithmic: true,
      openedAt,
      lines: [
        { name: 'at the cache', values: tally.of('cdn') },
        { name: 'at the origin', values: tally.of('origin') },
      ],
    }),
    'simulation-origin.svg': lineChart({
      title: 'Status requests at the origin, behind the cache',
      unit: 'requests per second',
      openedAt,
      lines: sizes.map((run) => ({
        name: run.scenario.title,
        values: run.tally.of('origin'),
      })),
    }),
    'simulation-sale.svg': lineChart({
      title: 'A sale to a million',
      unit: 'places and people',
      openedAt,
      lines: [
        { name: 'free', values: tally.of('available') },
        { name: 'sold', values: tally.of('sold') },
        { name: 'held', values: tally.of('held') },
        { name: 'people inside', values: tally.of('active') },
      ],
    }),
    'simulation-policies.svg': lineChart({
      title: 'People inside, with room for 500',
      unit: 'people',
      openedAt,
      lines: policies
        .filter(({ scenario }) => scenario.policy !== 'none')
        .slice(0, 4)
        .map(({ scenario, tally: one }) => ({
          name: shortNames[scenario.title] ?? scenario.title,
          values: one.of('active'),
        })),
    }),
  };
}
