/** The pictures of cost.md, by their names. */
import { groups } from '../model/cost-line.ts';
import { type Bar, barsSvg } from './bars-svg.ts';
import { type Costs, dollars } from './costs.ts';

export const pictures = (costs: Costs): Readonly<Record<string, string>> => ({
  'cost-topologies.svg': topologiesPicture(costs),
  'cost-optimisations.svg': optimisationsPicture(costs),
});

function topologiesPicture({ priced }: Costs): string {
  const bars = priced.map(({ topology, environment, estimate }, index): Bar => ({
    label: `${topology} ${environment}`,
    value: dollars(estimate.usd),
    isFirst: priced[index - 1]?.topology !== topology,
    parts: groups.map((name) => ({ name, value: estimate.byGroup[name] })),
  }));
  return barsSvg({ title: 'US dollars a month, by what they are paid for', names: groups, bars });
}

const statesNames = ['without any', 'as it is', 'with all'] as const;

function optimisationsPicture({ effects }: Costs): string {
  const bars = effects.flatMap(({ set, noneUsd, todayUsd, allUsd }) =>
    [noneUsd, todayUsd, allUsd].map((usd, index): Bar => {
      const name = statesNames[index] ?? '';
      return {
        label: index === 0 ? `${set.topology} ${set.environment} (${set.source})` : '',
        value: dollars(usd),
        isFirst: index === 0,
        parts: [{ name, value: usd }],
      };
    }),
  );
  const title = "US dollars a month with the documents' optimisations";
  return barsSvg({ title, names: statesNames, bars });
}
