/**
 * `npm run simulate`: an on-sale to a million people on paper, second by second, with the product's own
 * rate controller and polling law. Deterministic: the same seed, the same figures.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatTable } from '../table.ts';
import { compare, type ComparisonName, comparisonPlans } from './comparisons.ts';
import { readOptions, usage } from './options.ts';
import type { RunResult } from './result.ts';
import { simulate } from './simulate.ts';
import { runStatusLoad } from './status-load.ts';
import { loadTable, outcomeTable, statusTable, type Table } from './tables.ts';
import { columnNames } from './tally.ts';
import { writeDocs } from './write-docs.ts';

// Progress goes to stderr, so that stdout carries the figures alone.
const note = (line: string): void => console.error(line);
const print = ({ header, rows }: Table): void => console.log(`${formatTable(header, rows)}\n`);

async function main(args: readonly string[]): Promise<void> {
  if (args[0] === 'status') {
    await runStatusLoad(args.slice(1), note);
    return;
  }
  const options = readOptions(args);
  if (options.help) {
    console.log(usage);
    return;
  }
  if (options.all) {
    const { seed } = options.scenario;
    const names = Object.keys(comparisonPlans) as ComparisonName[];
    const runs = Object.fromEntries(
      names.map((name) => [name, compare(name, { seed }, note)]),
    ) as Record<ComparisonName, readonly RunResult[]>;
    for (const name of names) {
      console.log(name);
      print(outcomeTable(runs[name]));
      print(statusTable(runs[name]));
    }
    if (options.writeDocs) await writeDocs(runs, seed, note);
    return;
  }
  const run = simulate(options.scenario);
  print(outcomeTable([run]));
  print(statusTable([run]));
  print(loadTable(run));
  if (options.jsonFile !== undefined) await writeSeries(options.jsonFile, run);
}

async function writeSeries(file: string, { tally, ...run }: RunResult): Promise<void> {
  const series = Object.fromEntries(columnNames.map((name) => [name, [...tally.of(name)]]));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ v: 1, ...run, series })}\n`);
  note(`figures by second: ${file}`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  for (let at: unknown = error; at instanceof Error; at = at.cause) note(at.message);
  process.exitCode = 1;
}
