/**
 * The proof of work before joining, as a browser does it: a counter is tried until the derived key
 * begins with the prefix (the protocol of altcha-lib 2: SHA-2 in a row, or PBKDF2). Only so many at a
 * time: a rehearsal has one computer for all its people, who have one each.
 */
import { createHash, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';

const pbkdf2Async = promisify(pbkdf2);

type Parameters = {
  readonly algorithm: string;
  readonly nonce: string;
  readonly salt: string;
  readonly cost: number;
  readonly keyLength?: number;
  readonly keyPrefix: string;
};

const digests: Readonly<Record<string, string>> = {
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** How many keys are tried before others get a turn. */
const BREATH = 200;

/** Answers what goes into `solution`: base64 of the challenge and its solution. */
export async function solveChallenge(
  challenge: Readonly<Record<string, unknown>>,
): Promise<string> {
  const parameters = challenge['parameters'] as Parameters;
  const salt = Buffer.from(parameters.salt, 'hex');
  const password = Buffer.concat([Buffer.from(parameters.nonce, 'hex'), Buffer.alloc(4)]);
  const prefix = parameters.keyPrefix.toLowerCase();
  for (let counter = 0; counter <= 0xff_ff_ff_ff; counter++) {
    password.writeUInt32BE(counter, password.length - 4);
    const derivedKey = (await derive(parameters, salt, password)).toString('hex');
    if (derivedKey.startsWith(prefix)) {
      const solved = { challenge, solution: { counter, derivedKey, time: 0 } };
      return Buffer.from(JSON.stringify(solved)).toString('base64');
    }
    if (counter % BREATH === BREATH - 1) await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('the challenge has no solution');
}

function derive(parameters: Parameters, salt: Buffer, password: Buffer): Buffer | Promise<Buffer> {
  const { algorithm, cost, keyLength = 32 } = parameters;
  const plain = digests[algorithm];
  if (plain !== undefined) {
    let key = createHash(plain).update(salt).update(password).digest();
    for (let n = 1; n < cost; n++) key = createHash(plain).update(key).digest();
    return key.subarray(0, keyLength);
  }
  const digest = digests[algorithm.replace(/^PBKDF2\//, '')];
  if (digest === undefined) throw new Error(`cannot solve challenges of ${algorithm}`);
  return pbkdf2Async(password, salt, cost, keyLength, digest);
}
