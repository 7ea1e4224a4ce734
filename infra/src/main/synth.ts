/**
 * `npm run infra -- synth --topology fargate --environment dev --settings my.json --out dist`:
 * writes the Terraform JSON of what is selected. Without settings it takes the example's, which
 * can be looked at but not applied.
 */
import { join, relative } from 'node:path';
import { readSettings } from '../config/settings.ts';
import { ConfigError } from '../lib/problem.ts';
import { synthesise } from '../topologies/synthesise.ts';
import { readArguments } from './arguments.ts';

const infra = join(import.meta.dirname, '..', '..');

try {
  const selected = readArguments(process.argv.slice(2));
  const path = selected.settings ?? join(infra, 'settings.example.json');
  const out = selected.out ?? join(infra, 'dist');
  const deployments = selected.environments.flatMap((environment) => {
    const settings = readSettings(path, environment);
    return selected.topologies.map((topology) => ({ settings, topology, environment }));
  });
  for (const { name, directory } of synthesise(deployments, out)) {
    process.stdout.write(`${name}  ${relative(process.cwd(), directory)}\n`);
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
