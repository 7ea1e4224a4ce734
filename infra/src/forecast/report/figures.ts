/** The tables of docs/predictive-scaling.md. */
import { figureColumn, markdownTable, textColumn } from '../../cost/report/table.ts';
import type { BackTestRow } from '../back-test/back-test.ts';
import type { EveningRun } from '../simulation/documents-evening.ts';
import { hourUsd } from '../simulation/machine.ts';
import type { Results } from './results.ts';

export type Figures = Readonly<Record<string, string>>;

export const figuresOf = (results: Results): Figures => ({
  'back-test': backTestTable(results.many),
  'little-history': backTestTable(results.few),
  surprises: surpriseTable(results),
  strategies: strategyTable(results),
  evening: eveningTable(results.evening),
  'evening-too-low': eveningTable(results.eveningTooLow),
});

const leadOf = (leadMinutes: number | undefined): string => {
  if (leadMinutes === undefined) return 'any time';
  return leadMinutes >= 60 ? `-${leadMinutes / 60} h` : `-${leadMinutes} min`;
};

const backTestTable = (rows: readonly BackTestRow[]): string =>
  markdownTable(
    [
      textColumn('forecast'),
      figureColumn('made at'),
      figureColumn('mean error'),
      figureColumn('median error'),
      figureColumn('pinball P50'),
      figureColumn('pinball P90'),
      figureColumn('below P90'),
      figureColumn('late minutes a sale'),
      figureColumn('sales late'),
      figureColumn('extra instance hours'),
    ],
    rows.map(({ name, leadMinutes, scores, ...row }) => [
      name,
      leadOf(leadMinutes),
      `${scores.meanErrorPercent.toFixed(0)} %`,
      `${scores.medianErrorPercent.toFixed(0)} %`,
      `${scores.pinball50Percent.toFixed(1)} %`,
      `${scores.pinball90Percent.toFixed(1)} %`,
      `${scores.coveredPercent.toFixed(0)} %`,
      row.lateMinutes.toFixed(2),
      `${row.salesLatePercent.toFixed(1)} %`,
      row.extraProcessHours.toFixed(1),
    ]),
  );

const surpriseWords = {
  none: 'none',
  viral:
    'all over the news in the last 45 minutes: 2.5 times as many come, none of them registered',
  'no-interest': 'registered, but only 40 % come',
  'mail-lost': 'the reminder is lost: who would come early comes late',
  'second-wave': 'a second wave 20 minutes after the opening',
} as const;

const surpriseTable = ({ surprises }: Results): string =>
  markdownTable(
    [
      textColumn('surprise'),
      figureColumn('sales'),
      figureColumn('above P90, a day before'),
      figureColumn('above P90, ten minutes before'),
    ],
    surprises.map(({ kind, sales, missedDayBefore, missedTenMinutes }) => [
      surpriseWords[kind],
      String(sales),
      String(missedDayBefore),
      String(missedTenMinutes),
    ]),
  );

const strategyTable = ({ comparisons, beyondMax }: Results): string =>
  [
    markdownTable(
      [
        textColumn('scaling'),
        figureColumn('late minutes a sale'),
        figureColumn('sales late'),
        figureColumn('delayed by a minute or more'),
        figureColumn('longest delay'),
        figureColumn('requests not served'),
        figureColumn('instance hours a sale'),
        figureColumn('USD a sale'),
      ],
      comparisons.map((one) => [
        one.name,
        one.lateMinutes.toFixed(2),
        `${one.salesLate} of ${one.sales}`,
        `${one.salesDelayed} of ${one.sales}`,
        `${one.longestLateSeconds} s`,
        `${one.unmetPercent.toFixed(2)} %`,
        one.processHours.toFixed(1),
        one.usd.toFixed(2),
      ]),
    ),
    '',
    `Sales whose peak is above what the largest fleet bears: ${beyondMax}. There nobody is late who asked for all there is,`,
    'and what they could not serve is left out.',
  ].join('\n');

const eveningTable = (runs: readonly EveningRun[]): string =>
  markdownTable(
    [
      textColumn('scaling'),
      figureColumn('late minutes'),
      figureColumn('serving at 19:02'),
      figureColumn('19:04'),
      figureColumn('19:10'),
      figureColumn('19:30'),
      figureColumn('20:00'),
      figureColumn('largest fleet'),
      figureColumn('instance hours'),
      figureColumn('USD'),
    ],
    runs.map(({ strategy, result }) => [
      strategy,
      result.lateMinutes.toFixed(1),
      ...[2, 4, 10, 30, 60].map((at) =>
        String(result.minutes.find(({ minute }) => minute === at)?.serving ?? 0),
      ),
      String(result.peakProcesses),
      result.processHours.toFixed(1),
      (result.processHours * hourUsd).toFixed(2),
    ]),
  );
