/**
 * `npm run infra:check`: everything that can be said about the infrastructure without an AWS account.
 * Runs all checks, even after one has failed, so that one run tells all there is to repair.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

type Check = { readonly name: string; readonly script: string; readonly args: readonly string[] };

const infra = join(import.meta.dirname, '..', '..');
/** The tools are the project's; only what is about AWS is installed for the infrastructure. */
const tools = join(infra, '..', 'node_modules');

const checks: readonly Check[] = [
  { name: 'types', script: join(tools, 'typescript/bin/tsc'), args: ['--noEmit', '-p', '.'] },
  {
    name: 'lint',
    script: join(tools, 'oxlint/bin/oxlint'),
    args: ['--type-aware', '--deny-warnings'],
  },
  { name: 'format', script: join(tools, 'oxfmt/bin/oxfmt'), args: ['--check', '.'] },
  { name: 'tests', script: join(tools, 'vitest/vitest.mjs'), args: ['run'] },
  { name: 'stacks', script: join(import.meta.dirname, 'check-stacks.ts'), args: [] },
];

function passes({ name, script, args }: Check): boolean {
  process.stdout.write(`\n== ${name}\n`);
  const startedAt = performance.now();
  const { status, signal, error } = spawnSync(process.execPath, [script, ...args], {
    cwd: infra,
    stdio: 'inherit',
  });
  if (error !== undefined) process.stdout.write(`${error.message}\n`);
  if (signal !== null) process.stdout.write(`ended by ${signal}\n`);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(`== ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
  return status === 0;
}

const failed = checks.filter((check) => !passes(check)).map(({ name }) => name);
process.stdout.write(
  failed.length === 0
    ? `\nAll ${checks.length} checks of the infrastructure passed.\n`
    : `\n${failed.length} of ${checks.length} checks failed: ${failed.join(', ')}.\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
