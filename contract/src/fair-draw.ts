/**
 * The fair draw (docs/fair-draw.md): the order of a cohort is one Fisher-Yates shuffle, driven by an
 * AES-256-CTR keystream with rejection sampling, so it is uniform as far as the keystream is. Anybody
 * with the seed, the terms and the size of the cohort computes the same order. WebCrypto only: the
 * same code runs in browsers (in a secure context) and in Node.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesOfHex, hexOf, joined, text, u32, u8 } from './fair-draw-bytes.ts';
import { commitmentOf, type DrawTerms } from './fair-draw-terms.ts';

/** A limit on everything: the order of so many takes 40 MB. */
export const COHORT_MAX = 10_000_000;

const WORD_BYTES = 4;
const TWO_TO_32 = 2 ** 32;
const BLOCK_BYTES = 16;
/** How much keystream is asked for at once; which bytes there are does not depend on it. */
const CHUNK_BYTES = 262_144;

/** Answers the next `length` bytes of the stream; the length is a multiple of 16. */
export type Keystream = (length: number) => Promise<Uint8Array>;

export type DrawKeyInput = {
  /** The revealed seed, 32 bytes. */
  readonly seed: Uint8Array;
  readonly terms: DrawTerms;
  readonly cohortSize: number;
  /** Of the beacon round, 32 bytes; absent in operator mode, and where no round could be had. */
  readonly beaconRandomness?: Uint8Array;
};

function checkedSize(n: number): number {
  if (!Number.isInteger(n) || n < 0 || n > COHORT_MAX) {
    throw new RangeError(`a cohort has 0 to ${COHORT_MAX} people`);
  }
  return n;
}

/** The key of the shuffle, 32 bytes. Throws a RangeError when something is outside of its range. */
export function drawKeyOf(input: DrawKeyInput): Uint8Array<ArrayBuffer> {
  const { seed, terms, cohortSize, beaconRandomness } = input;
  if (beaconRandomness !== undefined && beaconRandomness.length !== 32) {
    throw new RangeError('the randomness of a beacon round has 32 bytes');
  }
  if (beaconRandomness !== undefined && terms.mode !== 'beacon') {
    throw new RangeError('these terms know of no beacon');
  }
  const beacon = beaconRandomness === undefined ? u8(0) : joined(u8(1), beaconRandomness);
  return sha256(
    joined(
      text('onsale-draw/key'),
      bytesOfHex(commitmentOf(seed, terms)),
      u32(checkedSize(cohortSize)),
      beacon,
      seed,
    ),
  );
}

/** AES-256-CTR over zeros: the initial counter block is 0, and counts as one 128-bit number. */
async function aesKeystream(key: Uint8Array<ArrayBuffer>): Promise<Keystream> {
  const aes = await crypto.subtle.importKey('raw', key, 'AES-CTR', false, ['encrypt']);
  let blocks = 0;
  return async (length) => {
    const counter = new Uint8Array(BLOCK_BYTES);
    // COHORT_MAX draws stay far below 2^32 blocks.
    new DataView(counter.buffer).setUint32(12, blocks);
    blocks += length / BLOCK_BYTES;
    const zeros = new Uint8Array(length);
    const algorithm = { name: 'AES-CTR', counter, length: 128 };
    return new Uint8Array(await crypto.subtle.encrypt(algorithm, aes, zeros));
  };
}

/**
 * The largest multiple of `bound` up to 2^32: words below it are uniform modulo the bound, words from
 * it on are thrown away.
 */
const limitOf = (bound: number): number => TWO_TO_32 - (TWO_TO_32 % bound);

/** The shuffle over any keystream; tests bring their own. See `drawPositions`. */
export async function shuffledPositions(n: number, keystream: Keystream): Promise<Uint32Array> {
  const positions = Uint32Array.from({ length: checkedSize(n) }, (_, index) => index + 1);
  let last = n - 1;
  while (last > 0) {
    const wanted = Math.ceil((last * WORD_BYTES) / BLOCK_BYTES) * BLOCK_BYTES;
    const bytes = await keystream(Math.min(wanted, CHUNK_BYTES));
    if (bytes.length === 0) throw new Error('the keystream has ended');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < bytes.length && last > 0; at += WORD_BYTES) {
      const word = view.getUint32(at);
      if (word >= limitOf(last + 1)) continue;
      const other = word % (last + 1);
      const position = positions[last] ?? 0;
      positions[last] = positions[other] ?? 0;
      positions[other] = position;
      last -= 1;
    }
  }
  return positions;
}

/**
 * The order of a cohort: at index `number - 1` the position of that number, from 1 to n. `key` is
 * what `drawKeyOf` answers, n is 0 to COHORT_MAX. Throws a RangeError outside of that. A million takes
 * about 0.1 s and 4 MB.
 */
export async function drawPositions(key: Uint8Array<ArrayBuffer>, n: number): Promise<Uint32Array> {
  return shuffledPositions(n, await aesKeystream(key));
}

/** A whole order in 32 bytes, in hexadecimal: SHA-256 over the positions by number, 4 bytes each. */
export function orderHashOf(positions: Uint32Array): string {
  const bytes = new Uint8Array(positions.length * WORD_BYTES);
  const view = new DataView(bytes.buffer);
  for (const [index, position] of positions.entries()) view.setUint32(index * WORD_BYTES, position);
  return hexOf(sha256(bytes));
}
