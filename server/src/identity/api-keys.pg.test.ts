/** Keys on a real database: made once, rotated with a grace, revoked, and remembered for a while. */
import { scopes } from '@onsale/contract/route.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openTestDb } from '../../test/support/test-db.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import { type Db, sql } from '../lib/db.ts';
import {
  createApiKey,
  ensureOrganization,
  hashSecret,
  newSecret,
  revokeApiKey,
  rotateApiKey,
} from './api-keys.ts';
import { createAuthenticate } from './authenticate.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openTestDb(database.url);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const bearer = (secret: string): string => `Bearer ${secret}`;
const make = (secret: string, more: object = {}) =>
  db.transaction(async (tx) => {
    const organizationId = await ensureOrganization(tx, 'Test');
    const keyId = await createApiKey(tx, { organizationId, name: 'key', secret, ...more });
    return { organizationId, keyId };
  });
const rotate = (key: { keyId: number; organizationId: number }, secret: string, graceMs: number) =>
  db.transaction((tx) => rotateApiKey(tx, { ...key, secret, graceMs }));
/** As a process that has not seen the key yet. */
const ask = async (secret: string): Promise<number | undefined> =>
  (await createAuthenticate(db)(bearer(secret)))?.keyId;

describe('a key', () => {
  it('is 256 random bits, of which only the hash is stored', async () => {
    const secret = newSecret();
    expect(secret).toMatch(/^onsale_[\w-]{43}$/);
    expect(newSecret()).not.toBe(secret);
    const { keyId } = await make(secret);
    const [row] = await db.query(
      sql<{ hash: string; text: string }>(
        'test_read_key',
        `SELECT encode(secret_hash, 'hex') AS hash, k::text AS text FROM api_keys k WHERE id = $1`,
      ),
      [keyId],
    );
    expect(row?.hash).toBe(hashSecret(secret).toString('hex'));
    expect(row?.text).not.toContain(secret.slice(7));
  });

  it('names its holder: organization, scopes, and its own rate if it has one', async () => {
    const [secret, limited] = [newSecret(), newSecret()];
    const { keyId, organizationId } = await make(secret);
    const all = await createAuthenticate(db)(bearer(secret));
    expect(all).toEqual({ kind: 'key', keyId, organizationId, scopes: new Set(scopes) });
    const other = await make(limited, { scopes: ['events:read'], ratePerSecond: 7 });
    expect(await createAuthenticate(db)(bearer(limited))).toEqual({
      kind: 'key',
      keyId: other.keyId,
      organizationId,
      scopes: new Set(['events:read']),
      ratePerSecond: 7,
    });
  });

  it('with the same secret again is the same key, as after a restart', async () => {
    const secret = newSecret();
    const first = await make(secret);
    expect(await make(secret)).toEqual(first);
    const at = await Promise.all(Array.from({ length: 6 }, () => make(secret)));
    for (const one of at) expect(one).toEqual(first);
  });

  it('is not found by another secret, an empty header or another scheme', async () => {
    const secret = newSecret();
    const { keyId } = await make(secret);
    const authenticate = createAuthenticate(db);
    for (const header of [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      `Bearer ${secret}x`,
      `Bearer ${secret.toUpperCase()}`,
      `Basic ${secret}`,
      secret,
      `Bearer ${secret} ${secret}`,
      `Bearer ${'x'.repeat(201)}`,
    ]) {
      expect(await authenticate(header)).toBeUndefined();
    }
    expect((await authenticate(`bearer  ${secret}`))?.keyId).toBe(keyId);
  });
});

describe('a rotation', () => {
  it('makes the new secret valid at once and keeps the old one for its grace', async () => {
    const [old, fresh] = [newSecret(), newSecret()];
    const key = await make(old);
    expect(await rotate(key, fresh, 60_000)).toBe(true);
    expect(await ask(fresh)).toBe(key.keyId);
    expect(await ask(old)).toBe(key.keyId);
    await db.query(
      sql('test_end_grace', 'UPDATE api_keys SET previous_until = now() WHERE id = $1'),
      [key.keyId],
    );
    expect(await ask(old)).toBeUndefined();
    expect(await ask(fresh)).toBe(key.keyId);
  });

  it('without a grace ends the old secret, and its grace ends by the clock', async () => {
    const [old, fresh, next] = [newSecret(), newSecret(), newSecret()];
    const key = await make(old);
    await rotate(key, fresh, 0);
    expect(await ask(old)).toBeUndefined();
    await rotate(key, next, 300);
    expect(await ask(fresh)).toBe(key.keyId);
    await waitFor('the grace to end', async () => (await ask(fresh)) === undefined);
    expect(await ask(next)).toBe(key.keyId);
  });

  it('of an unknown, foreign or revoked key is refused', async () => {
    const secret = newSecret();
    const key = await make(secret);
    const wish = { secret: newSecret(), graceMs: 0 };
    const attempt = (of: { keyId: number; organizationId: number }) =>
      db.transaction((tx) => rotateApiKey(tx, { ...of, ...wish }));
    expect(await attempt({ ...key, keyId: 999_999 })).toBe(false);
    expect(await attempt({ ...key, organizationId: 999_999 })).toBe(false);
    await db.transaction((tx) => revokeApiKey(tx, key.keyId, key.organizationId));
    expect(await attempt(key)).toBe(false);
  });
});

describe('a revoked key', () => {
  it('is unknown, with its old secret too, and stays so when it is configured again', async () => {
    const [old, fresh] = [newSecret(), newSecret()];
    const key = await make(old);
    await rotate(key, fresh, 60_000);
    const revoke = (organizationId: number) =>
      db.transaction((tx) => revokeApiKey(tx, key.keyId, organizationId));
    expect(await revoke(999_999)).toBe(false);
    expect(await ask(fresh)).toBe(key.keyId);
    expect(await revoke(key.organizationId)).toBe(true);
    expect(await revoke(key.organizationId)).toBe(true);
    expect(await ask(fresh)).toBeUndefined();
    expect(await ask(old)).toBeUndefined();
    expect((await make(fresh)).keyId).toBe(key.keyId);
    expect(await ask(fresh)).toBeUndefined();
  });

  it('works for 5 seconds at most in a process that remembers it', async () => {
    const secret = newSecret();
    const key = await make(secret);
    // The cache measures time by performance.now: moved by hand instead of waited for.
    let nowMs = 1_000;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    try {
      const authenticate = createAuthenticate(db);
      expect((await authenticate(bearer(secret)))?.keyId).toBe(key.keyId);
      // Remembered: no promise, no database.
      expect(authenticate(bearer(secret))).toMatchObject({ keyId: key.keyId });
      await db.transaction((tx) => revokeApiKey(tx, key.keyId, key.organizationId));
      nowMs += 4_990;
      expect(authenticate(bearer(secret))).toMatchObject({ keyId: key.keyId });
      nowMs += 20;
      await waitFor('the cache to look at the clock again', async () => {
        return (await authenticate(bearer(secret))) === undefined;
      });
    } finally {
      clock.mockRestore();
    }
  });

  it('a key made after it was tried is known within 5 seconds', async () => {
    const secret = newSecret();
    let nowMs = 1_000;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    try {
      const authenticate = createAuthenticate(db);
      expect(await authenticate(bearer(secret))).toBeUndefined();
      const { keyId } = await make(secret);
      expect(authenticate(bearer(secret))).toBeUndefined();
      nowMs += 4_990;
      expect(await authenticate(bearer(secret))).toBeUndefined();
      nowMs += 20;
      await waitFor('the cache to look at the clock again', async () => {
        return (await authenticate(bearer(secret)))?.keyId === keyId;
      });
    } finally {
      clock.mockRestore();
    }
  });
});

it('an organization is made once, by however many processes at the same time', async () => {
  const made = await Promise.all(
    Array.from({ length: 8 }, () => db.transaction((tx) => ensureOrganization(tx, '한 번'))),
  );
  expect(new Set(made).size).toBe(1);
  const rows = await db.query(
    sql('test_organizations', 'SELECT id FROM organizations WHERE name = $1'),
    ['한 번'],
  );
  expect(rows).toHaveLength(1);
});
