/** The bootstrap, run with the Node.js that runs the tests: exit codes, signals, arguments. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';

const bootstrap = join(import.meta.dirname, '../../../scripts/with-node.mjs');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onsale-bootstrap-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function program(text: string): Promise<string> {
  const path = join(folder, `program-${Math.random().toString(36).slice(2)}.ts`);
  await writeFile(path, text);
  return path;
}

test('passes arguments on and runs TypeScript on Node.js 24', async () => {
  const path = await program(
    `const said: string[] = [process.version, ...process.argv.slice(2)];
     process.stdout.write(JSON.stringify(said));`,
  );
  const run = spawnSync(process.execPath, [bootstrap, path, '--flag', 'two words'], {
    encoding: 'utf8',
  });
  expect(run.status).toBe(0);
  const [version, ...args] = JSON.parse(run.stdout);
  expect(version).toMatch(/^v24\./);
  expect(args).toEqual(['--flag', 'two words']);
});

test('ends with the code or the signal of the program', async () => {
  const code = spawnSync(process.execPath, [bootstrap, await program('process.exit(7);')]);
  expect(code.status).toBe(7);
  const killed = await program(`process.kill(process.pid, 'SIGKILL');`);
  expect(spawnSync(process.execPath, [bootstrap, killed]).signal).toBe('SIGKILL');
});

test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('passes %s on, once', async (name) => {
  const path = await program(
    `let count = 0;
     process.on('${name}', () => {
       count += 1;
       // Long enough for a second copy to arrive, were there one.
       setTimeout(() => process.exit(40 + count), 100);
     });
     setInterval(() => {}, 1000);
     console.log('ready');`,
  );
  const run = spawn(process.execPath, [bootstrap, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(createInterface({ input: run.stdout }), 'line');
  run.kill(name);
  const [code] = await once(run, 'exit');
  expect(code).toBe(41);
});

test('an installation that fails is explained, and its exit code is not 0', async () => {
  const root = await mkdtemp(join(folder, 'clone-'));
  const copy = spawnSync('cp', ['-R', join(bootstrap, '..'), join(root, 'scripts')]);
  expect(copy.status).toBe(0);
  await writeFile(join(root, 'package.json'), '{"name":"clone","version":"1.0.0"}');
  await writeFile(join(root, 'package-lock.json'), '{"lockfileVersion":3,"packages":{}}');
  const npm = join(root, 'npm');
  await writeFile(npm, '#!/bin/sh\necho "npm was asked to $*" >&2\nexit 9\n');
  await chmod(npm, 0o755);
  const environment = { PATH: `${root}:/usr/bin:/bin` };
  const script = join(root, 'scripts/with-node.mjs');
  const run = spawnSync(process.execPath, [script, 'nothing.ts'], {
    env: environment,
    encoding: 'utf8',
  });
  expect(run.status).toBe(1);
  expect(run.stderr).toContain('Installing dependencies (first run)...');
  expect(run.stderr).toContain('npm was asked to ci');
  expect(run.stderr).toContain('Installing the dependencies failed (exit code 9)');
});
