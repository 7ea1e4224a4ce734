/**
 * Merkle trees as in RFC 9162, section 2.1 (certificate transparency): a leaf is hashed behind a 0
 * byte and a node behind a 1 byte, so that neither can be taken for the other; a tree splits at the
 * largest power of two below its size, which is the same as pairing up level by level and letting an
 * odd last hash rise as it is. Lists of hashes are one array, 32 bytes each: a million is 32 MB.
 */
import { sha256 } from '@noble/hashes/sha2.js';

export const HASH_BYTES = 32;

export type LeafPath = {
  /** Hash of the leaf, 32 bytes. */
  readonly leaf: Uint8Array;
  /** Which leaf, from 0. */
  readonly index: number;
  /** How many leaves the tree has, up to 2^31 - 1. */
  readonly size: number;
  /** Siblings from the leaf up. */
  readonly path: readonly Uint8Array[];
};

/** The hash of a leaf that holds `entry`. */
export function leafHash(entry: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + entry.length);
  input.set(entry, 1);
  return sha256(input);
}

const pair = new Uint8Array(1 + 2 * HASH_BYTES).fill(1, 0, 1);

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  pair.set(left, 1);
  pair.set(right, 1 + HASH_BYTES);
  return sha256(pair);
}

const hashAt = (level: Uint8Array, index: number): Uint8Array =>
  level.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);

const countOf = (level: Uint8Array): number => level.length / HASH_BYTES;

function levelAbove(level: Uint8Array): Uint8Array {
  const count = countOf(level);
  const above = new Uint8Array(Math.ceil(count / 2) * HASH_BYTES);
  for (let index = 0; index < count; index += 2) {
    const left = hashAt(level, index);
    const isAlone = index + 1 === count;
    above.set(isAlone ? left : nodeHash(left, hashAt(level, index + 1)), (index / 2) * HASH_BYTES);
  }
  return above;
}

/** Root over hashes of leaves, or of whole subtrees of equal size. None: SHA-256 of nothing. */
export function merkleRoot(hashes: Uint8Array): Uint8Array {
  if (hashes.length === 0) return sha256(new Uint8Array());
  let level = hashes;
  while (countOf(level) > 1) level = levelAbove(level);
  return level.slice();
}

/** The siblings on the way from hash `index`, from 0, up to the root. Throws a RangeError outside. */
export function merklePath(hashes: Uint8Array, index: number): readonly Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= countOf(hashes)) {
    throw new RangeError(`there is no leaf ${index}`);
  }
  const path: Uint8Array[] = [];
  let at = index;
  for (let level = hashes; countOf(level) > 1; level = levelAbove(level)) {
    const sibling = at ^ 1;
    if (sibling < countOf(level)) path.push(hashAt(level, sibling).slice());
    at >>= 1;
  }
  return path;
}

/**
 * The root that follows from a leaf and its path: RFC 9162, section 2.1.3.2. Undefined where such a
 * leaf cannot have such a path. Sizes that are close give the same root: bind the size to it.
 */
export function rootOfPath({ leaf, index, size, path }: LeafPath): Uint8Array | undefined {
  if (!Number.isInteger(index) || index < 0 || index >= size || size >= 2 ** 31) return undefined;
  if ([leaf, ...path].some(({ length }) => length !== HASH_BYTES)) return undefined;
  let at = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash);
      // Where an odd last hash rose as it was, there are levels without a sibling.
      while (at % 2 === 0 && at !== 0) {
        at >>= 1;
        last >>= 1;
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    at >>= 1;
    last >>= 1;
  }
  return last === 0 ? hash : undefined;
}
