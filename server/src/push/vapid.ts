/**
 * The pair of keys by which push services know this site (VAPID, RFC 8292). It is configured, else made
 * once and kept in the database, where the subscriptions are that only it can be used with: whoever can
 * read the one can read the other. The private half is never logged and leaves only in signatures.
 */
import { createECDH } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { PushConfig } from '../config/config.ts';
import { sharedSecret } from '../identity/secrets.ts';
import { assert } from '../lib/assert.ts';
import type { Queryable } from '../lib/db.ts';
import { StartupError } from '../postgres/startup-error.ts';

export type Vapid = {
  readonly subject: string;
  /** Base64url, as browsers want it (`applicationServerKey`). */
  readonly publicKey: string;
  /** Base64url. */
  readonly privateKey: string;
};

type Settings = Pick<PushConfig, 'publicKey' | 'privateKey' | 'privateKeyFile' | 'subject'>;

/** Throws a StartupError when what was configured is no pair. */
export async function openVapid(db: Queryable, settings: Settings): Promise<Vapid> {
  const { subject, publicKey, privateKeyFile: file } = settings;
  const given = file === undefined ? settings.privateKey : await readKey(file);
  if (given === undefined) {
    const made = pairOf(madeKey(await sharedSecret(db, 'push')));
    assert(made !== undefined, 'the stored key is none');
    return { subject, ...made };
  }
  const pair = pairOf(Buffer.from(given, 'base64url'));
  if (pair === undefined || pair.publicKey !== publicKey) {
    throw new StartupError(
      'VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY are not the halves of one pair.',
    );
  }
  return { subject, ...pair };
}

/** The reason is kept out of the message: it might quote the key. */
async function readKey(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw new StartupError(`The key ${path} cannot be read.`);
  return text.trim();
}

/** Any 32 bytes whose first bit is 0 are a private key of P-256: they are below its order. */
function madeKey(secret: Buffer): Buffer {
  const key = Buffer.from(secret);
  key[0] = (key[0] ?? 0) & 0x7f;
  return key;
}

function pairOf(
  key: Buffer,
): { readonly publicKey: string; readonly privateKey: string } | undefined {
  const curve = createECDH('prime256v1');
  try {
    curve.setPrivateKey(key);
  } catch {
    return undefined;
  }
  return {
    publicKey: curve.getPublicKey('base64url', 'uncompressed'),
    privateKey: key.toString('base64url'),
  };
}
