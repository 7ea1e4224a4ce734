/**
 * Plans or applies a deployment's stacks in their order, as the workflows do:
 *
 *     node infra/src/pipelines/terraform/main.ts plan --topology fargate --environment dev \
 *       --settings settings.json --out dist --summary summary.md
 *
 * `plan` only looks, `drift` fails with exit code 2 when something is not as the code says, `apply`
 * changes. Plans hold values that no log should show: nothing here uploads them.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { readSettings } from '../../config/settings.ts';
import { ConfigError } from '../../lib/problem.ts';
import { synthesise } from '../../topologies/synthesise.ts';
import { infracostProjects } from '../generate/infracost.ts';
import { readArguments, type RunArguments } from './arguments.ts';
import { type Ports, runStacks } from './run-stacks.ts';
import { hasDrift, hasFailed, summaryOf } from './summary.ts';

const ports: Ports = {
  async terraform(directory, args, quiet) {
    const child = spawn('terraform', args, {
      cwd: directory,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number>((resolved, reject) => {
      child.once('error', reject);
      child.once('close', (code) => {
        resolved(code ?? 1);
      });
    });
    if (quiet === undefined) child.stdout.pipe(process.stdout, { end: false });
    child.stderr.pipe(process.stderr, { end: false });
    const [stdout, stderr, exitCode] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      ended,
    ]);
    return { exitCode, stdout, stderr };
  },
  keepPlan(directory, json) {
    writeFileSync(join(directory, 'plan.json'), json, { mode: 0o600 });
  },
  report(line) {
    process.stdout.write(`${line}\n`);
  },
};

async function run(args: RunArguments): Promise<number> {
  const { command, topology, environment, summary } = args;
  const out = resolve(args.out);
  const settings = readSettings(args.settings, environment);
  mkdirSync(out, { recursive: true });
  const stacks = synthesise([{ settings, topology, environment }], out);
  const results = await runStacks(stacks, ports, {
    apply: command === 'apply',
    allowDeletions: args.allowDeletions,
  });
  const planned = results.filter((result) => 'changes' in result).map(({ stack }) => stack);
  writeFileSync(join(out, 'infracost.yml'), infracostProjects(out, planned));
  const markdown = `${summaryOf(`${topology} in ${environment}`, results)}\n`;
  if (summary === undefined) process.stdout.write(markdown);
  else appendFileSync(summary, markdown);
  if (hasFailed(results)) return 1;
  return command === 'drift' && hasDrift(results) ? 2 : 0;
}

try {
  process.exitCode = await run(readArguments(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
