/**
 * A second implementation of docs/fair-draw.md, written from the document alone and by other means than
 * the product: definitions taken literally, plain loops, node:crypto. It shares no code with the first, and
 * only the pairing with the product's libraries.
 */
import { createCipheriv, createHash } from 'node:crypto';
import { bls12_381 } from '@noble/curves/bls12-381.js';

export type Chain = {
  readonly scheme: string;
  readonly chainHash: string;
  readonly publicKey: string;
  readonly genesisTime: number;
  readonly period: number;
};

export type Beacon = Chain & {
  readonly round: number;
  readonly fallbackRounds: number;
  readonly fallbackSeconds: number;
};

export type Terms = {
  readonly eventId: number;
  readonly version: number;
  readonly mode: string;
  readonly beacon?: Beacon | undefined;
};

export type Round = {
  readonly round: number;
  readonly signature: string;
  readonly previousSignature?: string | undefined;
};

const schemes = ['pedersen-bls-chained', 'pedersen-bls-unchained', 'bls-unchained-g1-rfc9380'];

export function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

export const hex = (digits: string): Buffer => {
  const bytes = Buffer.from(digits, 'hex');
  if (bytes.toString('hex') !== digits) throw new RangeError(`not lower-case hex: ${digits}`);
  return bytes;
};

function unsigned(value: number, bytes: number, least = 0, most = Number.MAX_SAFE_INTEGER): Buffer {
  const highest = Math.min(most, 2 ** (8 * bytes) - 1);
  if (!Number.isSafeInteger(value) || value < least || value > highest) {
    throw new RangeError(`${value} is not from ${least} to ${highest}`);
  }
  return Buffer.from(value.toString(16).padStart(2 * bytes, '0'), 'hex');
}

const text = (ascii: string): Buffer => Buffer.from(`${String.fromCharCode(ascii.length)}${ascii}`);

function exactly(length: number, bytes: Buffer): Buffer {
  if (bytes.length !== length) throw new RangeError(`${bytes.length} bytes, not ${length}`);
  return bytes;
}

export function termsBytes({ eventId, version, mode, beacon }: Terms): Buffer {
  if (version !== 1) throw new RangeError(`version ${version}`);
  const head = Buffer.concat([unsigned(version, 1), unsigned(eventId, 8, 1)]);
  if (mode === 'operator') return Buffer.concat([head, Buffer.from([0])]);
  if (mode !== 'beacon' || beacon === undefined) throw new RangeError(`mode ${mode}`);
  const scheme = schemes.indexOf(beacon.scheme) + 1;
  const keyLength = scheme === 3 ? 96 : 48;
  return Buffer.concat([
    head,
    Buffer.from([1]),
    unsigned(scheme, 1, 1),
    exactly(32, hex(beacon.chainHash)),
    Buffer.from([keyLength]),
    exactly(keyLength, hex(beacon.publicKey)),
    unsigned(beacon.genesisTime, 8),
    unsigned(beacon.period, 4, 1),
    unsigned(beacon.round, 8, 1),
    unsigned(beacon.fallbackRounds, 4, 0, 1_000),
    unsigned(beacon.fallbackSeconds, 4, 1, 3_600),
  ]);
}

export const commitment = (terms: Terms, seed: Buffer): Buffer =>
  sha256(text('onsale-draw/commitment'), termsBytes(terms), exactly(32, seed));

export const entryBytes = (eventId: number, k: number, nonce: Buffer): Buffer =>
  Buffer.concat([
    text('onsale-draw/entry'),
    unsigned(eventId, 8, 1),
    unsigned(k, 4, 1),
    exactly(16, nonce),
  ]);

export const leafOf = (eventId: number, k: number, nonce: Buffer): Buffer =>
  sha256(Buffer.from([0]), entryBytes(eventId, k, nonce));

const inner = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.from([1]), left, right);

/** The largest power of two smaller than n. */
function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

export function treeOf(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return sha256();
  if (leaves.length === 1) return first;
  const k = splitOf(leaves.length);
  return inner(treeOf(leaves.slice(0, k)), treeOf(leaves.slice(k)));
}

/** The siblings of the leaf at `at`, from 0, as the tree's definition gives them, from the leaf up. */
export function pathTo(leaves: readonly Buffer[], at: number): Buffer[] {
  if (leaves.length < 2) return [];
  const k = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return at < k ? [...pathTo(left, at), treeOf(right)] : [...pathTo(right, at - k), treeOf(left)];
}

export const boundRoot = (eventId: number, size: number, tree: Buffer): Buffer =>
  sha256(text('onsale-draw/cohort'), unsigned(eventId, 8, 1), unsigned(size, 4), tree);

/** The root of the tree that the path leads to; undefined when it is no path in a tree of that size. */
export function treeByPath(
  leaf: Buffer,
  k: number,
  size: number,
  path: readonly Buffer[],
): Buffer | undefined {
  if (k < 1 || k > size) return undefined;
  let at = k - 1;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = inner(sibling, hash);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = inner(hash, sibling);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : undefined;
}

/** When a round is due, in seconds; exact however far away it is. */
export const dueAt = ({ genesisTime, period }: Chain, round: number): bigint =>
  BigInt(genesisTime) + (BigInt(round) - 1n) * BigInt(period);

/** Whether the rule lets that round be used in a draw whose cohort closed then. */
export function mayBeUsed(beacon: Beacon, closedAtMs: number, round: number): boolean {
  if (round < beacon.round || round > beacon.round + beacon.fallbackRounds) return false;
  return dueAt(beacon, round) * 1_000n > BigInt(closedAtMs);
}

/** What the beacon signs. */
export function messageOf(scheme: string, { round, previousSignature }: Round): Buffer {
  if (scheme !== 'pedersen-bls-chained') return sha256(unsigned(round, 8, 1));
  const before = exactly(round === 1 ? 32 : 96, hex(previousSignature ?? ''));
  return sha256(before, unsigned(round, 8, 1));
}

export function isSigned({ scheme, publicKey }: Chain, round: Round): boolean {
  const { G1, G2, longSignatures, shortSignatures } = bls12_381;
  try {
    const message = messageOf(scheme, round);
    const [ofKey, ofSignature] = [hex(publicKey), hex(round.signature)];
    if (scheme === 'bls-unchained-g1-rfc9380') {
      const key = G2.Point.fromBytes(exactly(96, ofKey));
      const signature = G1.Point.fromBytes(exactly(48, ofSignature));
      if (key.is0() || signature.is0()) return false;
      if (!key.isTorsionFree() || !signature.isTorsionFree()) return false;
      const point = shortSignatures.hash(message, 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_');
      return shortSignatures.verify(signature, point, key);
    }
    const key = G1.Point.fromBytes(exactly(48, ofKey));
    const signature = G2.Point.fromBytes(exactly(96, ofSignature));
    if (key.is0() || signature.is0()) return false;
    if (!key.isTorsionFree() || !signature.isTorsionFree()) return false;
    const point = longSignatures.hash(message, 'BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_');
    return longSignatures.verify(signature, point, key);
  } catch {
    return false;
  }
}

export function keyBytes(committed: Buffer, n: number, seed: Buffer, round?: Round): Buffer {
  const mixed = round ? [Buffer.from([1]), sha256(hex(round.signature))] : [Buffer.from([0])];
  const size = unsigned(n, 4, 0, 10_000_000);
  return Buffer.concat([text('onsale-draw/key'), committed, size, ...mixed, exactly(32, seed)]);
}

export const keyOf = (committed: Buffer, n: number, seed: Buffer, round?: Round): Buffer =>
  sha256(keyBytes(committed, n, seed, round));

/** The keystream block by block: the encryption of 0, of 1, of 2 ..., a few hundred at a time. */
export function* keystream(key: Buffer): Generator<Buffer> {
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  const several = 512;
  for (let next = 0; ; next += several) {
    const counters = Buffer.alloc(16 * several);
    for (let i = 0; i < several; i += 1) counters.writeUInt32BE(next + i, 16 * i + 12);
    yield cipher.update(counters);
  }
}

export function wordsOf(stream: Iterator<Buffer>): () => number {
  let block: Buffer = Buffer.alloc(0);
  let at = 0;
  return () => {
    if (at === block.length) {
      block = stream.next().value as Buffer;
      at = 0;
    }
    at += 4;
    return block.readUInt32BE(at - 4);
  };
}

export type ShuffleStep = {
  readonly i: number;
  readonly w: number;
  readonly j: number;
  readonly p: readonly number[];
};

/** Where everybody stands: number k at index k - 1. `watch` sees every step, with the list after it. */
export function positionsFrom(
  n: number,
  nextWord: () => number,
  watch?: (step: ShuffleStep) => void,
): number[] {
  const p: number[] = [];
  for (let k = 1; k <= n; k += 1) p.push(k);
  for (let i = n - 1; i >= 1; i -= 1) {
    const limit = 2 ** 32 - (2 ** 32 % (i + 1));
    let w = nextWord();
    while (w >= limit) w = nextWord();
    const j = w % (i + 1);
    const [atI = 0, atJ = 0] = [p[i], p[j]];
    p[i] = atJ;
    p[j] = atI;
    watch?.({ i, w, j, p });
  }
  return p;
}

export const positionsOf = (key: Buffer, n: number): number[] =>
  positionsFrom(n, wordsOf(keystream(key)));

export function orderHash(positions: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * positions.length);
  for (const [at, position] of positions.entries()) bytes.writeUInt32BE(position, 4 * at);
  return sha256(bytes);
}
