/** The parts of cost.md with results: totals, what they consist of, documents, optimisations. */
import { environments, topologies } from '../../config/names.ts';
import { contradictions } from '../documents/contradictions.ts';
import { printedTables, sumOf } from '../documents/tables.ts';
import { groups } from '../model/cost-line.ts';
import type { Effects } from '../optimisations/optimisation.ts';
import { type Costs, dollars, itemsOf } from './costs.ts';
import { figureColumn, markdownTable, textColumn } from './table.ts';

export const totalsTable = ({ priced }: Costs): string =>
  markdownTable(
    [textColumn('Topology'), ...environments.map(figureColumn)],
    [...topologies, 'account' as const].map((topology) => {
      const name = topology === 'account' ? 'an account’s own' : `\`${topology}\``;
      const figures = environments.map((environment) => {
        const found = priced.find(
          (one) => one.topology === topology && one.environment === environment,
        );
        return found === undefined ? '' : dollars(found.estimate.usd);
      });
      return [name].concat(figures);
    }),
  );

/** Of prod, since the others are smaller in the same way. */
export function groupsTable({ priced }: Costs): string {
  const prod = priced.filter(
    ({ topology, environment }) => environment === 'prod' && topology !== 'account',
  );
  return markdownTable(
    [textColumn('prod'), ...prod.map(({ topology }) => figureColumn(topology))],
    groups.map((group) => {
      const name: string = group;
      return [name].concat(prod.map(({ estimate }) => dollars(estimate.byGroup[group])));
    }),
  );
}

const itemsShown = 12;

export const dearestItems = ({ priced }: Costs): string =>
  priced
    .filter(({ topology, environment }) => environment === 'prod' && topology !== 'account')
    .map(
      ({ topology, estimate }) =>
        `### ${topology}, prod\n\n${markdownTable(
          [textColumn('What'), textColumn('Group'), figureColumn('A month')],
          itemsOf(estimate)
            .slice(0, itemsShown)
            .map(({ what, group, usd }) => [what, group, dollars(usd)]),
        )}`,
    )
    .join('\n\n');

const exact = (usd: number): string => `$${usd.toFixed(2)}`;

const bounds = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  low === high ? exact(low) : `${exact(low)} - ${exact(high)}`;

export const printedTablesText = (): string =>
  printedTables
    .map((table) => {
      const rows = table.rows.map((row) => [row.item, bounds(row)]);
      return (
        `**${table.title}**\n\n` +
        markdownTable(
          [textColumn('Item'), figureColumn('A month')],
          [
            ...rows,
            ['*Printed total*', bounds(table.printed)],
            ['*Sum of the rows*', bounds(sumOf(table))],
          ],
        )
      );
    })
    .join('\n\n');

export const contradictionsTable = (): string =>
  markdownTable(
    [textColumn(''), textColumn('Stated'), textColumn('What the numbers give')],
    contradictions().map(({ id, stated, finding }) => [id, stated, finding]),
  );

export const optimisationsText = ({ effects }: Costs): string =>
  effects.map(optimisationText).join('\n\n');

function optimisationText({ set, noneUsd, todayUsd, allUsd, effects }: Effects): string {
  const rows = effects.map(({ optimisation: { what, expected, inUse, remark }, savedUsd }) => [
    what,
    expected,
    dollars(savedUsd),
    inUse ? 'yes' : 'no',
    remark,
  ]);
  const sum = effects.reduce((total, { savedUsd }) => total + savedUsd, 0);
  const together = noneUsd - allUsd;
  const overlap = sum - together;
  const columns = [
    textColumn('Optimisation'),
    figureColumn('Expected'),
    figureColumn('Ours, alone'),
    textColumn('In use'),
    textColumn('Remark'),
  ];
  return (
    `### Document ${set.source} on ${set.topology}, ${set.environment}\n\n` +
    `${markdownTable(columns, rows)}\n\n` +
    `Expected together: ${set.expectedTogether}. Ours: ${dollars(noneUsd)} without any, ` +
    `${dollars(todayUsd)} as it is, ${dollars(allUsd)} with all. One by one they save ` +
    `${dollars(sum)}, together ${dollars(together)}` +
    (Math.round(overlap) === 0
      ? '.'
      : `: ${dollars(Math.abs(overlap))} ${overlap > 0 ? 'would be counted twice' : 'more'}.`)
  );
}
