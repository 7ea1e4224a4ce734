/** Secrets that all processes of a deployment share. Never logged, never part of an answer. */
import { randomBytes } from 'node:crypto';
import { assert } from '../lib/assert.ts';
import type { Queryable } from '../lib/db.ts';
import { insertSecret, readSecret } from './sql/sessions.ts';
import type { Secrets } from './tokens.ts';

/** The secret of that name, made by whichever process asks first. */
export async function sharedSecret(
  db: Queryable,
  name: 'sessions' | 'accounts' | 'tickets' | 'queue' | 'push' | 'reminders',
  random: (bytes: number) => Buffer = randomBytes,
): Promise<Buffer> {
  const [known] = await db.query(readSecret, [name]);
  if (known !== undefined) return known.secret;
  await db.query(insertSecret, [name, random(32)]);
  const [row] = await db.query(readSecret, [name]);
  assert(row !== undefined, 'the secret was not stored');
  return row.secret;
}

/** What signs sessions: the configured secrets, else the shared one. */
export async function sessionSecrets(
  db: Queryable,
  configured: { readonly secret: string | undefined; readonly previousSecret: string | undefined },
): Promise<Secrets> {
  const { secret, previousSecret } = configured;
  if (secret === undefined) return [await sharedSecret(db, 'sessions')];
  return previousSecret === undefined
    ? [Buffer.from(secret)]
    : [Buffer.from(secret), Buffer.from(previousSecret)];
}
