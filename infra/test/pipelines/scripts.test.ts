/** What the scripts of the workflows call exists, and is called as it wants to be. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { topologies } from '../../src/config/names.ts';
import { commands } from '../../src/operations/commands.ts';
import { commonFlags } from '../../src/operations/core/help.ts';
import { generatedFiles } from '../../src/pipelines/generate/files.ts';
import { jobs, root, scripts, workflows } from './workflows.ts';

/** One command a line, whatever the script breaks for reading. */
const lines = scripts.flatMap(({ where, run }) =>
  run
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => ({ where, line })),
);
const calls = (pattern: RegExp) =>
  lines.flatMap(({ where, line }) => {
    const found = pattern.exec(line);
    return found === null ? [] : [{ where, name: found[1] ?? '', line }];
  });

describe('every script', () => {
  it.each(scripts)('of $where can be parsed', ({ run }) => {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: run, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('with several lines stops at the first failure, wherever it is', () => {
    // GitHub sets -e, and pipefail only where the shell is named.
    const careless = scripts.filter(
      ({ run }) => run.includes('|') && !/\|\|/.test(run) && !run.includes('pipefail'),
    );
    expect(careless.map(({ where }) => where)).toEqual([]);
  });
});

describe('what scripts call', () => {
  const { scripts: npmScripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };

  it('are npm scripts that exist', () => {
    const called = calls(/npm run ([\w:-]+)/);
    expect(called.length).toBeGreaterThan(4);
    expect(called.filter(({ name }) => npmScripts[name] === undefined)).toEqual([]);
  });

  it('are files that exist', () => {
    const called = [...calls(/\bnode (infra\/\S+\.ts)/), ...calls(/^(\.ci\/\S+)/)];
    expect(called.length).toBeGreaterThanOrEqual(4);
    expect(called.filter(({ name }) => !existsSync(join(root, name)))).toEqual([]);
  });

  it('are commands of `operate`, with options they have', () => {
    const called = calls(/\boperate ([\w-]+)/);
    expect(new Set(called.map(({ name }) => name))).toEqual(
      new Set(['deploy', 'smoke-test', 'watch-errors', 'publish-site', 'rotate-secrets']),
    );
    for (const { name, line, where } of called) {
      const command = commands.find((one) => one.name === name);
      expect(command, `${where}: operate ${name}`).toBeDefined();
      const known = { ...commonFlags, ...command?.flags };
      const used = [...line.matchAll(/ --([\w-]+)/g)].map(([, flag = '']) => flag);
      expect(used.filter((flag) => !Object.hasOwn(known, flag))).toEqual([]);
      expect(used).toEqual(expect.arrayContaining(['topology', 'environment', 'settings']));
    }
  });

  it('are workflows and actions of this repository that exist', () => {
    const local = [...jobs, ...jobs.flatMap((job) => job.steps ?? [])].flatMap(({ uses }) =>
      uses?.startsWith('./') === true ? [uses] : [],
    );
    expect(local.length).toBeGreaterThan(10);
    const missing = local.filter(
      (path) => !existsSync(join(root, path.endsWith('.yml') ? path : join(path, 'action.yml'))),
    );
    expect(missing).toEqual([]);
  });
});

it('every topology can be deployed by hand', () => {
  for (const name of ['deploy.yml', 'site.yml']) {
    const workflow = workflows.find(({ path }) => path.endsWith(`/${name}`));
    const dispatch = workflow?.content.on.workflow_dispatch as {
      readonly inputs: { readonly topology: { readonly options: readonly string[] } };
    };
    expect(dispatch.inputs.topology.options).toEqual([...topologies]);
  }
});

describe('generated files', () => {
  it.each(Object.entries(generatedFiles()))('%s is what would be written now', (name, text) => {
    expect(readFileSync(join(root, name), 'utf8')).toBe(text);
  });
});

const actionlint = spawnSync('actionlint', ['-version']).error === undefined;
if (!actionlint)
  process.stdout.write('actionlint is not on the PATH: it did not look at workflows.\n');

it.skipIf(!actionlint)('actionlint finds nothing', () => {
  const found = execFileSync('actionlint', ['-no-color', '-oneline'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(found).toBe('');
});
