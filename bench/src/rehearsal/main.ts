/**
 * `npm run rehearse -- --url URL --event ID`: virtual buyers practise an on-sale on a copy of the event;
 * see docs/rehearsal.md. Exit code 0: the audit is clean; 1: it is not; 2: it was not run.
 */
import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { Refused } from './guard.ts';
import { readOptions, usage } from './options.ts';
import { rehearse } from './rehearse.ts';
import { renderReport } from './report/render.ts';
import type { Result } from './result.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function report({ verdict, audit }: Result): void {
  say('');
  say(verdict.headline);
  say(`  because ${verdict.evidence}`);
  for (const { name, value, note } of verdict.facts) say(`  ${name.padEnd(18)} ${value} (${note})`);
  const all = [...audit.findings, ...(audit.database ?? [])];
  const broken = all.filter(({ offences }) => offences.length > 0);
  say(`  ${'Audit'.padEnd(18)} ${all.length - broken.length} of ${all.length} checks hold`);
  for (const { id, statement, offences } of broken) {
    say(`  - ${id}: not so: ${statement}`);
    for (const { buyer, what } of offences.slice(0, 5)) {
      say(`      ${buyer === undefined ? '' : `buyer ${buyer}: `}${what}`);
    }
    if (offences.length > 5) say(`      ... and ${offences.length - 5} more`);
  }
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    say(usage);
    return 0;
  }
  const options = readOptions(args, process.env['ONSALE_KEY']);
  const abort = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => abort.abort());
  const { result } = await rehearse(options, process.stdout, abort.signal);
  await writeFile(options.out, renderReport(result));
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(result)}\n`);
  report(result);
  say(`  ${'Report'.padEnd(18)} ${options.out}`);
  return result.audit.clean ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isOurs =
    error instanceof Refused || error instanceof RangeError || error instanceof TypeError;
  process.stderr.write(isOurs ? `${error.message}\n` : `${String((error as Error).stack)}\n`);
  if (error instanceof RangeError || error instanceof TypeError)
    process.stderr.write(`\n${usage}\n`);
  process.exitCode = 2;
}
