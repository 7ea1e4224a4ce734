/**
 * Runs a program of the infrastructure, which has packages of its own: 500 MB of AWS bindings that
 * nobody needs who runs the product. They are installed when they are missing or out of date.
 *
 *     npm run infra -- synth --topology fargate --environment dev --settings my.json
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installDependencies } from './install-dependencies.mjs';

const programs: Readonly<Record<string, string>> = {
  check: 'src/main/check.ts',
  synth: 'src/main/synth.ts',
  cost: 'src/main/cost.ts',
  diagrams: 'src/main/diagrams.ts',
  operate: 'src/main/operate.ts',
  kubernetes: 'k8s/render.ts',
};

const infra = join(import.meta.dirname, '..', 'infra');
const [name = '', ...args] = process.argv.slice(2);
const program = programs[name];
if (program === undefined) {
  process.stderr.write(`Usage: npm run infra -- ${Object.keys(programs).join('|')} [options]\n`);
  process.exitCode = 2;
} else {
  await installDependencies(infra);
  const child = spawn(process.execPath, [join(infra, program), ...args], { stdio: 'inherit' });
  // A terminal sends its signal to both; this one only waits for the other's end.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 130);
  });
}
