/** Where the signing key comes from, how it rotates, and what is refused as a key. */
import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importTicketKeys, verifyTicketCode } from '@onsale/contract/verify-ticket-code.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runAdmin } from '../../test/support/databases.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openTestDb } from '../../test/support/test-db.ts';
import { temporaryFolder } from '../../test/support/throwaway.ts';
import type { Db } from '../lib/db.ts';
import { createTicketKeys, type TicketKeyFiles, type TicketSigner } from './signing-keys.ts';

let database: TestDatabase;
let db: Db;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  database = await createTestDatabase();
  db = openTestDb(database.url);
  folder = await temporaryFolder();
});
afterEach(async () => {
  await db.close();
  await database.drop();
  await folder.remove();
});

const signer = (files: Partial<TicketKeyFiles> = {}): Promise<TicketSigner> =>
  createTicketKeys(db, { keyFile: undefined, previousKeyFile: undefined, ...files }).signer();

async function save(name: string, text: string): Promise<string> {
  const path = join(folder.path, name);
  await writeFile(path, text);
  return path;
}

const pem = { privateKeyEncoding: { type: 'pkcs8', format: 'pem' } } as const;
const newKey = () =>
  generateKeyPairSync('ed25519', { ...pem, publicKeyEncoding: { type: 'spki', format: 'pem' } });

const claims = {
  eventId: 7,
  ticketId: '01934c8a-0000-7000-8000-000000000001',
  version: 1,
  place: { seat: 3 },
  admission: 1,
  of: 1,
};

/** What somebody with the published keys says of a code of another signer. */
const verdict = async (of: TicketSigner, by: TicketSigner): Promise<string> =>
  (await verifyTicketCode(of.code(claims), await importTicketKeys(by.jwks))).verdict;

describe('without a file', () => {
  it('one key is made, the same for all processes that start at once and later', async () => {
    const all = await Promise.all([signer(), signer(), signer()]);
    all.push(await signer());
    expect(new Set(all.map(({ jwks }) => JSON.stringify(jwks))).size).toBe(1);
    const first = await signer();
    expect(first.jwks).toHaveLength(1);
    expect(await verdict(first, await signer())).toBe('valid');
    expect(JSON.stringify(first)).not.toMatch(/"d":/);
  });

  it('the table with the key is nobody else’s to read', async () => {
    await signer();
    const { rows } = await runAdmin(
      database.url,
      `select grantee from information_schema.role_table_grants
        where table_name = 'deployment_secrets' and grantee <> current_user`,
    );
    expect(rows).toEqual([]);
  });
});

describe('with a file', () => {
  it('its key signs, and what the stored key signed before still verifies', async () => {
    const before = await signer();
    const key = newKey();
    const after = await signer({ keyFile: await save('key.pem', key.privateKey) });
    expect(after.jwks).toHaveLength(2);
    expect([await verdict(after, after), await verdict(before, after)]).toEqual(['valid', 'valid']);
    expect(await verdict(after, before)).toBe('unknown_key');
  });

  it('makes no key in the database', async () => {
    await signer({ keyFile: await save('key.pem', newKey().privateKey) });
    const { rows } = await runAdmin(database.url, 'select name from deployment_secrets');
    expect(rows).toEqual([]);
  });

  it('rotates: the private or the public half of the old key verifies, the new one signs', async () => {
    const [old, fresh] = [newKey(), newKey()];
    const oldKey = await save('old.pem', old.privateKey);
    const keyFile = await save('new.pem', fresh.privateKey);
    const before = await signer({ keyFile: oldKey });
    for (const previousKeyFile of [oldKey, await save('old.pub', old.publicKey)]) {
      const after = await signer({ keyFile, previousKeyFile });
      expect(after.jwks).toHaveLength(2);
      expect(after.jwks[0]?.kid).not.toBe(before.jwks[0]?.kid);
      expect(await verdict(before, after)).toBe('valid');
      expect(await verdict(after, after)).toBe('valid');
    }
  });

  it('refuses what is not there and what is no such key, without quoting it', async () => {
    const rsa = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      ...pem,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const missing = join(folder.path, 'missing.pem');
    await expect(signer({ keyFile: missing })).rejects.toThrow('missing.pem cannot be read');
    const wrong = [rsa.privateKey, newKey().publicKey, 'hunter2', ''];
    for (const [nth, text] of wrong.entries()) {
      const keyFile = await save(`${nth}.pem`, text);
      const error: unknown = await signer({ keyFile }).catch((thrown: unknown) => thrown);
      expect(String(error)).toMatch(/StartupError.*pem is not an Ed25519 key/);
      expect(String(error)).not.toContain('hunter2');
    }
  });
});
