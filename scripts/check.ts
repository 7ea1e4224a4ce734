/**
 * `npm run check`: everything that can be said about the source without running the product. Runs
 * all checks, even after one has failed, so that one run tells all there is to repair.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

type Check = { readonly name: string; readonly script: string; readonly args: readonly string[] };

const root = join(import.meta.dirname, '..');

const checks: readonly Check[] = [
  { name: 'types', script: 'typescript/bin/tsc', args: ['--noEmit', '-p', '.'] },
  {
    name: 'types of the web app',
    script: 'typescript/bin/tsc',
    args: ['--noEmit', '-p', 'web'],
  },
  {
    name: 'lint',
    script: 'oxlint/bin/oxlint',
    // The infrastructure has packages of its own, which may not be there: `npm run infra:check`.
    args: ['--type-aware', '--deny-warnings', '--ignore-pattern=infra/**'],
  },
  { name: 'format', script: 'oxfmt/bin/oxfmt', args: ['--check', '.'] },
  {
    name: 'tidy',
    script: 'vitest/vitest.mjs',
    args: ['run', '--project', 'unit', 'server/test/tidy.test.ts'],
  },
];

function passes({ name, script, args }: Check): boolean {
  process.stdout.write(`\n== ${name}\n`);
  const startedAt = performance.now();
  // The tools print colours and progress by themselves; they run on the Node that runs this file.
  const { status, signal, error } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', script), ...args],
    { cwd: root, stdio: 'inherit' },
  );
  if (error !== undefined) process.stdout.write(`${error.message}\n`);
  if (signal !== null) process.stdout.write(`ended by ${signal}\n`);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(`== ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
  return status === 0;
}

const failed = checks.filter((check) => !passes(check)).map(({ name }) => name);
process.stdout.write(
  failed.length === 0
    ? `\nAll ${checks.length} checks passed.\n`
    : `\n${failed.length} of ${checks.length} checks failed: ${failed.join(', ')}.\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
