/** Writing letters: with what they tell of, once per key, and to nobody who cannot be there. */
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { openTestDb } from '../../test/support/test-db.ts';
import type { Db } from '../lib/db.ts';
import type { Letter } from './letter.ts';
import { writeLetter, writeLetters } from './write-letter.ts';

let database: TestDatabase;
let db: Db;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openTestDb(database.url);
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await db.close();
  await database.drop();
});

const letter = (key: string, to = 'minji@example.com'): Letter => ({
  kind: 'reset_password',
  to,
  language: 'ko',
  content: { name: '민지', url: 'https://tickets.example/reset?token=secret' },
  key,
});

async function keys(): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>('SELECT key FROM letters ORDER BY key');
  return rows.map(({ key }) => key);
}

it('is written with what it tells of, and once', async () => {
  const undone = db.transaction(async (tx) => {
    await writeLetter(tx, letter('a'));
    throw new Error('it did not happen');
  });
  await expect(undone).rejects.toThrow('it did not happen');
  expect(await keys()).toEqual([]);
  await db.transaction((tx) => writeLetter(tx, letter('a')));
  await db.transaction((tx) => writeLetter(tx, letter('a', 'somebody@example.com')));
  expect(await keys()).toEqual(['a']);
  const { rows } = await client.query('SELECT recipient, language, content, state FROM letters');
  expect(rows).toEqual([
    { recipient: 'minji@example.com', language: 'ko', content: letter('a').content, state: 0 },
  ]);
});

it('passes over addresses of simulated buyers, and takes many at a time', async () => {
  await db.transaction((tx) => writeLetters(tx, []));
  const many = [letter('d'), letter('c', 'x@crowd.INVALID'), letter('b'), letter('b')];
  await db.transaction((tx) => writeLetters(tx, many));
  expect(await keys()).toEqual(['a', 'b', 'd']);
});
