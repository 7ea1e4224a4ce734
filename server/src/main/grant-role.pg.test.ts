/** `npm run grant-role` as a process: who becomes a member, and what it says when it cannot help. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';

const script = join(import.meta.dirname, 'grant-role.ts');

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    `INSERT INTO auth."user" (id, name, email, "emailVerified")
     VALUES ('kim', 'Kim', 'kim@example.test', true)`,
  );
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Answers the exit code. */
const grant = (email: string, role: string): Promise<number> =>
  promisify(execFile)(
    process.execPath,
    [script, '--email', email, '--organization', 'Moon House', '--role', role],
    { env: { DATABASE_URL: database.url } },
  ).then(
    () => 0,
    (error: { readonly code: number }) => error.code,
  );

const members = async (): Promise<unknown[]> =>
  (
    await client.query(
      `SELECT m.account_id AS account, o.name AS organization, m.role
         FROM organization_members m JOIN organizations o ON o.id = m.organization_id`,
    )
  ).rows;

test('an account becomes a member, changes its role, and is none any more', async () => {
  const kim = { account: 'kim', organization: 'Moon House' };
  expect(await grant('Kim@example.test', 'staff')).toBe(0);
  expect(await members()).toEqual([{ ...kim, role: 'staff' }]);
  expect(await grant('kim@example.test', 'manager')).toBe(0);
  expect(await members()).toEqual([{ ...kim, role: 'manager' }]);
  expect(await grant('kim@example.test', 'none')).toBe(0);
  expect(await members()).toEqual([]);
});

test('an unknown account is 1, an unknown role 2; neither changes anything', async () => {
  expect(await grant('lee@example.test', 'staff')).toBe(1);
  expect(await grant('kim@example.test', 'emperor')).toBe(2);
  expect(await members()).toEqual([]);
});
