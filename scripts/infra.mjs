/**
 * Runs a program of the infrastructure, which has packages of its own: 600 MB of bindings to AWS that
 * nobody needs who runs the product. They are installed when they are missing or out of date.
 *
 *     npm run infra -- synth --topology fargate --environment dev --settings my.json
 */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './install-dependencies.mjs';

const programs = {
  check: 'src/main/check.ts',
  synth: 'src/main/synth.ts',
  cost: 'src/main/cost.ts',
  diagrams: 'src/main/diagrams.ts',
  forecast: 'src/main/forecast.ts',
  operate: 'src/main/operate.ts',
  kubernetes: 'k8s/render.ts',
};

const infra = join(dirname(dirname(fileURLToPath(import.meta.url))), 'infra');
const [name = '', ...args] = process.argv.slice(2);

if (!Object.hasOwn(programs, name)) {
  process.stderr.write(`Usage: npm run infra -- ${Object.keys(programs).join('|')} [options]\n`);
  process.exitCode = 2;
} else {
  try {
    await installDependencies(infra);
    run(join(infra, programs[name]));
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

function run(program) {
  const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' });
  // A terminal sends its signal to both; this one only waits for the other's end.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 130);
  });
}
