/** The migration runner against a real database, with folders of small migrations. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, expect, test } from 'vitest';
import { startChild } from '../../test/support/child.ts';
import { runAdmin } from '../../test/support/databases.ts';
import { createTestDatabase } from '../../test/support/postgres.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import { migrate, pendingMigrations } from './migrate.ts';

const script = join(import.meta.dirname, '../../test/support/migrate-child.ts');

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function database(): Promise<string> {
  const made = await createTestDatabase({ empty: true });
  cleanups.push(() => made.drop());
  return made.url;
}

async function folder(files: Readonly<Record<string, string>>): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'onsale-migrations-'));
  cleanups.push(() => rm(path, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text);
  return path;
}

const first = { '0001-one.sql': '-- phase: expand\ncreate table one (id int primary key);\n' };
const second = { '0002-two.sql': '-- phase: expand\nalter table one add column two int;\n' };
const third = { '0003-three.sql': '-- phase: contract\nalter table one drop column two;\n' };
const fourth = { '0004-four.sql': '-- phase: expand\ncreate table four (id int);\n' };

const apply = (url: string, path: string): ReturnType<typeof migrate> =>
  migrate(url, { mode: 'apply', folder: path });

async function columns(url: string): Promise<string[]> {
  const query = `select column_name from information_schema.columns where table_name = 'one'`;
  return (await runAdmin(url, query)).rows.map((row) => String(row.column_name)).sort();
}

test('applies in order, once, and says what is pending', async () => {
  const url = await database();
  const path = await folder({ ...first, ...second });
  expect((await pendingMigrations(url, path)).map((file) => file.version)).toEqual([1, 2]);
  expect(await apply(url, path)).toEqual({ applied: [1, 2], version: 2 });
  expect(await columns(url)).toEqual(['id', 'two']);
  expect(await apply(url, path)).toEqual({ applied: [], version: 2 });
  expect(await pendingMigrations(url, path)).toEqual([]);
  const { rows } = await runAdmin(url, 'select version, name, phase from schema_migrations');
  expect(rows).toEqual([
    { version: 1, name: 'one', phase: 'expand' },
    { version: 2, name: 'two', phase: 'expand' },
  ]);
});

test('a failing migration is rolled back as a whole; the ones before stay', async () => {
  const url = await database();
  const broken = { '0002-two.sql': '-- phase: expand\ncreate table half ();\nselect 1 / 0;\n' };
  const path = await folder({ ...first, ...broken });
  await expect(apply(url, path)).rejects.toThrow(/Migration 2 \(two\) failed.*division by zero/);
  expect((await runAdmin(url, `select to_regclass('half') as half`)).rows).toEqual([
    { half: null },
  ]);
  expect((await pendingMigrations(url, path)).map((file) => file.version)).toEqual([2]);
  await writeFile(join(path, '0002-two.sql'), second['0002-two.sql']);
  expect(await apply(url, path)).toEqual({ applied: [2], version: 2 });
});

test('a syntax error is reported with its line', async () => {
  const wrong = { '0001-one.sql': '-- phase: expand\nselect 1;\ncreate tabel one ();\n' };
  const start = apply(await database(), await folder(wrong));
  await expect(start).rejects.toThrow(/Migration 1 \(one\) failed \(line 3\)/);
});

test('processes that start at once apply each migration once', async () => {
  const url = await database();
  // Slow enough that all of them are there while the first one works.
  const slow = { '0001-one.sql': `${first['0001-one.sql']}select pg_sleep(0.5);\n` };
  const path = await folder({ ...slow, ...second });
  const children = [1, 2, 3].map(() => startChild(script, [url, path]));
  const facts = await Promise.all(children.map((one) => one.hear('done', 'failed')));
  const applied = facts.flatMap((fact) => (fact['done'] as { applied: number[] }).applied);
  expect(applied.toSorted((a, b) => a - b)).toEqual([1, 2]);
  expect(await columns(url)).toEqual(['id', 'two']);
});

test('kill -9 in the middle of a migration leaves nothing of it', async () => {
  const url = await database();
  const endless = { '0002-two.sql': `${second['0002-two.sql']}select pg_sleep(600);\n` };
  const killed = startChild(script, [url, await folder({ ...first, ...endless })]);
  const query = `select pid from pg_stat_activity
    where datname = current_database() and wait_event = 'PgSleep'`;
  const { pid } = await waitFor('it to sleep', async () => (await runAdmin(url, query)).rows[0]);
  await killed.end('SIGKILL');
  // PostgreSQL notices a lost client only when it writes to it; an operator would end it like so.
  await runAdmin(url, `select pg_terminate_backend(${Number(pid)})`);
  expect(await apply(url, await folder({ ...first, ...second }))).toMatchObject({ applied: [2] });
});

test('a changed file of an applied migration is refused; line ends do not count', async () => {
  const url = await database();
  await apply(url, await folder(first));
  const windows = { '0001-one.sql': first['0001-one.sql'].replaceAll('\n', '\r\n') };
  expect(await apply(url, await folder(windows))).toEqual({ applied: [], version: 1 });
  const changed = { '0001-one.sql': `${first['0001-one.sql']}select 1;\n` };
  await expect(apply(url, await folder(changed))).rejects.toThrow(/Migration 1 .* was changed/);
});

test('one expanding step ahead is accepted, a contracting one or two are not', async () => {
  const url = await database();
  const old = await folder(first);
  await apply(url, await folder({ ...first, ...second }));
  expect(await apply(url, old)).toEqual({ applied: [], version: 2 });
  expect(await migrate(url, { mode: 'require', folder: old })).toEqual({ applied: [], version: 2 });

  await apply(url, await folder({ ...first, ...second, ...third }));
  await expect(apply(url, old)).rejects.toThrow(/ahead of this release by: 2 two .*, 3 three/);
  const nearer = await folder({ ...first, ...second });
  await expect(apply(url, nearer)).rejects.toThrow(/3 three \(contract\)/);

  await apply(url, await folder({ ...first, ...second, ...third, ...fourth }));
  await expect(apply(url, nearer)).rejects.toThrow(/3 three \(contract\), 4 four \(expand\)/);
});

test('mode require changes nothing and names what is missing', async () => {
  const url = await database();
  const path = await folder(first);
  const start = migrate(url, { mode: 'require', folder: path });
  await expect(start).rejects.toThrow(/lacks these migrations: 1 one.*npm run db:migrate/);
  const { rows } = await runAdmin(url, `select to_regclass('schema_migrations') as made`);
  expect(rows).toEqual([{ made: null }]);
  await apply(url, path);
  expect(await migrate(url, { mode: 'require', folder: path })).toMatchObject({ version: 1 });
});

test('a table in use delays the migration; nobody queues behind it for long', async () => {
  const url = await database();
  await apply(url, await folder(first));
  const reader = new Client({ connectionString: url });
  await reader.connect();
  cleanups.push(() => reader.end());
  await reader.query('begin');
  await reader.query('select from one');
  const migrating = apply(url, await folder({ ...first, ...second }));
  const query = `select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  await waitFor('it to wait', async () => (await runAdmin(url, query)).rowCount === 1);
  await reader.query('commit');
  expect(await migrating).toEqual({ applied: [2], version: 2 });
});

test('files with wrong names, numbers or first lines are refused', async () => {
  const url = await database();
  const cases: [Record<string, string>, RegExp][] = [
    [{ '1-one.sql': '' }, /must be named like/],
    [{ '0002-two.sql': second['0002-two.sql'] }, /Migration 2 \(two\) is out of line: 1/],
    [{ ...first, '0001-also.sql': '-- phase: expand\n' }, /out of line: 2 was expected/],
    [{ '0001-one.sql': 'create table one ();' }, /must begin with "-- phase: expand"/],
  ];
  for (const [files, problem] of cases) {
    await expect(apply(url, await folder(files))).rejects.toThrow(problem);
  }
});
