/** The report as plain text. */
import type { Report, ScenarioSummary, VariantSummary } from './report.ts';
import { type Cell, formatCell, formatTable } from './table.ts';

const MISSING = 'not measured';

export function printReport(report: Report): string {
  const { machine } = report;
  const sections = [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGib} GiB, ${machine.system}`,
    `Node ${machine.node}, PostgreSQL ${machine.postgres}, ` +
      Object.entries(machine.durability)
        .map(([name, value]) => `${name}=${value}`)
        .join(', '),
    `${report.connections} connections, medians of ${report.rounds} rounds` +
      (report.quick ? ' (quick: a smoke test, not figures to quote)' : ''),
    '',
  ];
  for (const scenario of report.scenarios) sections.push(printScenario(scenario), '');
  sections.push(printBars(report));
  return sections.join('\n');
}

function printScenario({ title, unit, variants }: ScenarioSummary): string {
  const header = [
    title,
    `${unit}/s`,
    'from',
    'to',
    'per server core',
    'p50 ms',
    'p95 ms',
    'p99 ms',
    'CPU s/1,000',
    'peak MiB',
    'refused',
    'booked = acknowledged',
  ];
  return formatTable(header, variants.map(variantRow));
}

function variantRow(variant: VariantSummary): Cell[] {
  const { medians, refusedShare } = variant;
  return [
    variant.title,
    medians.perSecond,
    variant.perSecondMin,
    variant.perSecondMax,
    medians.perServerCore,
    medians.p50Ms,
    medians.p95Ms,
    medians.p99Ms,
    medians.cpuSecondsPer1000,
    medians.peakMemoryMib,
    refusedShare === null ? null : `${(refusedShare * 100).toFixed(1)} %`,
    soundness(variant),
  ];
}

function soundness({ verification }: VariantSummary): string | null {
  if (verification === null) return null;
  const { lost, unexplained, oversold, counterDrift, acknowledged } = verification;
  const faults = Object.entries({ lost, unexplained, oversold, drift: counterDrift })
    .filter(([, count]) => count !== 0)
    .map(([name, count]) => `${formatCell(count)} ${name}`);
  return faults.length === 0 ? `yes, ${formatCell(acknowledged)}` : `NO: ${faults.join(', ')}`;
}

function printBars(report: Report): string {
  const rows = report.bars.map(({ title, goal, value, lowerQuartile, holds, rounds }) => [
    title,
    `>= ${goal}`,
    value,
    lowerQuartile,
    rounds,
    holds === null ? MISSING : holds ? 'yes' : 'NO',
  ]);
  const header = [
    'bars, paired within rounds',
    'goal',
    'median',
    'lower quartile',
    'rounds',
    'holds',
  ];
  return formatTable(header, rows);
}
