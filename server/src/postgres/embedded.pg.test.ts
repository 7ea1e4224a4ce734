/** The embedded PostgreSQL from its first start to its end, undisturbed. */
import { existsSync, statSync } from 'node:fs';
import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { runAdmin } from '../../test/support/databases.ts';
import { startThrowaway, temporaryFolder } from '../../test/support/throwaway.ts';
import type { Throwaway } from '../../test/support/throwaway.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import { attachDatabase } from './attach.ts';
import { findRunning, startEmbedded } from './embedded.ts';
import { lockHolder } from './instance-lock.ts';
import { isRunning, postgresProcessesOf } from './processes.ts';
import { pathsIn } from './site.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function throwaway(): Promise<Throwaway> {
  const server = await startThrowaway();
  cleanups.push(() => server.remove());
  return server;
}

async function settingsOf(url: string, names: readonly string[]): Promise<Record<string, string>> {
  const { rows } = await runAdmin(url, 'select name, setting from pg_settings');
  const all = Object.fromEntries(rows.map((row) => [row.name, row.setting]));
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

test('is durable, in UTF-8 and UTC, and listens on the loopback address only', async () => {
  const server = await throwaway();
  const found = await settingsOf(server.url, [
    'fsync',
    'synchronous_commit',
    'full_page_writes',
    'data_checksums',
    'server_encoding',
    'TimeZone',
    'listen_addresses',
    'unix_socket_directories',
    'password_encryption',
  ]);
  expect(found).toEqual({
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    data_checksums: 'on',
    server_encoding: 'UTF8',
    TimeZone: 'UTC',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
  });
});

test('finds trigrams in Hangul', async () => {
  const server = await throwaway();
  await runAdmin(server.url, 'create extension pg_trgm');
  const { rows } = await runAdmin(
    server.url,
    `select similarity('봄 콘서트', '봄 콘서드') as close`,
  );
  expect(rows[0].close).toBeGreaterThan(0.3);
});

test('needs its password, which only its owner can read', async () => {
  const server = await throwaway();
  expect(statSync(pathsIn(join(server.dataDir, 'postgres')).password).mode & 0o777).toBe(0o600);
  const wrong = server.url.replace(/:[^:@]+@/, ':wrong@');
  await expect(runAdmin(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('keeps data across a stop and a start, and leaves no process behind', async () => {
  const folder = await temporaryFolder();
  cleanups.push(() => folder.remove());
  const first = await startEmbedded({ dataDir: folder.path, log: () => {} });
  await runAdmin(first.url, 'create table kept as select 42 as answer');
  const { pid } = first;
  await first.stop();
  expect(isRunning(pid)).toBe(false);
  expect(postgresProcessesOf(first.clusterDir)).toEqual([]);
  expect(lockHolder(folder.path)).toBeUndefined();
  expect(findRunning(folder.path)).toBeUndefined();

  const second = await startEmbedded({ dataDir: folder.path, log: () => {} });
  cleanups.push(() => second.stop());
  expect(findRunning(folder.path)).toEqual({ url: second.url, pid: second.pid });
  expect((await runAdmin(second.url, 'select answer from kept')).rows).toEqual([{ answer: 42 }]);
});

test('is started again on the same port when the postmaster is killed', async () => {
  const folder = await temporaryFolder();
  cleanups.push(() => folder.remove());
  const events: string[] = [];
  const server = await startEmbedded({
    dataDir: folder.path,
    log: () => {},
    onEvent: (event) => events.push(event.kind),
  });
  cleanups.push(() => server.stop());
  await runAdmin(server.url, 'create table kept as select 42 as answer');
  const killed = server.pid;
  process.kill(killed, 'SIGKILL');
  await waitFor('the restart', () => events.includes('restarted'));
  expect(events[0]).toBe('exited');
  expect(server.pid).not.toBe(killed);
  // The very same connection string works.
  expect((await runAdmin(server.url, 'select answer from kept')).rows).toEqual([{ answer: 42 }]);
});

test('is started again also while a query outlives the killed postmaster', async () => {
  const server = await throwaway();
  const busy = runAdmin(server.url, `select count(*) from generate_series(1, 1e12::bigint)`);
  const lost = busy.catch((error: unknown) => error);
  await waitFor('the query', async () => {
    const query = `select from pg_stat_activity where query like '%generate_series%1e12%'`;
    return ((await runAdmin(server.url, query)).rowCount ?? 0) > 1;
  });
  const killed = server.pid;
  process.kill(killed, 'SIGKILL');
  await waitFor('another postmaster', () => ![killed, -1].includes(server.pid));
  await waitFor('it to answer', () => runAdmin(server.url, 'select 1'));
  expect(await lost).toBeInstanceOf(Error);
});

test('stop() before a restart leaves nothing', async () => {
  const server = await throwaway();
  process.kill(server.pid, 'SIGKILL');
  await server.stop();
  await waitFor('no process', () => postgresProcessesOf(server.clusterDir).length === 0);
  expect(lockHolder(server.dataDir)).toBeUndefined();
});

test('stop() while a restart is under way leaves nothing', async () => {
  const server = await throwaway();
  const killed = server.pid;
  process.kill(killed, 'SIGKILL');
  // As soon as the new postmaster has written its pid, which is before it is ready.
  await waitFor('another postmaster', () => ![killed, -1].includes(server.pid));
  await server.stop();
  expect(postgresProcessesOf(server.clusterDir)).toEqual([]);
  expect(lockHolder(server.dataDir)).toBeUndefined();
});

test('makes the database again when a crash came between initdb and that', async () => {
  const server = await throwaway();
  await server.stop();
  const again = await startEmbedded({ dataDir: server.dataDir, log: () => {} });
  const maintenance = again.url.replace(/ticketing$/, 'postgres');
  await runAdmin(maintenance, 'drop database ticketing');
  await again.stop();
  const healed = await startEmbedded({ dataDir: server.dataDir, log: () => {} });
  cleanups.push(() => healed.stop());
  expect((await runAdmin(healed.url, 'select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test('a tool uses the running server, or starts it for as long as it needs it', async () => {
  const server = await throwaway();
  const options = { dataDir: server.dataDir, log: () => {} };
  const running = await attachDatabase(options);
  expect(running).toMatchObject({ source: 'running', url: server.url });
  await running.close();
  expect(isRunning(server.pid)).toBe(true);
  await server.stop();
  const started = await attachDatabase(options);
  expect(started.source).toBe('started');
  await started.close();
  expect(findRunning(server.dataDir)).toBeUndefined();
});

test('a link that leads nowhere is refused, not replaced', async () => {
  const folder = await temporaryFolder();
  cleanups.push(() => folder.remove());
  const place = join(folder.path, 'postgres');
  await symlink(join(folder.path, 'gone'), place);
  const start = startEmbedded({ dataDir: folder.path, log: () => {} });
  await expect(start).rejects.toThrow(/leads nowhere/);
  expect(existsSync(join(folder.path, 'gone'))).toBe(false);
  await rm(place);
});
