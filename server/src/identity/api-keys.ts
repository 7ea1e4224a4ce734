/**
 * API keys of partners: random secrets of which only the SHA-256 is kept. A rotation leaves the old
 * secret valid for a grace period, so that a partner can change over without an outage.
 */
import { createHash, randomBytes } from 'node:crypto';
import { scopes, type Scope } from '@onsale/contract/route.ts';
import { assert } from '../lib/assert.ts';
import type { Tx } from '../lib/db.ts';
import { textArray } from '../lib/pg-array.ts';
import * as statements from './sql/api-keys.ts';

const PREFIX = 'onsale_';

/** A fresh secret of 256 random bits. `random` gives the bytes. */
export const newSecret = (random: (bytes: number) => Buffer = randomBytes): string =>
  PREFIX + random(32).toString('base64url');

export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export type NewApiKey = {
  readonly organizationId: number;
  readonly name: string;
  readonly secret: string;
  readonly scopes?: readonly Scope[];
  /** Requests per second; the configured default when absent. */
  readonly ratePerSecond?: number;
};

/** Answers the key's id; the same secret again answers the same key. */
export async function createApiKey(tx: Tx, key: NewApiKey): Promise<number> {
  const [row] = await tx.query(statements.insertApiKey, [
    key.organizationId,
    key.name,
    textArray(key.scopes ?? scopes),
    hashSecret(key.secret),
    key.ratePerSecond ?? null,
  ]);
  assert(row !== undefined, 'the key was not stored');
  return row.keyId;
}

/** Replaces the secret; the old one works for `graceMs` more. False: no such key, or it is revoked. */
export async function rotateApiKey(
  tx: Tx,
  key: { keyId: number; organizationId: number; secret: string; graceMs: number },
): Promise<boolean> {
  const values = [key.keyId, key.organizationId, hashSecret(key.secret), key.graceMs];
  return (await tx.query(statements.rotateApiKey, values)).length > 0;
}

/** False: no such key. Processes notice within the time that `authenticate` remembers keys. */
export async function revokeApiKey(
  tx: Tx,
  keyId: number,
  organizationId: number,
): Promise<boolean> {
  return (await tx.query(statements.revokeApiKey, [keyId, organizationId])).length > 0;
}

/** The organization of that name, made if there is none; safe when several processes start at once. */
export async function ensureOrganization(tx: Tx, name: string): Promise<number> {
  await tx.query(statements.lockOrganizations);
  const [found] = await tx.query(statements.findOrganization, [name]);
  if (found !== undefined) return found.organizationId;
  const [made] = await tx.query(statements.insertOrganization, [name]);
  assert(made !== undefined, 'the organization was not stored');
  return made.organizationId;
}
