/**
 * Letters about accounts as tests read them: from the table, before anybody sends them. So the process
 * under test has no worker.
 */
import { type Queryable, sql } from '../../src/lib/db.ts';
import { waitFor } from './wait-for.ts';

/** A process that answers requests and runs no loops. */
export const withoutWorker = {
  ROLE: 'api',
  PAYMENT_SIMULATOR_URL: 'http://127.0.0.1:9',
  PAYMENT_SIMULATOR_SECRET: 'nobody pays in these tests',
  PAYMENT_WEBHOOK_SECRET: 'nobody pays in these tests either',
} as const;

export type FoundLetter = {
  readonly kind: string;
  readonly language: string;
  readonly content: { readonly name: string; readonly url?: string; readonly what?: string };
};

const lettersTo = sql<FoundLetter>(
  'test_letters_to',
  'SELECT kind, language, content FROM letters WHERE recipient = $1 ORDER BY id',
);

export const allLetters = (db: Queryable, to: string): Promise<FoundLetter[]> =>
  db.query(lettersTo, [to]);

/** Waits until somebody has so many letters; answers the last one. */
export async function letter(db: Queryable, to: string, count = 1): Promise<FoundLetter> {
  let found: readonly FoundLetter[] = [];
  await waitFor(`letter ${count} to ${to}`, async () => {
    found = await allLetters(db, to);
    return found.length >= count;
  });
  const last = found.at(-1);
  if (last === undefined || found.length !== count) {
    throw new Error(`${to} has ${found.length} letters instead of ${count}`);
  }
  return last;
}

/** The secret in its link. */
export const tokenOf = ({ content: { url = '' } }: FoundLetter): string =>
  new URL(url).hash.slice(1);
