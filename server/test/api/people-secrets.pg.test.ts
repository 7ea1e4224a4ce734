/**
 * A real process on a site with https, logging all it can: what people entrust to it is in no line of
 * its log and in no address, and its cookies are for https and this host only.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Db, sql } from '../../src/lib/db.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { openTestDb } from '../support/test-db.ts';
import { temporaryFolder } from '../support/throwaway.ts';
import { createVisitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { expectProductRefusal, granted } from './refusals.ts';

const origin = 'https://tickets.example';
const password = 'correct horse battery';
const email = 'kim@example.test';
let database: TestDatabase;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: ServerProcess;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await temporaryFolder();
  db = openTestDb(database.url, 2);
  server = await startServer({
    databaseUrl: database.url,
    apiKey: 'a key of the partner that is long',
    dataDir: folder.path,
    env: { PUBLIC_URL: origin, LOG_LEVEL: 'trace', LOG_REQUESTS: 'all' },
  });
});
afterAll(async () => {
  await server.end('SIGTERM');
  await db.close();
  await database.drop();
  await folder.remove();
});

it('keeps secrets out of its log, and cookies to https and this host', async () => {
  const who = createVisitor(server.url);
  granted(await who.send('POST', '/api/v1/session'));
  granted(await who.send('POST', '/api/auth/sign-up/email', { name: '김', email, password }));
  granted(await who.send('POST', '/api/v1/session'));
  granted(await who.send('GET', '/api/v1/session'));
  await who.send('POST', '/api/auth/sign-in/email', { email, password: 'wrong horse battery' });
  await who.send('POST', '/api/auth/sign-up/email', { name: '김', email, password });
  await who.send('POST', '/api/auth/sign-in/email', '{ "email": broken');
  const cookies = [...who.seen];
  expect(cookies.map((line) => line.split('=', 1)[0])).toEqual(
    expect.arrayContaining([
      '__Host-onsale_session',
      '__Host-onsale_guest',
      '__Host-onsale_account',
    ]),
  );
  for (const line of cookies) {
    expect(line).toMatch(/; HttpOnly/);
    expect(line).toMatch(/; Secure/);
    expect(line).toMatch(/; SameSite=Lax/i);
    expect(line).toMatch(/; Path=\//);
    expect(line).not.toMatch(/; Domain/i);
  }
  granted(await who.send('DELETE', '/api/v1/session?everywhere=true'));
  await waitFor('the last request to be logged', () =>
    server.log.some((line) => line.includes('endSession')),
  );
  const stored = await db.query(
    sql<{ secret: string }>(
      'test_secrets',
      `SELECT encode(secret, 'hex') AS secret FROM deployment_secrets`,
    ),
  );
  const hashes = await db.query(
    sql<{ password: string }>('test_hashes', `SELECT password FROM auth.account`),
  );
  expect(stored.length).toBeGreaterThanOrEqual(2);
  expect(hashes).toHaveLength(1);
  const secrets = [
    password,
    'wrong horse battery',
    email,
    ...cookies.map((line) => line.slice(line.indexOf('=') + 1).split(';', 1)[0] ?? ''),
    ...stored.flatMap(({ secret }) => [secret, Buffer.from(secret, 'hex').toString('base64url')]),
    ...hashes.map((row) => row.password),
  ].filter((secret) => secret.length > 8);
  const log = server.log.join('\n');
  expect(log).toContain('beginSession');
  expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
});

it('believes pages of the site, however the server itself is reached', async () => {
  const who = createVisitor(server.url);
  const begin = (headers: Readonly<Record<string, string>>) =>
    who.send('POST', '/api/v1/session', undefined, { 'sec-fetch-site': 'same-site', ...headers });
  granted(await begin({ origin }));
  expect(who.jar.has('__Host-onsale_session')).toBe(true);
  expectProductRefusal(await begin({ origin: 'http://tickets.example' }), 'cross_site');
  expectProductRefusal(await begin({ origin: new URL(server.url).origin }), 'cross_site');
});
