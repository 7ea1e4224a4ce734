/**
 * The keys that ticket codes are signed and verified with. A file names the signing key; without one a
 * key is made once and kept in the database. Private keys are never logged and never leave this file.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  encodeClaims,
  signedBytes,
  type TicketClaims,
  ticketCodeText,
} from '@onsale/contract/ticket-code.ts';
import { sharedSecret } from '../identity/secrets.ts';
import type { Db } from '../lib/db.ts';
import { StartupError } from '../postgres/startup-error.ts';
import { readSeed } from './sql/keys.ts';

export type TicketKeyFiles = {
  /** PEM of an Ed25519 private key; undefined: the database keeps one. */
  readonly keyFile: string | undefined;
  /** PEM of the private or public key before a rotation. */
  readonly previousKeyFile: string | undefined;
};

export type TicketJwk = {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly kid: string;
  readonly x: string;
  readonly use: 'sig';
};

export type TicketSigner = {
  /** The code of a ticket, signed by the current key. */
  code(claims: Omit<TicketClaims, 'keyId'>): string;
  /** The current key first, then those whose codes still verify. */
  readonly jwks: readonly TicketJwk[];
};

export type TicketKeys = {
  /** Reads the keys at first use. Throws a StartupError when a file is not such a key. */
  signer(): Promise<TicketSigner>;
};

/** In front of a seed: PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

const keyOfSeed = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });

export function createTicketKeys(db: Db, files: TicketKeyFiles): TicketKeys {
  let known: TicketSigner | undefined;
  return {
    async signer() {
      known ??= await readKeys(db, files);
      return known;
    },
  };
}

async function readKeys(
  db: Db,
  { keyFile, previousKeyFile }: TicketKeyFiles,
): Promise<TicketSigner> {
  const given = keyFile === undefined ? undefined : await readKey(keyFile, createPrivateKey);
  const previous =
    previousKeyFile === undefined ? undefined : await readKey(previousKeyFile, createPublicKey);
  if (given === undefined) {
    const made = keyOfSeed(await sharedSecret(db, 'tickets'));
    return signerOf(made, previous === undefined ? [] : [previous]);
  }
  // A key that was made goes on verifying what it signed before a file was given.
  const [stored] = await db.query(readSeed);
  const made = stored && keyOfSeed(stored.secret);
  return signerOf(
    given,
    [previous, made].filter((key) => key !== undefined),
  );
}

/** The reason is kept out of the message: it might quote the key. */
async function readKey(path: string, parse: (pem: string) => KeyObject): Promise<KeyObject> {
  const pem = await readFile(path, 'utf8').catch(() => undefined);
  if (pem === undefined) throw new StartupError(`The ticket key ${path} cannot be read.`);
  let key: KeyObject | undefined;
  try {
    key = parse(pem);
  } catch {
    // Said below, like a key of another kind.
  }
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new StartupError(
    `${path} is not an Ed25519 key in PEM: make one with "openssl genpkey -algorithm ed25519".`,
  );
}

function signerOf(current: KeyObject, others: readonly KeyObject[]): TicketSigner {
  const jwk = jwkOf(current);
  const jwks = new Map([current, ...others].map((key) => [jwkOf(key).kid, jwkOf(key)]));
  return {
    jwks: [...jwks.values()],
    code(claims) {
      const body = encodeClaims({ ...claims, keyId: jwk.kid });
      return ticketCodeText(body, sign(null, signedBytes(body), current));
    },
  };
}

function jwkOf(key: KeyObject): TicketJwk {
  const { x = '' } = (key.type === 'private' ? createPublicKey(key) : key).export({
    format: 'jwk',
  });
  const digest = createHash('sha256').update(Buffer.from(x, 'base64url')).digest('hex');
  return { kty: 'OKP', crv: 'Ed25519', kid: digest.slice(0, 8), x, use: 'sig' };
}
