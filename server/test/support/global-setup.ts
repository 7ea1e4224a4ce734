/**
 * Runs once before the `pg` project: one PostgreSQL in a temporary folder (or TEST_DATABASE_URL),
 * and in it a template database with the current schema, which each test file clones.
 */
import process from 'node:process';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/postgres/migrate.ts';
import { TEMPLATE, dropDatabase, runAdmin, urlFor } from './databases.ts';
import { startThrowaway } from './throwaway.ts';

declare module 'vitest' {
  // Only an interface can be added to from outside.
  // oxlint-disable-next-line typescript/consistent-type-definitions
  export interface ProvidedContext {
    /** Superuser's connection string to the maintenance database. */
    postgresAdminUrl: string;
    /** Unique to this run: two runs may share one server. */
    postgresRun: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const server = given === undefined ? await startThrowaway() : undefined;
  const adminUrl = server === undefined ? String(given) : urlFor(server.url, 'postgres');
  const run = `test_${process.pid}_${Date.now().toString(36)}`;
  const template = `${run}_${TEMPLATE}`;
  const teardown = async (): Promise<void> => {
    if (server !== undefined) return server.remove();
    await dropDatabase(adminUrl, template);
  };
  try {
    await runAdmin(adminUrl, `create database "${template}" template template0`);
    await migrate(urlFor(adminUrl, template), { mode: 'apply' });
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('postgresAdminUrl', adminUrl);
  project.provide('postgresRun', run);
  return teardown;
}
