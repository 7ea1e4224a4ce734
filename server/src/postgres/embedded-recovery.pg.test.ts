/** What an earlier run can leave behind, and what must be refused. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startChild } from '../../test/support/child.ts';
import type { Child } from '../../test/support/child.ts';
import { runAdmin } from '../../test/support/databases.ts';
import { temporaryFolder } from '../../test/support/throwaway.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import { startEmbedded } from './embedded.ts';
import type { Embedded } from './embedded.ts';
import { isRunning } from './processes.ts';
import { findHome, pathsIn } from './site.ts';
import type { Paths } from './site.ts';

const script = join(import.meta.dirname, '../../test/support/supervisor-child.ts');

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function folder(): Promise<string> {
  const made = await temporaryFolder();
  cleanups.push(() => made.remove());
  return made.path;
}

function child(...args: string[]): Child {
  const started = startChild(script, args);
  cleanups.push(() =>
    started.process.exitCode === null && started.process.signalCode === null
      ? started.end('SIGKILL')
      : Promise.resolve(),
  );
  return started;
}

async function start(dataDir: string, lines: string[] = []): Promise<Embedded> {
  const server = await startEmbedded({ dataDir, log: (line) => lines.push(line) });
  cleanups.push(() => server.stop());
  return server;
}

/** A data directory that was used and stopped in order. */
async function used(): Promise<{ dataDir: string; paths: Paths }> {
  const dataDir = await folder();
  const server = await start(dataDir);
  await runAdmin(server.url, 'create table kept as select 42 as answer');
  await server.stop();
  return { dataDir, paths: pathsIn(findHome(dataDir) ?? '') };
}

const expectKept = async (server: Embedded): Promise<void> =>
  expect((await runAdmin(server.url, 'select answer from kept')).rows).toEqual([{ answer: 42 }]);

test('a second instance on the same data is refused and told the first one’s pid', async () => {
  const dataDir = await folder();
  const first = child(dataDir);
  const { started } = await first.hear('started');
  const second = child(dataDir);
  const { failed } = await second.hear('failed', 'started');
  expect(failed).toContain(`process ${first.pid}`);
  expect(isRunning((started as { pid: number }).pid)).toBe(true);
});

test('of several that start at once exactly one wins', async () => {
  const dataDir = await folder();
  const children = [child(dataDir), child(dataDir), child(dataDir)];
  const outcomes = await Promise.all(children.map((one) => one.hear('started', 'failed')));
  expect(outcomes.filter((outcome) => 'started' in outcome)).toHaveLength(1);
});

test('kill -9 of the supervisor: the next start stops the orphan and finds the data', async () => {
  const dataDir = await folder();
  const first = child(dataDir);
  const { started } = await first.hear('started');
  const { url, pid } = started as { url: string; pid: number };
  await runAdmin(url, 'create table kept as select 42 as answer');
  await first.end('SIGKILL');
  expect(isRunning(pid)).toBe(true);

  const lines: string[] = [];
  await expectKept(await start(dataDir, lines));
  expect(isRunning(pid)).toBe(false);
  expect(lines.join('\n')).toContain(`process ${pid}`);
});

test('SIGTERM stops PostgreSQL before the supervisor ends', async () => {
  const first = child(await folder());
  const { started } = await first.hear('started');
  await first.end('SIGTERM');
  expect(isRunning((started as { pid: number }).pid)).toBe(false);
  expect(first.process.exitCode).toBe(0);
});

test('an uncaught error in the supervisor takes PostgreSQL along', async () => {
  const first = child(await folder());
  const { started } = await first.hear('started');
  await first.end('SIGUSR2');
  expect(first.process.exitCode).toBe(1);
  await waitFor('PostgreSQL to end', () => !isRunning((started as { pid: number }).pid));
});

test('a stale pid file does not harm the program that has the pid now', async () => {
  const { dataDir, paths } = await used();
  const innocent = spawn('sleep', ['600'], { stdio: 'ignore' });
  cleanups.push(async () => void innocent.kill('SIGKILL'));
  const stale = [innocent.pid, paths.cluster, 1, 5432, '', '127.0.0.1', '  123456    789', 'ready'];
  await writeFile(join(paths.cluster, 'postmaster.pid'), `${stale.join('\n')}\n`);
  await expectKept(await start(dataDir));
  expect(isRunning(innocent.pid ?? -1)).toBe(true);
});

test('a lock whose pid was reused by another process is taken over', async () => {
  const { dataDir } = await used();
  const lock = join(dataDir, 'onsale.lock');
  const server = await start(dataDir);
  const [mine = ''] = await readdir(lock);
  const here = await readFile(join(lock, mine), 'utf8');
  await server.stop();
  // The parent runs, but it is not the process that wrote this: the start time differs.
  await writeFile(join(lock, `${process.ppid}-00000000-1`), here);
  await expectKept(await start(dataDir));
  expect(await readdir(lock)).toEqual([mine]);
});

test('data of another major version are refused and not touched', async () => {
  const { dataDir, paths } = await used();
  await writeFile(join(paths.cluster, 'PG_VERSION'), '17\n');
  const before = await readdir(paths.cluster);
  await expect(start(dataDir)).rejects.toThrow(/made by PostgreSQL 17; this release runs 18/);
  expect(await readdir(paths.cluster)).toEqual(before);
  expect(await readFile(join(paths.cluster, 'PG_VERSION'), 'utf8')).toBe('17\n');
  await writeFile(join(paths.cluster, 'PG_VERSION'), '18\n');
  await expectKept(await start(dataDir));
});

test('an interrupted initdb heals', async () => {
  const { dataDir, paths } = await used();
  // What a crash in the middle leaves: half a cluster under its working name, and a password.
  const half = `${paths.unfinished}.0a1b2c3d`;
  await rename(paths.cluster, half);
  await writeFile(join(half, 'PG_VERSION'), '');
  const server = await start(dataDir);
  expect((await runAdmin(server.url, 'select 1 as one')).rows).toEqual([{ one: 1 }]);
  expect(existsSync(half)).toBe(false);
});

test('kill -9 while initdb runs heals', async () => {
  const dataDir = await folder();
  const first = child(dataDir);
  await first.hear('log');
  await first.end('SIGKILL');
  expect(first.facts.some((fact) => 'started' in fact)).toBe(false);
  const server = await start(dataDir);
  expect((await runAdmin(server.url, 'select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test('a data directory that cannot be written is explained', async () => {
  const dataDir = await folder();
  await writeFile(join(dataDir, 'a-file'), '');
  await expect(start(join(dataDir, 'a-file', 'data'))).rejects.toThrow(/is a file.*DATA_DIR/);
});

test('a lost password file is explained', async () => {
  const { dataDir, paths } = await used();
  await rename(paths.password, `${paths.password}.lost`);
  await expect(start(dataDir)).rejects.toThrow(/password file .* is missing/);
});

test.runIf(process.geteuid?.() === 0)(
  'root: data that PostgreSQL’s user cannot reach move to another place, linked from here',
  async () => {
    const base = await folder();
    const dataDir = join(base, 'closed', '.data');
    await mkdir(join(base, 'closed'), { mode: 0o700 });
    const relocationRoot = join(base, 'lib');
    const lines: string[] = [];
    const first = await startEmbedded({ dataDir, relocationRoot, log: (line) => lines.push(line) });
    cleanups.push(() => first.stop());
    await runAdmin(first.url, 'create table kept as select 42 as answer');
    expect(first.clusterDir.startsWith(relocationRoot)).toBe(true);
    expect(lines.join('\n')).toContain(relocationRoot);
    expect(findHome(dataDir)).toBe(join(first.clusterDir, '..'));
    await first.stop();
    const second = await startEmbedded({ dataDir, relocationRoot, log: () => {} });
    cleanups.push(() => second.stop());
    await expectKept(second);
  },
);
