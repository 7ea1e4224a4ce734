/** `npm run audit` as a process: exit codes, what goes to which stream, and where it finds a database. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAdmin } from '../../test/support/databases.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { sellHouse } from '../../test/support/sold-house.ts';
import { startThrowaway } from '../../test/support/throwaway.ts';
import type { AuditReport } from '../audit/report.ts';
import { migrate } from '../postgres/migrate.ts';

const script = join(import.meta.dirname, 'audit.ts');

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

async function audit(
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Ended> {
  const child = spawn(process.execPath, [script, ...args], {
    // Nothing of the environment of the tests: they may have a database of their own.
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, out, err };
}

/** As it stands in a connection string; a server that asks for no password has none to print. */
const passwordOf = (url: string): string => `:${new URL(url).password}@`;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await sellHouse(database.url);
});
afterAll(() => database.drop());

test('a sound database: a table, exit code 0', async () => {
  const { code, out, err } = await audit({ DATABASE_URL: database.url });
  expect(err).toBe('');
  expect(code).toBe(0);
  expect(out).toMatch(/^Audit of postgres/);
  expect(out).toMatch(/^ok +pool-never-oversold +/m);
  expect(out).toMatch(/^Sound: \d+ checks, 0 violated, 0 with warnings \(5 events/m);
  expect(out).not.toContain(passwordOf(database.url));
});

test('a violated invariant: named, with its row, in one JSON document, exit code 1', async () => {
  const damaged = await createTestDatabase();
  try {
    const { pool } = await sellHouse(damaged.url);
    await runAdmin(
      damaged.url,
      `update pools set held = held + 1 where event_id = ${pool.eventId}`,
    );
    const { code, out, err } = await audit({ DATABASE_URL: damaged.url }, '--json');
    expect(err).toBe('');
    expect(code).toBe(1);
    const report = JSON.parse(out) as AuditReport;
    expect(report).toMatchObject({ ok: false, database: { name: damaged.name, events: 5 } });
    expect(Math.abs(Date.parse(report.at) - Date.now())).toBeLessThan(600_000);
    expect(report.checks.find(({ id }) => id === 'pool-held-matches-holds')).toEqual({
      id: 'pool-held-matches-holds',
      statement: "A pool's held units are the sum of its PENDING reservations.",
      severity: 'violation',
      violations: 1,
      examples: [{ eventId: pool.eventId, poolId: 1, held: 3, reserved: 2 }],
    });
    expect(out).not.toContain(passwordOf(damaged.url));
    const table = await audit({ DATABASE_URL: damaged.url });
    expect(table.code).toBe(1);
    expect(table.out).toMatch(/^VIOLATED +pool-held-matches-holds .*\n +- eventId \d+, poolId 1/m);
  } finally {
    await damaged.drop();
  }
});

test('a schema that is not there: says what to do, exit code 2', async () => {
  const empty = await createTestDatabase({ empty: true });
  try {
    const { code, out, err } = await audit({ DATABASE_URL: empty.url }, '--json');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^The audit could not be made\. .*npm run db:migrate/);
  } finally {
    await empty.drop();
  }
});

test('a newer schema: asks for the newer release, exit code 2', async () => {
  const newer = await createTestDatabase();
  try {
    await runAdmin(
      newer.url,
      `insert into schema_migrations (version, name, phase, checksum)
       select max(version) + 1, 'later', 'expand', 'x' from schema_migrations`,
    );
    const { code, err } = await audit({ DATABASE_URL: newer.url });
    expect(code).toBe(2);
    expect(err).toMatch(/newer than this release/);
  } finally {
    await newer.drop();
  }
});

test('no server, or arguments it does not know: exit code 2, and no password', async () => {
  const url = new URL(database.url);
  url.password = 'wrong horse';
  url.pathname = '/nowhere';
  const { code, err } = await audit({ DATABASE_URL: url.href });
  expect(code).toBe(2);
  expect(err).toMatch(/^The audit could not be made\. Cannot connect to the database at /);
  expect(err).not.toMatch(/wrong.{0,3}horse/);
  const misspelt = await audit({}, '--jsno');
  expect(misspelt).toEqual({ code: 2, out: '', err: 'Usage: npm run audit [-- --json]\n' });
});

test('the embedded database of the clone, running or not', async () => {
  const server = await startThrowaway();
  const env = { DATA_DIR: server.dataDir };
  try {
    await migrate(server.url, { mode: 'apply' });
    await sellHouse(server.url);
    const running = await audit(env, '--json');
    expect(running.err).toBe('');
    expect(running.code).toBe(0);
    expect(JSON.parse(running.out)).toMatchObject({ ok: true, database: { reservations: 21 } });
    await server.stop();
    const stopped = await audit(env, '--json');
    expect(stopped.code).toBe(0);
    expect(JSON.parse(stopped.out)).toMatchObject({ ok: true, database: { reservations: 21 } });
  } finally {
    await server.remove();
  }
});
