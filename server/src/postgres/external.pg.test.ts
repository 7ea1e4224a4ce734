/** The checks of a given server, each with the fault planted for real. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { dropDatabase, runAdmin, urlFor } from '../../test/support/databases.ts';
import { adminUrl, createTestDatabase } from '../../test/support/postgres.ts';
import { startThrowaway, temporaryFolder } from '../../test/support/throwaway.ts';
import { startTransactionPooler } from '../../test/support/transaction-pooler.ts';
import { startEmbedded } from './embedded.ts';
import { checkServer } from './external.ts';
import { findHome, pathsIn } from './site.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const FEW = { connections: 20 };

async function emptyDatabase(options?: string): Promise<string> {
  const settings = options === undefined ? { empty: true } : { empty: true, options };
  const database = await createTestDatabase(settings);
  cleanups.push(() => database.drop());
  return database.url;
}

/** A connection string for a new role without any privilege but to connect. */
async function plainRole(url: string): Promise<{ url: string; role: string }> {
  const role = `plain_${process.pid}_${Date.now()}`;
  await runAdmin(adminUrl(), `create role ${role} login password 'secret'`);
  cleanups.push(async () => {
    await runAdmin(url, `drop owned by ${role}`);
    await runAdmin(adminUrl(), `drop role ${role}`);
  });
  const changed = new URL(url);
  changed.username = role;
  changed.password = 'secret';
  return { url: changed.href, role };
}

const messages = async (url: string, connections = FEW.connections): Promise<string> =>
  (await checkServer(url, { connections }))
    .map((finding) => `${finding.severity}: ${finding.message}`)
    .join('\n');

test('nothing to say about a good server', async () => {
  expect(await checkServer(await emptyDatabase(), FEW)).toEqual([]);
});

test('LC_CTYPE C and a wrong encoding are fatal', async () => {
  const c = await emptyDatabase(`locale_provider libc locale 'C'`);
  expect(await messages(c)).toMatch(/^fatal: Database .* has LC_CTYPE C/);
  const latin = await emptyDatabase(`locale_provider libc locale 'C' encoding 'LATIN1'`);
  expect(await messages(latin)).toMatch(/^fatal: Database .* has the encoding LATIN1/);
});

test('a role that may not create tables or extensions, or only read, is told so', async () => {
  const url = await emptyDatabase();
  const plain = await plainRole(url);
  const found = await messages(plain.url);
  expect(found).toContain(`grant create, usage on schema public to ${plain.role}`);
  expect(found).toContain('may not create it');
  await runAdmin(url, `grant create on schema public to ${plain.role}`);
  await runAdmin(url, 'create extension pg_trgm');
  expect(await messages(plain.url)).toBe('');
  await runAdmin(url, 'create schema extensions');
  await runAdmin(url, 'alter extension pg_trgm set schema extensions');
  expect(await messages(plain.url)).toMatch(/^fatal: .*pg_trgm is in the schema extensions/);
  await runAdmin(url, `grant usage on schema extensions to ${plain.role}`);
  await runAdmin(adminUrl(), `alter role ${plain.role} set search_path = public, extensions`);
  expect(await messages(plain.url)).toBe('');
  await runAdmin(adminUrl(), `alter role ${plain.role} set default_transaction_read_only = on`);
  expect(await messages(plain.url)).toMatch(/^fatal: Transactions are read-only/);
});

test('the connection budget is compared with the limits of server, database and role', async () => {
  const url = await emptyDatabase();
  expect(await messages(url, 5_000)).toMatch(/^fatal: .* may open 5000 connections/);
  const plain = await plainRole(url);
  await runAdmin(url, `grant create on schema public to ${plain.role}`);
  await runAdmin(url, 'create extension pg_trgm');
  await runAdmin(adminUrl(), `alter role ${plain.role} connection limit 21`);
  expect(await messages(plain.url, 22)).toMatch(/^fatal: .* the server allows 21/);
  expect(await messages(plain.url, 20)).toMatch(/^warning: .* 20 of the 21/);
});

test('settings that lose bookings are fatal', async () => {
  const server = await startThrowaway({
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  cleanups.push(() => server.remove());
  const found = await messages(server.url);
  expect(found).toContain('fatal: fsync is off');
  expect(found).toContain('fatal: synchronous_commit is off');
  expect(found).toContain('warning: full_page_writes is off');
});

test('a replica is refused', async () => {
  const primary = await startThrowaway();
  cleanups.push(() => primary.remove());
  await primary.stop();
  const folder = await temporaryFolder();
  cleanups.push(() => folder.remove());
  mkdirSync(join(folder.path, 'postgres'), { mode: 0o755 });
  const from = pathsIn(findHome(primary.dataDir) ?? '');
  const to = pathsIn(join(folder.path, 'postgres'));
  execFileSync('cp', ['-a', from.cluster, to.cluster]);
  execFileSync('cp', ['-a', from.password, to.password]);
  writeFileSync(join(to.cluster, 'standby.signal'), '');
  const replica = await startEmbedded({ dataDir: folder.path, log: () => {} });
  cleanups.push(() => replica.stop());
  expect(await messages(replica.url)).toMatch(/^fatal: This server is a read-only replica/);
});

test.each([1, 2, 3])('a pooler by transaction with %i servers is refused', async (servers) => {
  const pooler = await startTransactionPooler(await emptyDatabase(), servers);
  cleanups.push(() => pooler.close());
  expect(await messages(pooler.url)).toMatch(/^fatal: A connection pooler in transaction/);
});

test('connection problems are named without the password', async () => {
  const url = new URL(await emptyDatabase());
  url.password = 'not-the-secret';
  const wrong = checkServer(url.href, FEW);
  await expect(wrong).rejects.toThrow(
    /password authentication failed.*Check the user and password/,
  );
  await expect(wrong).rejects.not.toThrow(/not-the-secret/);

  const missing = checkServer(urlFor(adminUrl(), 'no_such_database'), FEW);
  await expect(missing).rejects.toThrow(/"no_such_database" does not exist/);

  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  closed.close();
  const nobody = `postgres://user:hidden@127.0.0.1:${port}/db`;
  const refused = checkServer(nobody, { ...FEW, deadlineMs: 600 });
  await expect(refused).rejects.toThrow(/Cannot connect .*user@127.0.0.1:\d+\/db: .*ECONNREFUSED/);
  await expect(refused).rejects.not.toThrow(/hidden/);
});

test('a server that comes up while we wait is used', async () => {
  const server = await startThrowaway();
  cleanups.push(() => server.remove());
  process.kill(server.pid, 'SIGKILL');
  expect(await checkServer(server.url, FEW)).toEqual([]);
  await dropDatabase(urlFor(server.url, 'postgres'), 'ticketing');
});
