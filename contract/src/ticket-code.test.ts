/**
 * Ticket codes: the test vectors of docs/ticket-codes.md both ways, every altered byte and character
 * refused, other keys and revoked versions refused, noise refused.
 */
import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeBase45, encodeBase45 } from './base45.ts';
import {
  encodeClaims,
  readTicketCode,
  signedBytes,
  type TicketClaims,
  ticketCodeText,
} from './ticket-code.ts';
import {
  importTicketKeys,
  type TicketKeySet,
  type VerifyOptions,
  verifyTicketCode,
} from './verify-ticket-code.ts';

const document = readFileSync(join(import.meta.dirname, '../../docs/ticket-codes.md'), 'utf8');
const vectors = [...document.matchAll(/^body +(\S+)\nsignature +(\S+)\ntext +(.+)$/gm)].map(
  ([, body = '', signature = '', text = '']) => ({ body, signature, text }),
);
const seed = /Secret key \(seed\): `(\w+)`/.exec(document)?.[1] ?? '';
const x = /JWK `x`: `([\w-]+)`/.exec(document)?.[1] ?? '';
const keyId = '21fe31df';
const claims: readonly TicketClaims[] = [
  {
    keyId,
    eventId: 42,
    ticketId: '01934c8a-0000-7000-8000-000000000001',
    version: 1,
    place: { seat: 117 },
    admission: 1,
    of: 2,
  },
  {
    keyId,
    eventId: 9_007_199_254_740_991,
    ticketId: '01934c8a-ffff-7fff-bfff-ffffffffffff',
    version: 65_535,
    place: { pool: 2_147_483_647 },
    admission: 100,
    of: 100,
  },
];
const [seat] = claims as [TicketClaims];

const privateKey = createPrivateKey({
  key: Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex'),
  format: 'der',
  type: 'pkcs8',
});
const codeOf = (of: TicketClaims, key: KeyObject = privateKey): string => {
  const body = encodeClaims(of);
  return ticketCodeText(body, sign(null, signedBytes(body), key));
};

const hex = (bytes: number) =>
  fc
    .uint8Array({ minLength: bytes, maxLength: bytes })
    .map((array) => Buffer.from(array).toString('hex'));

/** Reads a code whose body was changed at a place. */
const readAltered = (at: number, ...bytes: readonly number[]) => {
  const body = encodeClaims(seat);
  body.set(bytes, at);
  return readTicketCode(ticketCodeText(body, new Uint8Array(64)));
};

let keys: TicketKeySet;
beforeAll(async () => {
  keys = await importTicketKeys([{ kty: 'OKP', crv: 'Ed25519', x }]);
});

const verdictOf = async (of: TicketClaims, options: VerifyOptions): Promise<string> =>
  (await verifyTicketCode(codeOf(of), keys, options)).verdict;

const verdictAt = (version: number, revoked: number): Promise<string> =>
  verdictOf({ ...seat, version }, { revoked: new Map([[seat.ticketId, revoked]]) });

describe('the test vectors', () => {
  it('are two, and signed by the key whose id they say', () => {
    expect(vectors).toHaveLength(2);
    expect([...keys.keys()]).toEqual([keyId]);
  });

  it.each([0, 1])('number %i is written and read as the document says', async (nth) => {
    const vector = vectors[nth];
    const of = claims[nth] as TicketClaims;
    expect(Buffer.from(encodeClaims(of)).toString('hex')).toBe(vector?.body);
    expect(codeOf(of)).toBe(vector?.text);
    const read = readTicketCode(vector?.text ?? '');
    expect(read?.claims).toEqual(of);
    expect(Buffer.from(read?.signature ?? []).toString('hex')).toBe(vector?.signature);
    expect(await verifyTicketCode(vector?.text ?? '', keys)).toEqual({
      verdict: 'valid',
      claims: of,
    });
  });
});

describe('verification', () => {
  it('refuses every altered byte', async () => {
    const bytes = decodeBase45(codeOf(seat).slice(4)) ?? new Uint8Array();
    expect(bytes).toHaveLength(100);
    const verdicts = await Promise.all(
      Array.from(bytes, async (byte, at) => {
        const altered = bytes.slice();
        altered[at] = byte ^ (1 << (at % 8));
        return (await verifyTicketCode(`ONS:${encodeBase45(altered)}`, keys)).verdict;
      }),
    );
    expect(new Set(verdicts)).toEqual(new Set(['unreadable', 'unknown_key', 'altered']));
  });

  it('refuses every other character, one more and one less', async () => {
    const text = codeOf(seat);
    for (let at = 0; at < text.length; at++) {
      const other = text[at] === 'A' ? 'B' : 'A';
      const altered = text.slice(0, at) + other + text.slice(at + 1);
      expect((await verifyTicketCode(altered, keys)).verdict).not.toBe('valid');
    }
    for (const altered of [`${text}0`, text.slice(0, -1), ` ${text}`, text.toLowerCase(), '']) {
      expect(await verifyTicketCode(altered, keys)).toEqual({ verdict: 'unreadable' });
    }
  });

  it('refuses the key of somebody else, also under a known id', async () => {
    const stranger = generateKeyPairSync('ed25519').privateKey;
    expect((await verifyTicketCode(codeOf(seat, stranger), keys)).verdict).toBe('altered');
    expect(await verifyTicketCode(codeOf({ ...seat, keyId: '00000000' }), keys)).toEqual({
      verdict: 'unknown_key',
      keyId: '00000000',
    });
  });

  it('refuses a signature over the body without its context', async () => {
    const body = encodeClaims(seat);
    const bare = ticketCodeText(body, sign(null, body, privateKey));
    expect(await verifyTicketCode(bare, keys)).toEqual({ verdict: 'altered' });
  });

  it('refuses revoked versions and no others', async () => {
    expect(await Promise.all([verdictAt(1, 0), verdictAt(1, 1), verdictAt(2, 1)])).toEqual([
      'valid',
      'revoked',
      'valid',
    ]);
    expect(await verdictAt(2, 3)).toBe('revoked');
  });

  it('tells the ticket of another event', async () => {
    expect([
      await verdictOf(seat, { eventId: 42 }),
      await verdictOf(seat, { eventId: 43 }),
    ]).toEqual(['valid', 'other_event']);
  });

  it('passes over keys of other kinds', async () => {
    const set = await importTicketKeys([
      { kty: 'EC', crv: 'P-256', x: 'AAAA' },
      { kty: 'OKP', crv: 'Ed25519', x },
    ]);
    expect([...set.keys()]).toEqual([keyId]);
  });
});

describe('any claims', () => {
  const place = fc.integer({ min: 0, max: 2 ** 31 - 1 });
  const anyClaims: fc.Arbitrary<TicketClaims> = fc.record({
    keyId: hex(4),
    eventId: fc.maxSafeNat().map((n) => Math.max(n, 1)),
    ticketId: fc.uuid(),
    version: fc.integer({ min: 1, max: 65_535 }),
    place: fc.oneof(
      place.map((number) => ({ seat: number })),
      place.map((number) => ({ pool: number })),
    ),
    admission: fc.integer({ min: 1, max: 50 }),
    of: fc.integer({ min: 50, max: 100 }),
  });

  it('are read as they were written', () => {
    fc.assert(
      fc.property(anyClaims, (of) => {
        const text = ticketCodeText(encodeClaims(of), new Uint8Array(64));
        expect(text).toMatch(/^ONS:[0-9A-Z $%*+\-./:]{149}\S$/);
        expect(readTicketCode(text)?.claims).toEqual(of);
      }),
    );
  });

  it.each([
    { version: 0 },
    { version: 65_536 },
    { eventId: 0 },
    { eventId: 2 ** 53 },
    { admission: 3 },
    { of: 101 },
    { keyId: '21FE31DF' },
    { ticketId: '01934C8A-0000-7000-8000-000000000001' },
    { place: { seat: 2 ** 31 } },
    { place: { pool: -1 } },
    { place: { seat: 1.5 } },
  ])('outside of their range are not written: %j', (wrong) => {
    expect(() => encodeClaims({ ...seat, ...wrong })).toThrow(RangeError);
  });

  it('outside of their range are not read', () => {
    expect(readAltered(0, 1)).toBeDefined();
    expect(readAltered(0, 2)).toBeUndefined();
    expect(readAltered(5, 0x20)).toBeUndefined();
    expect(readAltered(28, 0, 0)).toBeUndefined();
    expect(readAltered(34, 3)).toBeUndefined();
    expect(readAltered(35, 101)).toBeUndefined();
  });

  it('noise is never valid, and never throws', async () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .uint8Array({ minLength: 100, maxLength: 100 })
        .map((bytes) => `ONS:${encodeBase45(bytes)}`),
    );
    await fc.assert(
      fc.asyncProperty(noise, async (text) => {
        expect((await verifyTicketCode(text, keys)).verdict).not.toBe('valid');
      }),
    );
  });
});
