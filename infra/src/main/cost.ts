/**
 * `npm run cost -- --topology fargate --environment prod`: what the selected topologies cost a
 * month. `--json` prints the lines as data; `--write-docs` writes docs/infrastructure/cost.md and
 * its pictures, of all topologies in all environments.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environments, topologies } from '../config/names.ts';
import { type Costs, costsOf } from '../cost/report/costs.ts';
import { terminalReport } from '../cost/report/terminal.ts';
import { writeDocuments } from '../cost/report/write-documents.ts';
import { scenariosOf, type Selection } from '../cost/scenarios.ts';
import { ConfigError } from '../lib/problem.ts';
import { readArguments } from './arguments.ts';

const flags = new Set(['--json', '--write-docs']);
const given = process.argv.slice(2);
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

function priced(selection: Selection): Costs {
  const scratch = mkdtempSync(join(tmpdir(), 'onsale-cost-'));
  try {
    return costsOf(scenariosOf(selection, scratch));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

try {
  const selected = readArguments(given.filter((text) => !flags.has(text)));
  if (given.includes('--write-docs')) {
    for (const path of writeDocuments(priced({ topologies, environments }))) say(path);
  } else {
    const costs = priced(selected);
    say(given.includes('--json') ? JSON.stringify(costs, undefined, 2) : terminalReport(costs));
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
