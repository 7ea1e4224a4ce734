/**
 * The Merkle tree over a closed cohort: leaf `number - 1` commits to the event, the number and a
 * nonce that only its holder and the server know. So the root, published when the cohort closes, pins
 * how many there are and who has which number, and says nothing about anybody. Built in one pass over
 * the entries, 256 at a time; what is kept is one hash per 256, 125 KB for a million.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { hexOf, joined, text, u32, u64 } from './fair-draw-bytes.ts';
import { COHORT_MAX } from './fair-draw.ts';
import { HASH_BYTES, leafHash, merklePath, merkleRoot, rootOfPath } from './merkle.ts';

export const NONCE_BYTES = 16;
/** A power of two, so that these are whole subtrees of the cohort's tree. */
const CHUNK = 256;

export type CohortTree = {
  readonly eventId: number;
  /** How many entries. */
  readonly size: number;
  /** The roots of the subtrees over 256 entries each; the last may have fewer. */
  readonly chunkRoots: Uint8Array;
};

/** Writes entries of one event into one buffer, as a million of them are hashed in a row. */
function leafMaker(eventId: number): (number: number, nonce: Uint8Array) => Uint8Array {
  const head = joined(text('onsale-draw/entry'), u64(eventId));
  const entry = joined(head, new Uint8Array(4 + NONCE_BYTES));
  const view = new DataView(entry.buffer);
  return (number, nonce) => {
    if (nonce.length !== NONCE_BYTES) throw new RangeError(`a nonce has ${NONCE_BYTES} bytes`);
    if (!Number.isInteger(number) || number < 1 || number > COHORT_MAX) {
      throw new RangeError(`numbers go from 1 to ${COHORT_MAX}`);
    }
    view.setUint32(head.length, number);
    entry.set(nonce, head.length + 4);
    return leafHash(entry);
  };
}

/** The leaf of an entry, 32 bytes. Throws a RangeError when something is outside of its range. */
export const entryLeaf = (eventId: number, number: number, nonce: Uint8Array): Uint8Array =>
  leafMaker(eventId)(number, nonce);

/**
 * Takes the nonces of entries 1, 2, 3 ... in this order, then answers the tree. About 3 µs per entry:
 * add pages of some thousands, and let other work pass in between.
 */
export class CohortTreeBuilder {
  readonly #eventId: number;
  readonly #leafOf: ReturnType<typeof leafMaker>;
  readonly #leaves = new Uint8Array(CHUNK * HASH_BYTES);
  readonly #roots: Uint8Array[] = [];
  #size = 0;

  constructor(eventId: number) {
    this.#eventId = eventId;
    this.#leafOf = leafMaker(eventId);
  }

  /** The nonce of the next entry, 16 bytes. */
  add(nonce: Uint8Array): void {
    const leaf = this.#leafOf(this.#size + 1, nonce);
    this.#leaves.set(leaf, (this.#size % CHUNK) * HASH_BYTES);
    this.#size += 1;
    if (this.#size % CHUNK === 0) this.#roots.push(merkleRoot(this.#leaves));
  }

  /** The tree of all that has been added so far. */
  tree(): CohortTree {
    const rest = this.#leaves.subarray(0, (this.#size % CHUNK) * HASH_BYTES);
    const roots = rest.length > 0 ? [...this.#roots, merkleRoot(rest)] : this.#roots;
    const chunkRoots = new Uint8Array(roots.length * HASH_BYTES);
    for (const [index, root] of roots.entries()) chunkRoots.set(root, index * HASH_BYTES);
    return { eventId: this.#eventId, size: this.#size, chunkRoots };
  }
}

/** A Merkle root alone would fit several sizes: the published one is bound to the size and the event. */
const publishedRoot = (eventId: number, size: number, merkle: Uint8Array): string =>
  hexOf(sha256(joined(text('onsale-draw/cohort'), u64(eventId), u32(size), merkle)));

/** The root to publish, in hexadecimal. */
export const cohortRoot = ({ eventId, size, chunkRoots }: CohortTree): string =>
  publishedRoot(eventId, size, merkleRoot(chunkRoots));

/** The numbers whose nonces `cohortPath` needs for one number: at most 256. */
export function chunkOf(tree: CohortTree, number: number): { first: number; last: number } {
  if (!Number.isInteger(number) || number < 1 || number > tree.size) {
    throw new RangeError(`${number} is not in the cohort`);
  }
  const first = number - ((number - 1) % CHUNK);
  return { first, last: Math.min(tree.size, first + CHUNK - 1) };
}

/**
 * The siblings from the leaf of `number` up to the root; `nonces` are those of `chunkOf`, in order.
 * Throws a RangeError for numbers outside of the cohort, and when nonces are missing.
 */
export function cohortPath(
  tree: CohortTree,
  number: number,
  nonces: readonly Uint8Array[],
): readonly Uint8Array[] {
  const { first, last } = chunkOf(tree, number);
  if (nonces.length !== last - first + 1) throw new RangeError('not the nonces of this chunk');
  const leafOf = leafMaker(tree.eventId);
  const leaves = new Uint8Array(nonces.length * HASH_BYTES);
  for (const [index, nonce] of nonces.entries()) {
    leaves.set(leafOf(first + index, nonce), index * HASH_BYTES);
  }
  const chunk = (first - 1) / CHUNK;
  return [...merklePath(leaves, number - first), ...merklePath(tree.chunkRoots, chunk)];
}

/** The root that follows from an entry's leaf and path; undefined where they do not fit together. */
export function cohortRootOfPath(proof: {
  readonly eventId: number;
  readonly size: number;
  readonly number: number;
  /** What `entryLeaf` answers. */
  readonly leaf: Uint8Array;
  readonly path: readonly Uint8Array[];
}): string | undefined {
  const { eventId, size, number, leaf, path } = proof;
  const merkle = rootOfPath({ leaf, index: number - 1, size, path });
  return merkle && publishedRoot(eventId, size, merkle);
}
