/**
 * `npm run bench`: drives the real server and the baselines over HTTP, variants paired within
 * rounds, and says which of the promised ratios hold. Exits with 1 when a run failed or a booking
 * of ours was lost, invented or sold twice; a bar that does not hold on this machine is reported
 * only.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBench } from './environment.ts';
import { describeMachine } from './machine.ts';
import { readArguments, usage } from './options.ts';
import { printReport } from './print.ts';
import { untilCaughtUp } from './product-tables.ts';
import { createReport, findFaults, type ScenarioSummary, summarize } from './report.ts';
import { type RoundFailure, type RoundRecord, runRounds } from './rounds.ts';
import type { Bench, RunSize, Scenario } from './scenario.ts';
import { scenarios } from './scenarios/all.ts';

const RESULTS = fileURLToPath(new URL('../results/', import.meta.url));
const CONNECTIONS = 1_000;

const QUICK: RunSize = {
  connections: CONNECTIONS,
  warmUpMs: 500,
  durationMs: 2_000,
  requests: 20_000,
};
const FULL: RunSize = {
  connections: CONNECTIONS,
  warmUpMs: 1_000,
  durationMs: 5_000,
  requests: 100_000,
};

type Measured = {
  readonly summaries: ScenarioSummary[];
  readonly records: RoundRecord[];
  readonly failures: RoundFailure[];
};

async function measure(
  bench: Bench,
  chosen: readonly Scenario[],
  rounds: number,
): Promise<Measured> {
  const measured: Measured = { summaries: [], records: [], failures: [] };
  for (const scenario of chosen) {
    bench.note(`${scenario.id}: ${scenario.title}`);
    const opened = await scenario.open(bench);
    try {
      const variants = opened.variants.filter(({ fullOnly }) => !bench.quick || fullOnly !== true);
      const { records, failures } = await runRounds({
        scenario: scenario.id,
        variants,
        rounds,
        warmUp: QUICK,
        size: bench.quick ? QUICK : FULL,
        onRun: async (variant, round) => {
          if (interrupted) throw new Error('interrupted');
          bench.note(`  ${round === 0 ? 'warm-up' : `round ${round}/${rounds}`}: ${variant.title}`);
          // What the server still does for the run before must not slow down this one.
          await untilCaughtUp(bench.postgres.admin);
        },
      });
      measured.records.push(...records);
      measured.failures.push(...failures);
      measured.summaries.push(summarize(scenario, variants, records));
    } finally {
      await opened.close();
    }
  }
  return measured;
}

/** Set by a signal: no further run begins, and what was started is ended. */
let interrupted = false;

// Progress goes to stderr, so that stdout carries the report alone.
const note = (line: string): void => console.error(line);

async function main(): Promise<void> {
  const ids = scenarios.map(({ id }) => id);
  const options = readArguments(process.argv.slice(2), ids);
  if (options.help) {
    console.log(usage(ids));
    return;
  }
  const date = new Date().toISOString();
  const started = await startBench(options.quick, note);
  const { bench } = started;
  const interrupt = (exitCode: number) => (): void => {
    interrupted = true;
    void started.close().finally(() => process.exit(exitCode));
  };
  process.once('SIGINT', interrupt(130));
  process.once('SIGTERM', interrupt(143));
  try {
    const machine = await describeMachine(bench.postgres);
    const rounds = options.quick ? 2 : 5;
    const chosen = scenarios.filter(({ id }) => options.only.includes(id));
    const { summaries, records, failures } = await measure(bench, chosen, rounds);
    const { quick } = options;
    const facts = { machine, date, quick, rounds, connections: CONNECTIONS, failures };
    const report = createReport({ ...facts, scenarios: summaries }, records);
    console.log(printReport(report));
    const raw = join(RESULTS, `${date.replaceAll(':', '-')}.json`);
    await writeJson(raw, { ...report, raw: records });
    if (options.jsonFile !== undefined) await writeJson(options.jsonFile, report);
    note(`\nraw results: ${raw}`);
    const faults = findFaults(records, failures);
    for (const fault of faults) note(`FAULT ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
  } finally {
    await started.close();
  }
}

async function writeJson(file: string, value: object): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}

try {
  await main();
} catch (error) {
  for (let at: unknown = error; at instanceof Error; at = at.cause) note(at.message);
  process.exitCode = 1;
}
