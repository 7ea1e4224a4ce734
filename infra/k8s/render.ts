/**
 * Writes the Kubernetes objects of an environment as YAML, for `kubectl apply -k` and for the
 * branch that Argo CD follows:
 *
 *   node scripts/with-node.mjs infra/k8s/render.ts --environment prod --values FILE --out DIR
 *
 * Without values it takes the example's, which can be looked at but, in prod, not rendered. With
 * `--load-test https://api.…` an overlay for a load test of that target is written as well.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseEnvironment } from '../src/config/settings.ts';
import { ConfigError } from '../src/lib/problem.ts';
import { documentedLoad } from './load-test/load-test.ts';
import { renderEnvironment } from './render/render-environment.ts';
import { writeTree } from './render/tree.ts';
import { readValues } from './values/check-values.ts';

const example = join(import.meta.dirname, 'values', 'cluster-values.example.json');

const options = {
  environment: { type: 'string' },
  values: { type: 'string' },
  out: { type: 'string' },
  'load-test': { type: 'string' },
} as const;

function readArguments() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    const names = Object.keys(options).map((name) => `--${name}`);
    throw new ConfigError([
      {
        setting: 'arguments',
        problem: error instanceof Error ? error.message.replace(/\.?$/, '.') : String(error),
        remedy: `Known are ${names.join(', ')}.`,
      },
    ]);
  }
}

try {
  const { values: path = example, out, 'load-test': target, ...given } = readArguments();
  const environment = parseEnvironment(given.environment ?? '');
  if (out === undefined) {
    throw new ConfigError([
      { setting: '--out', problem: 'is missing.', remedy: 'Name the directory to write to.' },
    ]);
  }
  const files = renderEnvironment({
    environment,
    values: readValues(path, environment),
    ...(target === undefined ? {} : { loadTest: { ...documentedLoad, target } }),
  });
  writeTree(files, out);
  process.stdout.write(`${files.size} files in ${out}: overlays/${environment} is the whole.\n`);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
