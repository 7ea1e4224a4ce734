/** The estimate as text, with bars. */
import { groups } from '../model/cost-line.ts';
import { tableDate } from '../prices/price.ts';
import { contradictions } from '../documents/contradictions.ts';
import { type Costs, dollars, itemsOf } from './costs.ts';

const barWidth = 48;
const itemsShown = 6;

const bar = (share: number): string => '█'.repeat(Math.round(share * barWidth));

export function terminalReport({ priced, effects }: Costs): string {
  const most = Math.max(...priced.map(({ estimate }) => estimate.usd));
  const totals = priced.map(({ topology, environment, estimate: { usd } }) => {
    const name = `${topology} ${environment}`.padEnd(26);
    return `${name}${dollars(usd).padStart(8)} ${bar(usd / most)}`;
  });
  const details = priced.flatMap(({ topology, environment, estimate }) => [
    '',
    `${topology} ${environment}`,
    ...groups
      .filter((group) => Math.round(estimate.byGroup[group]) > 0)
      .map((group) => {
        const usd = estimate.byGroup[group];
        return `  ${group.padEnd(24)}${dollars(usd).padStart(8)} ${bar(usd / estimate.usd)}`;
      }),
    ...itemsOf(estimate)
      .slice(0, itemsShown)
      .map(({ what, usd }) => `    ${what.padEnd(38)}${dollars(usd).padStart(8)}`),
  ]);
  const saved = effects.flatMap(({ set, noneUsd, todayUsd, allUsd, effects: single }) => [
    '',
    `Optimisations of document ${set.source} on ${set.topology} ${set.environment}: ` +
      `${dollars(noneUsd)} without any, ${dollars(todayUsd)} today, ${dollars(allUsd)} with all`,
    ...single.map(({ optimisation: { what, inUse, expected }, savedUsd }) => {
      const state = inUse ? 'in use' : '';
      const ours = dollars(savedUsd).padStart(8);
      return `  ${what.padEnd(40)}${ours}  ${state.padEnd(7)} expected: ${expected}`;
    }),
  ]);
  return [
    `Dollars a month, on demand, prices of ${tableDate} (docs/infrastructure/cost.md).`,
    '',
    ...totals,
    ...details,
    ...saved,
    '',
    "The documents' own tables:",
    ...contradictions().map(({ id, stated, finding }) => `  ${id}  ${stated} ${finding}`),
    '',
  ].join('\n');
}
