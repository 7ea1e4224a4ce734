/**
 * A second implementation of docs/ticket-codes.md, in another language with another library, agrees about
 * genuine codes, altered ones and noise. Says so and passes where Python or `cryptography` is missing.
 */
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeBase45, encodeBase45 } from '@onsale/contract/base45.ts';
import {
  encodeClaims,
  signedBytes,
  type TicketClaims,
  ticketCodeText,
} from '@onsale/contract/ticket-code.ts';
import {
  importTicketKeys,
  ticketKeyId,
  type TicketVerdict,
  verifyTicketCode,
} from '@onsale/contract/verify-ticket-code.ts';
import { describe, expect, it } from 'vitest';

const script = join(import.meta.dirname, 'verify_ticket.py');
const document = readFileSync(join(import.meta.dirname, '../../../docs/ticket-codes.md'), 'utf8');
const isHere = spawnSync('python3', ['-c', 'import cryptography']).status === 0;
if (!isHere) process.stderr.write('No Python with cryptography: the second reader is not asked.\n');

/** The first test vector's key signed the codes of the document. */
const documented = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: /JWK `x`: `([\w-]+)`/.exec(document)?.[1] ?? '',
};
const written = [...document.matchAll(/^text +(.+)$/gm)].map(([, text = '']) => text);

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey.export({ format: 'jwk' }).x ?? '' };

async function codeOf(nth: number): Promise<string> {
  const raw = new Uint8Array(Buffer.from(jwk.x, 'base64url'));
  const claims: TicketClaims = {
    keyId: await ticketKeyId(raw),
    eventId: 1 + nth * 7_919,
    ticketId: randomUUID(),
    version: 1 + (nth % 5),
    place: nth % 2 === 0 ? { seat: nth } : { pool: nth },
    admission: 1 + (nth % 4),
    of: 4,
  };
  const body = encodeClaims(claims);
  return ticketCodeText(body, sign(null, signedBytes(body), privateKey));
}

function altered(code: string, at: number): string {
  const bytes = decodeBase45(code.slice(4)) ?? new Uint8Array();
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  return `ONS:${encodeBase45(bytes)}`;
}

/** As the second reader puts it. */
function plain(verdict: TicketVerdict): object {
  if (verdict.verdict !== 'valid') return { verdict: verdict.verdict };
  const { keyId: _, ...claims } = verdict.claims;
  return { verdict: 'valid', ...claims };
}

describe.runIf(isHere)('a second reader', () => {
  it('says the same of every code', { timeout: 30_000 }, async () => {
    const genuine = await Promise.all(Array.from({ length: 20 }, (_, nth) => codeOf(nth)));
    const [first = ''] = genuine;
    const codes = [
      ...written,
      ...genuine,
      ...Array.from({ length: 100 }, (_, at) => altered(first, at)),
      '',
      'ONS:',
      first.slice(0, -1),
      first.toLowerCase(),
      `ONS:${'W'.repeat(150)}`,
      `ONS:${'0'.repeat(150)}`,
    ];
    const keys = [documented, jwk];
    const input = JSON.stringify({ keys, codes });
    const { stdout, stderr } = spawnSync('python3', [script], { input, encoding: 'utf8' });
    expect(stderr).toBe('');
    const theirs = JSON.parse(stdout) as object[];
    const set = await importTicketKeys(keys);
    const ours = await Promise.all(
      codes.map(async (code) => plain(await verifyTicketCode(code, set))),
    );
    expect(theirs).toEqual(ours);
    const valid = ours.filter((one) => (one as TicketVerdict).verdict === 'valid');
    expect(valid).toHaveLength(2 + 20);
  });
});
