/**
 * A database per test file: a clone of the migrated template, made in milliseconds.
 *
 *     const database = await createTestDatabase();
 *     afterAll(() => database.drop());
 */
import { inject } from 'vitest';
import { TEMPLATE, dropDatabase, runAdmin, urlFor } from './databases.ts';
import './global-setup.ts';

export type TestDatabase = {
  readonly url: string;
  readonly name: string;
  drop(): Promise<void>;
};

export type TestDatabaseOptions = {
  /** Without the schema, e.g. to test migrations. */
  readonly empty?: boolean;
  /** Further options of CREATE DATABASE; needs `empty`. */
  readonly options?: string;
};

let count = 0;

/** Only in the `pg` project. The whole server is removed at the end, dropped databases earlier. */
export async function createTestDatabase(
  settings: TestDatabaseOptions = {},
): Promise<TestDatabase> {
  const adminUrl = inject('postgresAdminUrl');
  const run = inject('postgresRun');
  count += 1;
  const name = `${run}_${process.pid}_${count}`;
  const template = settings.empty === true ? 'template0' : `"${run}_${TEMPLATE}"`;
  await runAdmin(
    adminUrl,
    `create database "${name}" template ${template} ${settings.options ?? ''}`,
  );
  return { name, url: urlFor(adminUrl, name), drop: () => dropDatabase(adminUrl, name) };
}

/** The superuser's connection string to the server that the test databases are on. */
export const adminUrl = (): string => inject('postgresAdminUrl');
