/** Our tables against the library's own checker, and accounts as its own code keeps them. */
import type { BetterAuthPlugin } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openTestDb } from '../../test/support/test-db.ts';
import { systemClock } from '../lib/clock.ts';
import { sql } from '../lib/db.ts';
import { createIds } from '../lib/uuid-v7.ts';
import { createLog } from '../ops/log.ts';
import { createLocalOnce } from '../shared/in-process/once.ts';
import { createAccounts } from './accounts.ts';
import { authPlugins, userFields } from './auth-options.ts';
import { createCookies } from './cookies.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const site = { rpId: 'localhost', origin: undefined };
const once = createLocalOnce(systemClock);

/** The checker looks by the search path, so the schema is not part of the names. */
function inSchema(plugin: BetterAuthPlugin): BetterAuthPlugin {
  const text = JSON.stringify(plugin.schema ?? {}).replaceAll(
    '"modelName":"auth.',
    '"modelName":"',
  );
  return { id: plugin.id, schema: JSON.parse(text) as NonNullable<BetterAuthPlugin['schema']> };
}

it('nothing is missing in the tables, according to the library', async () => {
  const pool = new Pool({ connectionString: database.url, options: '-c search_path=auth' });
  const of = async (more: object) => {
    const found = await getMigrations({
      database: pool,
      telemetry: { enabled: false },
      user: { additionalFields: userFields },
      plugins: authPlugins(site, { onChanged: async () => {}, once }).map((one) => inSchema(one)),
      ...more,
    });
    return {
      created: found.toBeCreated.map(({ table }) => table),
      added: found.toBeAdded.map(({ table, fields }) => [table, Object.keys(fields)]),
      text: (await found.compileMigrations()).replaceAll(/[\s;]/g, ''),
    };
  };
  try {
    expect(await of({})).toEqual({ created: [], added: [], text: '' });
    const more = { user: { additionalFields: { ...userFields, phone: { type: 'string' } } } };
    expect((await of(more)).added).toEqual([['user', ['phone']]]);
  } finally {
    await pool.end();
  }
});

it('an unknown address costs a hash too, so time does not tell; and set-up is repeatable', async () => {
  const pool = new Pool({ connectionString: database.url, max: 2 });
  const db = openTestDb(database.url, 2);
  const done: string[] = [];
  const ended: string[] = [];
  const accounts = createAccounts({
    pool,
    secret: Buffer.alloc(32, 1),
    cookies: createCookies(false),
    secure: false,
    publicOrigin: undefined,
    signedInMs: 600_000,
    passwords: {
      hash: async (password) => {
        done.push('hash');
        return `hash of ${password}`;
      },
      verify: async ({ hash, password }) => {
        done.push('verify');
        return hash === `hash of ${password}`;
      },
      isFull: () => false,
      depth: () => 0,
    },
    passkeys: site,
    providers: [],
    signUpConfirmed: false,
    ids: createIds(systemClock),
    log: createLog({ level: 'silent' }),
    once,
    onEnded: async (accountId) => void ended.push(accountId),
    onChanged: async () => {},
    onLinked: async () => {},
  });
  const signIn = async (email: string, password: string): Promise<Response> =>
    accounts.handle(
      new Request('http://localhost/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      }),
    );
  try {
    const kim = { email: 'Kim@Example.test', name: '김', password: 'long enough' };
    const id = await accounts.ensure(kim);
    expect(await accounts.ensure({ ...kim, password: 'another one' })).toBe(id);
    done.length = 0;
    const wrong = await signIn('kim@example.test', 'wrong');
    expect(done.splice(0)).toEqual(['verify']);
    const unknown = await signIn('lee@example.test', 'wrong');
    expect(done.splice(0)).toEqual(['hash']);
    expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()]);
    const right = await signIn('kim@example.test', 'long enough');
    const cookie = right.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
    expect((await accounts.find(cookie))?.accountId).toBe(id);
    expect(await accounts.find('theme=dark')).toBeUndefined();
    expect(await accounts.find(`${cookie}x`)).toBeUndefined();
    // Nobody used it for too long.
    const age = sql(
      'test_age_sign_ins',
      `UPDATE auth.session SET "expiresAt" = now() - interval '1 s'`,
    );
    await db.query(age);
    expect(await accounts.find(cookie)).toBeUndefined();
    expect(ended).toEqual([id]);
  } finally {
    await pool.end();
    await db.close();
  }
});
